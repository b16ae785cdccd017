"""Tables that people send: CSV in UTF-8 or the first sheet of an XLSX, as rows of plain texts."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from zipfile import BadZipFile, ZipFile
from zlib import error as ZipError

from queue_server.domain.errors import QueueError
from queue_server.domain.words import folded

LARGEST_BYTES = 20 * 1024 * 1024
LARGEST_UNPACKED = 200 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 60
LONGEST_CELL = 5_000
FORMULA = "\0formula"
"""What stands for a cell with a formula: what it comes to is not in the file for certain."""

_PIECE = 1 << 20


class Why(StrEnum):
    """Why a file cannot be read; the sentences are texts of the pages."""

    TOO_LARGE = "it is larger than 20 MB"
    TOO_LONG = "it has more than 20,000 rows"
    BOMB = "it unpacks to far more than a table needs"
    NO_COLUMN = "its first row names no column that is known here"
    ENCODING = "it is not written in UTF-8; save it as CSV UTF-8 or as XLSX"
    NO_CSV = "it is no sound CSV"
    NO_XLSX = "it is no sound XLSX"


class UnreadableTable(QueueError):
    code = "unreadable_table"
    sentence = "This file cannot be read: {why}."


@dataclass(frozen=True)
class Table:
    """`rows` with their line in the file; `merged` if cells of the sheet were joined."""

    rows: Sequence[tuple[int, Mapping[str, str]]]
    merged: bool = False


def read(data: bytes, columns: Mapping[str, str]) -> Table:
    """The rows of a file by column; `columns` maps folded headings to our names, others are left out.

    Raises UnreadableTable for what is too large, in another encoding, or no table at all.
    """
    if len(data) > LARGEST_BYTES:
        raise UnreadableTable(why=Why.TOO_LARGE)
    if data[:4] == b"PK\x03\x04":
        lines, merged = _sheet(data), _is_merged(data)
    else:
        lines, merged = _csv_lines(data), False
    return Table(list(_named(lines, columns)), merged)


def _named(
    lines: Iterable[Sequence[str]], columns: Mapping[str, str]
) -> Iterator[tuple[int, Mapping[str, str]]]:
    numbered = enumerate(lines, start=1)
    heading = next((cells for _, cells in numbered if any(cells)), ())
    names = [columns.get(_key(cell), "") for cell in heading]
    if not any(names):
        raise UnreadableTable(why=Why.NO_COLUMN)
    taken = 0
    for line, cells in numbered:
        if not any(cells):
            continue
        taken += 1
        if taken > MOST_ROWS:
            raise UnreadableTable(why=Why.TOO_LONG)
        yield line, {name: cell for name, cell in zip(names, cells, strict=False) if name}


def _key(heading: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", folded(heading)))


def _csv_lines(data: bytes) -> Iterator[list[str]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableTable(why=Why.ENCODING) from None
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for row in reader:
            yield [cell[: LONGEST_CELL + 1].strip() for cell in row[:MOST_COLUMNS]]
    except csv.Error:
        raise UnreadableTable(why=Why.NO_CSV) from None


def _sheet(data: bytes) -> Iterator[list[str]]:
    # Ten megabytes of code that only an import needs.
    from openpyxl import load_workbook

    return _guarded(
        lambda: _cells(load_workbook(_unpacked_in_bounds(data), read_only=True, keep_links=False))
    )


def _cells(book: Any) -> Iterator[list[str]]:
    sheet = book.worksheets[0]
    sheet.reset_dimensions()  # what a file says of its own size may be wrong
    for row in sheet.iter_rows(max_col=MOST_COLUMNS):
        yield [_text(cell) for cell in row]


def _guarded(read_cells: Callable[[], Iterator[list[str]]]) -> Iterator[list[str]]:
    # What a broken workbook makes its reader raise is not bounded.
    try:
        yield from read_cells()
    except UnreadableTable:
        raise
    except Exception as error:
        raise UnreadableTable(why=Why.NO_XLSX) from error


def _unpacked_in_bounds(data: bytes) -> io.BytesIO:
    with ZipFile(io.BytesIO(data)) as archive:
        if sum(each.file_size for each in archive.infolist()) > LARGEST_UNPACKED:
            raise UnreadableTable(why=Why.BOMB)
    return io.BytesIO(data)


def _is_merged(data: bytes) -> bool:
    """Whether cells of the first sheets are joined: all but the first of them are empty then."""
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            sheets = [each for each in archive.namelist() if each.startswith("xl/worksheets/sheet")]
            return any(_holds(archive, name, b"<mergeCell ") for name in sheets[:1])
    except (BadZipFile, ZipError, OSError, NotImplementedError) as error:
        raise UnreadableTable(why=Why.NO_XLSX) from error


def _holds(archive: ZipFile, name: str, words: bytes) -> bool:
    with archive.open(name) as part:
        before = b""
        while piece := part.read(_PIECE):
            if words in before + piece:
                return True
            before = piece[-len(words) :]
    return False


def _text(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        return FORMULA
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        # A national code such as 2.000720 that a spreadsheet took for a number has lost its zeros.
        return f"{value:.6f}" if value % 1 else f"{value:.0f}"
    return str(value)[: LONGEST_CELL + 1].strip()
