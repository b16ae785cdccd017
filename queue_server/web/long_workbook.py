"""One table of any length as an Excel workbook, in flat memory.

The library makes the frame: styles, headings, widths. The rows are poured into it here as plain XML, because
a cell through the library costs ten times as much. Words are always text, so that no cell can run a formula.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile

from queue_server.web.sheets import CellKind, Column
from queue_server.web.workbook import frame, shown

PAGE = "xl/worksheets/sheet1.xml"
FIRST_ROW, LAST_ROW = 3, 1_048_576
LONGEST_TEXT = 32_767
ROWS_AT_ONCE = 500
DAY_ZERO = datetime(1899, 12, 30).toordinal()
_STYLE = re.compile(r'<c r="[A-Z]+3" s="(\d+)"/>')
_DIMENSION = re.compile(r"<dimension [^>]*/>")
_NOT_PLAIN = re.compile(r"[&<>\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


class TooLong(ValueError):
    """More rows than a page of a workbook holds."""


def long_workbook(
    title: str, columns: Sequence[Column], rows: Iterable[Sequence[Any]], target: BinaryIO
) -> None:
    """Write the table into `target`, row by row; TooLong where a page cannot hold it."""
    empty = io.BytesIO()
    frame(title, columns, empty)
    with ZipFile(empty) as made, ZipFile(target, "w", ZIP_DEFLATED, compresslevel=3) as book:
        for part in made.namelist():
            if part != PAGE:
                book.writestr(part, made.read(part))
        head, styles, tail = _around(made.read(PAGE).decode())
        with book.open(PAGE, "w", force_zip64=True) as page:
            page.write(head.encode())
            for lines in _lines(columns, styles, rows):
                page.write(lines.encode())
            page.write(tail.encode())


def _around(page: str) -> tuple[str, list[str], str]:
    """What stands before and after the rows, and the style of each column; the frame's only row shows it."""
    head, rest = _DIMENSION.sub("", page).split(f'<row r="{FIRST_ROW}">')
    sample, tail = rest.split("</row>")
    return head, _STYLE.findall(sample), tail


def _lines(columns: Sequence[Column], styles: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """The XML of some rows at a time."""
    places = [
        (_letters(n), style, kind) for n, ((_, kind), style) in enumerate(zip(columns, styles, strict=True))
    ]
    numbered = enumerate(rows, FIRST_ROW)
    while some := list(islice(numbered, ROWS_AT_ONCE)):
        if some[-1][0] > LAST_ROW:
            raise TooLong(
                f"A workbook holds {LAST_ROW - FIRST_ROW + 1:,} rows; take CSV or a shorter period."
            )
        yield "".join([_row(number, row, places) for number, row in some])


def _row(number: int, row: Sequence[Any], places: Sequence[tuple[str, str, CellKind]]) -> str:
    cells = [
        _cell(value, f"{letters}{number}", style, kind)
        for value, (letters, style, kind) in zip(row, places, strict=True)
        if value is not None
    ]
    return f'<row r="{number}">{"".join(cells)}</row>'


def _cell(value: Any, place: str, style: str, kind: CellKind) -> str:
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{_text(value)}</t></is></c>'
    if isinstance(value, datetime):
        value = _serial(value)
    elif kind is CellKind.SECONDS:
        value = shown(value, kind)
    return f'<c r="{place}" s="{style}"><v>{+value!r}</v></c>'


def _serial(at: datetime) -> float:
    """Days since the first day of the spreadsheet, to the second; the hall's own time, as it reads."""
    seconds = at.hour * 3600 + at.minute * 60 + at.second
    return at.toordinal() - DAY_ZERO + seconds / 86400


def _text(value: str) -> str:
    if len(value) > LONGEST_TEXT:
        value = value[: LONGEST_TEXT - 1] + "…"
    return _NOT_PLAIN.sub(_escaped, value) if _NOT_PLAIN.search(value) else value


def _escaped(found: re.Match[str]) -> str:
    """As the format writes what XML cannot hold: `_x` and four digits (ECMA-376, ST_Xstring)."""
    return _NAMED.get(found[0]) or f"_x{ord(found[0]):04X}_"


def _letters(column: int) -> str:
    """A, B, … Z, AA, as a spreadsheet names its columns; the first is 0."""
    return ("" if column < 26 else _letters(column // 26 - 1)) + chr(ord("A") + column % 26)
