"""The layout as data: an ordered list of blocks that an administrator can change without code."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from printer.logo import check_logo

WIDTHS = (384, 512, 576)
"""Dots across: 58 mm paper has 384, 80 mm paper 512 or 576 (203 dpi, 8 dots a millimetre)."""

TEXTS = (
    *("centre", "title", "procedure", "counters", "ahead", "wait", "bring", "notes"),
    *("second_language", "check_code", "time", "thanks", "footer", "text"),
)
SIZES = {
    **dict.fromkeys(TEXTS, (22, 120)),
    "number": (96, 240),
    "sign": (32, 240),
    "qr": (3, 12),
    "line": (1, 12),
    "space": (1, 400),
    "reprint": (22, 60),
    "table": (22, 60),
    "ruler": (22, 60),
    "logo": (24, 400),
    "beside": (0, 400),
}
"""Each block and the sizes it may have, in dots: tone marks need letters of 22, phones a QR module of 3."""
TALL_NUMBER = 120
"""15 mm, the least height of the number on 80 mm paper."""
MOST_BLOCKS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block. `size` is dots: of the letters, of the number's height, of a QR module, of a rule."""

    kind: str
    size: int = 26
    weight: int = 400
    align: str = "center"
    above: int = 0
    gap: int = 24
    text: str = ""
    image: str = ""
    left: tuple[Block, ...] = ()
    right: tuple[Block, ...] = ()

    def with_align(self, align: str) -> Block:
        """The same block set to another side."""
        return replace(self, align=align)


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """Blocks from top to bottom, with white `margin` dots at both sides."""

    blocks: tuple[Block, ...]
    margin: int = 24
    top: int = 12
    bottom: int = 12


_LIMITS = {"weight": (100, 900), "above": (0, 400), "gap": (0, 200)}
_EDGES = {"margin": (0, 100), "top": (0, 400), "bottom": (0, 400)}
_FIELDS = {field.name for field in fields(Block)} - {"kind"} | {"block"}


def template_of(values: Any, width: int = 384) -> Template:
    """A template from its JSON form, for paper of `width` dots.

    Raises ValueError with one sentence that names the block and what it may be.
    """
    if not isinstance(values, dict) or not isinstance(values.get("blocks"), list):
        raise ValueError("A template is an object with a list of blocks.")
    _known(values, {*_EDGES, "blocks"}, "A template")
    edges = {name: _whole(values[name], name, limits) for name, limits in _EDGES.items() if name in values}
    template = Template(blocks=_blocks(values["blocks"], deep=True), **edges)
    _check_number(template, width)
    return template


def _blocks(values: Any, deep: bool) -> tuple[Block, ...]:
    if not isinstance(values, list) or len(values) > MOST_BLOCKS:
        raise ValueError(f"Blocks are a list of at most {MOST_BLOCKS}.")
    return tuple(_block(value, deep) for value in values)


def _block(value: Any, deep: bool) -> Block:
    kind = value.get("block") if isinstance(value, dict) else None
    if not isinstance(kind, str) or kind not in SIZES:
        raise ValueError(f"A block {kind!r} does not exist; there are {', '.join(sorted(SIZES))}.")
    _known(value, _FIELDS, f"The block {kind}")
    if kind == "beside" and not deep:
        raise ValueError("A block beside cannot stand within another block beside.")
    given: dict[str, Any] = {side: _blocks(value.get(side, []), False) for side in ("left", "right")}
    given |= {name: _whole(value[name], name, limits) for name, limits in _LIMITS.items() if name in value}
    if "size" in value:
        given["size"] = _whole(value["size"], f"size of {kind}", SIZES[kind])
    return Block(kind=kind, **given | _words(value))


def _words(value: dict[str, Any]) -> dict[str, str]:
    given: dict[str, str] = {name: value[name] for name in ("align", "text", "image") if name in value}
    if not all(isinstance(text, str) for text in given.values()) or len(given.get("text", "")) > 2000:
        raise ValueError("A block's align, text and image are texts of at most 2000 letters.")
    if given.get("align", "center") not in ("left", "center", "right"):
        raise ValueError(f"A block's align is left, center or right, not {given['align']!r}.")
    if "image" in given:
        check_logo(given["image"])
    return given


def _known(value: dict[str, Any], names: set[str], what: str) -> None:
    strange = sorted(set(value) - names)
    if strange:
        raise ValueError(f"{what} has no {strange[0]!r}; it can have {', '.join(sorted(names))}.")


def _whole(value: Any, name: str, limits: tuple[int, int]) -> int:
    low, high = limits
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
        raise ValueError(f"The {name} is a whole number from {low} to {high}, not {value!r}.")
    return value


def _check_number(template: Template, width: int) -> None:
    numbers = [block for block in template.blocks if block.kind == "number"]
    if len(numbers) != 1:
        raise ValueError("A template has exactly one block number, and not beside another.")
    if width > 384 and numbers[0].size < TALL_NUMBER:
        raise ValueError("The number on 80 mm paper must be at least 120 dots (15 mm) high.")


def _lines(text: str) -> list[dict[str, Any]]:
    """The defaults below, one block a line: `kind size [weight] [left] [+above]`."""
    found = re.findall(r"(\w+) (\d+)(?: (\d{3}))?(?: (left))?(?: \+(\d+))?", text)
    return [
        {"block": kind, "size": int(size), "weight": int(weight or 400), "align": align or "center"}
        | {"above": int(above or 0)}
        for kind, size, weight, align, above in found
    ]


def _beside(left: str, right: str, above: int) -> dict[str, Any]:
    return {"block": "beside", "above": above, "left": _lines(left), "right": _lines(right)}


WIDE: dict[str, Any] = {
    "margin": 24,
    "blocks": [
        *_lines("reprint 28 700, centre 26 600 +16, title 24 +26, number 140 700 +20"),
        _beside("sign 80 left", "procedure 32 600 left, counters 40 700 left +8", above=30),
        *_lines("line 2 +18, ahead 28 +14, wait 28, table 26 +14, bring 24 +12, notes 24 +12"),
        *_lines("second_language 24 +12, line 2 +16"),
        _beside("qr 5 left", "time 26 600 left, check_code 24 left +4, thanks 24 left +4", above=18),
        *_lines("footer 22 +14"),
    ],
}
NARROW: dict[str, Any] = {
    "margin": 12,
    "blocks": [
        *_lines("reprint 24 700, centre 24 600 +12, title 22 +18, number 120 700 +16"),
        *_lines("sign 64 +22, procedure 28 600 +22, counters 40 700 +6"),
        *_lines("line 2 +14, ahead 24 +10, wait 24, table 22 +12, bring 22 +10, notes 22 +10"),
        *_lines("second_language 22 +10, line 2 +14, qr 5 +16"),
        *_lines("time 24 600 +10, check_code 22 +2, thanks 22 +2, footer 22 +10"),
    ],
}
SHORT: dict[str, Any] = {
    "margin": 12,
    "blocks": _lines("reprint 24 700, number 124 700, procedure 26 600 +14, counters 40 700 +2, time 22 +2"),
}
"""For slow serial lines: a third of the bytes."""
TRIAL: dict[str, Any] = {
    "margin": 0,
    "blocks": [
        *_lines("ruler 22, centre 26 600 +16, number 140 700 +20, procedure 28 600 +24, table 24 +14"),
        *_lines("notes 24 +14, second_language 24 +12, qr 5 +16, time 26 600 +12, thanks 24 +4"),
    ],
}
"""The self-test page: a ruler over the whole width shows at once whether the width is set right."""

_DEFAULTS = {width: template_of(NARROW if width == 384 else WIDE, width) for width in WIDTHS}
SHORT_TEMPLATE = template_of(SHORT, 576)
TRIAL_TEMPLATE = template_of(TRIAL, 576)


def default_template(width: int) -> Template:
    """The template for paper of `width` dots; ValueError names the widths that exist."""
    if width not in _DEFAULTS:
        raise ValueError(f"A slip can be 384, 512 or 576 dots wide, not {width}.")
    return _DEFAULTS[width]


def default_values(width: int) -> dict[str, Any]:
    """The default in its JSON form, for an administrator to begin with."""
    default_template(width)
    return NARROW if width == 384 else WIDE


def names(blocks: Sequence[Block]) -> set[str]:
    """The kinds of all blocks, within `beside` too."""
    inner = (name for block in blocks for name in names((*block.left, *block.right)))
    return {*(block.kind for block in blocks), *inner}
