"""What paper a printer has and how it wants its bytes; told by the options of its URL."""

from __future__ import annotations

from dataclasses import dataclass

from printer.commands import FRAGMENT_ROWS
from printer.drivers.choice import options_of
from printer.template import WIDTHS


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """Width in dots, rows in one raster command, lines fed to the cutter, and whether there is a cutter."""

    width: int = 576
    fragment_rows: int = FRAGMENT_ROWS
    feed_lines: int = 4
    cut: bool = True


def paper_of(url: str) -> Paper:
    """The paper of `tcp://…?width=384&rows=100&feed=5&cut=no`; 80 mm with a cutter where nothing is said.

    Raises ValueError with one sentence when an option is wrong.
    """
    options = options_of(url)
    width = _number(options, "width", 576, 384, 576)
    if width not in WIDTHS:
        raise ValueError(f"A printer can be 384, 512 or 576 dots wide, not {width}.")
    cut = options.get("cut", "yes")
    if cut not in ("yes", "no"):
        raise ValueError(f"A printer's option cut is yes or no, not {cut!r}.")
    return Paper(
        width=width,
        fragment_rows=_number(options, "rows", FRAGMENT_ROWS, 8, FRAGMENT_ROWS),
        feed_lines=_number(options, "feed", 4, 0, 20),
        cut=cut == "yes",
    )


def _number(options: dict[str, str], name: str, default: int, low: int, high: int) -> int:
    text = options.get(name, str(default))
    if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
        raise ValueError(f"A printer's option {name} is a number from {low} to {high}, not {text!r}.")
    return int(text)
