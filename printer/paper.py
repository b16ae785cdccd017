"""What paper a printer has and how it wants its bytes; told by the options of its URL."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from printer.commands import FRAGMENT_ROWS, LINE_DOTS
from printer.drivers.choice import open_printer, options_of
from printer.layout import DOTS_PER_MM, encode, render
from printer.slip import Slip
from printer.template import SHORT_TEMPLATE, WIDTHS, Template

OPTIONS = frozenset({"width", "rows", "feed", "cut", "roll", "layout", "baud"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """Width in dots, rows in one raster command, lines fed to the cutter, and whether there is a cutter.

    `roll_mm` is the length of a full roll, 0 when nobody told it; `short` asks for the short slip.
    """

    width: int = 576
    fragment_rows: int = FRAGMENT_ROWS
    feed_lines: int = 4
    cut: bool = True
    roll_mm: int = 0
    short: bool = False

    def printed(self, slip: Slip, template: Template | None = None) -> bytes:
        """The bytes of a slip on this paper."""
        chosen = template or (SHORT_TEMPLATE if self.short else None)
        return encode(render(slip, self.width, chosen), self.fragment_rows, self.feed_lines, self.cut)

    def millimetres(self, data: bytes) -> float:
        """How much paper such bytes use, feeding included."""
        return (len(data) * 8 / self.width + self.feed_lines * LINE_DOTS) / DOTS_PER_MM


def paper_of(url: str) -> Paper:
    """The paper of `tcp://…?width=384&rows=100&feed=5&cut=no&roll=30&layout=short`.

    80 mm with a cutter where nothing is said; `roll` is the length of a full roll in metres.

    Raises ValueError with one sentence when an option is wrong.
    """
    options = options_of(url)
    unknown = sorted(options.keys() - OPTIONS)
    if unknown:
        known = ", ".join(sorted(OPTIONS))
        raise ValueError(f"A printer has no option {unknown[0]!r}; there are {known}.")
    width = _number(options, "width", 576, 384, 576)
    if width not in WIDTHS:
        raise ValueError(f"A printer can be 384, 512 or 576 dots wide, not {width}.")
    return Paper(
        width=width,
        fragment_rows=_number(options, "rows", FRAGMENT_ROWS, 8, FRAGMENT_ROWS),
        feed_lines=_number(options, "feed", 4, 0, 20),
        cut=_one_of(options, "cut", "yes", "no") == "yes",
        roll_mm=_number(options, "roll", 0, 0, 200) * 1000,
        short=_one_of(options, "layout", "full", "short") == "short",
    )


def check_url(url: str) -> str:
    """`url` itself when it is a printer's, paper and all; ValueError with one sentence otherwise."""
    open_printer(url, Path())
    paper_of(url)
    return url


def _one_of(options: dict[str, str], name: str, usual: str, other: str) -> str:
    text = options.get(name, usual)
    if text not in (usual, other):
        raise ValueError(f"A printer's option {name} is {usual} or {other}, not {text!r}.")
    return text


def _number(options: dict[str, str], name: str, default: int, low: int, high: int) -> int:
    text = options.get(name, str(default))
    if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
        raise ValueError(f"A printer's option {name} is a number from {low} to {high}, not {text!r}.")
    return int(text)
