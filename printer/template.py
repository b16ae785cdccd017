"""The layout as data: an ordered list of blocks that an administrator can change without code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

WIDTHS = (384, 512, 576)
"""Dots across: 58 mm paper has 384, 80 mm paper 512 or 576 (203 dpi, 8 dots a millimetre)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block. `size` is dots: of the font, of the number's height, of a QR module, of a rule."""

    kind: str
    size: int = 26
    weight: int = 400
    align: str = "center"
    above: int = 0
    gap: int = 24
    text: str = ""
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


def template_of(values: dict[str, Any]) -> Template:
    """A template from its JSON form."""
    return Template(
        blocks=_blocks(values["blocks"]), **{k: values[k] for k in ("margin", "top", "bottom") if k in values}
    )


def _blocks(values: Sequence[dict[str, Any]]) -> tuple[Block, ...]:
    return tuple(_block(value) for value in values)


def _block(value: dict[str, Any]) -> Block:
    rest = {key: item for key, item in value.items() if key not in ("block", "left", "right")}
    return Block(
        kind=value["block"],
        left=_blocks(value.get("left", ())),
        right=_blocks(value.get("right", ())),
        **rest,
    )


WIDE: dict[str, Any] = {
    "margin": 24,
    "blocks": [
        {"block": "reprint", "size": 28, "weight": 700},
        {"block": "centre", "size": 26, "weight": 600, "above": 16},
        {"block": "title", "size": 24, "above": 26},
        {"block": "number", "size": 140, "weight": 700, "above": 14},
        {"block": "procedure", "size": 32, "weight": 600, "above": 26},
        {"block": "counters", "size": 38, "weight": 700, "above": 8},
        {"block": "line", "size": 2, "above": 18},
        {"block": "ahead", "size": 28, "above": 14},
        {"block": "wait", "size": 28, "above": 0},
        {"block": "bring", "size": 24, "above": 12, "align": "left"},
        {"block": "notes", "size": 24, "above": 12},
        {"block": "second_language", "size": 24, "above": 12},
        {"block": "line", "size": 2, "above": 16},
        {
            "block": "beside",
            "above": 18,
            "left": [{"block": "qr", "size": 5, "align": "left"}],
            "right": [
                {"block": "time", "size": 26, "weight": 600, "align": "left"},
                {"block": "check_code", "size": 24, "align": "left", "above": 4},
                {"block": "thanks", "size": 24, "align": "left", "above": 4},
            ],
        },
        {"block": "footer", "size": 22, "above": 14},
    ],
}

NARROW: dict[str, Any] = {
    "margin": 12,
    "blocks": [
        {"block": "reprint", "size": 24, "weight": 700},
        {"block": "centre", "size": 24, "weight": 600, "above": 12},
        {"block": "title", "size": 22, "above": 18},
        {"block": "number", "size": 120, "weight": 700, "above": 12},
        {"block": "procedure", "size": 28, "weight": 600, "above": 22},
        {"block": "counters", "size": 34, "weight": 700, "above": 6},
        {"block": "line", "size": 2, "above": 14},
        {"block": "ahead", "size": 24, "above": 10},
        {"block": "wait", "size": 24, "above": 0},
        {"block": "bring", "size": 22, "above": 10, "align": "left"},
        {"block": "notes", "size": 22, "above": 10},
        {"block": "second_language", "size": 22, "above": 10},
        {"block": "line", "size": 2, "above": 14},
        {"block": "qr", "size": 5, "above": 16},
        {"block": "time", "size": 24, "weight": 600, "above": 10},
        {"block": "check_code", "size": 22, "above": 2},
        {"block": "thanks", "size": 22, "above": 2},
        {"block": "footer", "size": 22, "above": 10},
    ],
}

SHORT: dict[str, Any] = {
    "margin": 12,
    "blocks": [
        {"block": "reprint", "size": 24, "weight": 700},
        {"block": "number", "size": 124, "weight": 700},
        {"block": "procedure", "size": 26, "weight": 600, "above": 14},
        {"block": "counters", "size": 30, "weight": 700, "above": 2},
        {"block": "time", "size": 22, "above": 2},
    ],
}
"""For slow serial lines: a third of the bytes."""

SHORT_TEMPLATE = template_of(SHORT)
_DEFAULTS = {384: template_of(NARROW), 512: template_of(WIDE), 576: template_of(WIDE)}


def default_template(width: int) -> Template:
    """The template for paper of `width` dots; ValueError names the widths that exist."""
    if width not in _DEFAULTS:
        raise ValueError(f"A slip can be 384, 512 or 576 dots wide, not {width}.")
    return _DEFAULTS[width]
