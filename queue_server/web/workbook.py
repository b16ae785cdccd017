"""Tables as an Excel workbook: real numbers and dates, nothing that a cell could run."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, BinaryIO

from queue_server.domain.hall import Hall, named
from queue_server.reports.report import Report
from queue_server.web.languages import gettext as _
from queue_server.web.languages import language
from queue_server.web.one_page import period_of
from queue_server.web.sheets import Cell, CellKind, Column, Sheet, sheets

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

FORMATS = {
    CellKind.TEXT: {},
    CellKind.NUMBER: {},
    CellKind.COUNT: {"num_format": "#,##0"},
    CellKind.SECONDS: {"num_format": "#,##0.0"},
    CellKind.SHARE: {"num_format": "0.0%"},
    CellKind.DATE: {"num_format": "dd/mm/yyyy hh:mm:ss"},
}
WIDTHS = {
    CellKind.TEXT: 34,
    CellKind.NUMBER: 14,
    CellKind.COUNT: 12,
    CellKind.SECONDS: 12,
    CellKind.SHARE: 12,
    CellKind.DATE: 20,
}
NAME_LENGTH, LONGEST_TEXT = 31, 32_767
LAST_ROW = 1_048_575
"""What the library leaves out without a word beyond these."""


def book_of(report: Report, hall: Hall) -> bytes:
    """The report as a workbook, a page for each of its tables."""
    target = io.BytesIO()
    about = f"{named(hall.names, language())} · {period_of(report)}"
    workbook(sheets(report), target, _("Waits and services"), about)
    return target.getvalue()


class TooLong(ValueError):
    """More rows than a page of a workbook holds."""


def workbook(tables: Sequence[Sheet], target: BinaryIO, title: str, about: str = "") -> None:
    """Write a page for each table into `target`; `about` stands above each of them."""
    book = _Book(target, title)
    for each in tables:
        book.table(each.title, each.columns, each.rows, " · ".join(filter(None, (about, each.note))))
    book.close()


def long_workbook(
    title: str, columns: Sequence[Column], rows: Iterable[Sequence[Any]], target: BinaryIO
) -> None:
    """One table of any length, written row by row so that memory stays flat."""
    book = _Book(target, title)
    try:
        book.table(title, columns, rows, "")
    finally:
        book.close()


class _Book:
    def __init__(self, target: BinaryIO, title: str) -> None:
        # A second to load, and needed by nobody who does not ask for a workbook.
        from xlsxwriter import Workbook

        never = ("strings_to_formulas", "strings_to_urls", "strings_to_numbers")
        self._book = Workbook(target, {"constant_memory": True, **dict.fromkeys(never, False)})
        self._book.set_properties({"title": title})
        self._formats = {kind: self._book.add_format(form) for kind, form in FORMATS.items()}
        self._head = self._book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self.close = self._book.close

    def table(self, title: str, columns: Sequence[Column], rows: Iterable[Sequence[Any]], about: str) -> None:
        page = self._book.add_worksheet(_sheet_name(title))
        page.freeze_panes(2, 1)
        page.write_string(0, 0, about)
        page.set_row(1, 48)
        minutes = _("minutes")
        for number, (heading, kind) in enumerate(columns):
            page.set_column(number, number, WIDTHS[kind])
            unit = f" ({minutes})" if kind is CellKind.SECONDS else ""
            page.write_string(1, number, heading + unit, self._head)
        for number, row in enumerate(rows, 2):
            if number > LAST_ROW:
                raise TooLong(f"A workbook holds {LAST_ROW - 1:,} rows; take CSV or a shorter period.")
            self._row(page, number, columns, row)

    def _row(self, page: Worksheet, number: int, columns: Sequence[Column], row: Sequence[Any]) -> None:
        for column, (value, (_heading, kind)) in enumerate(zip(row, columns, strict=True)):
            if isinstance(value, datetime):
                moment = value.replace(tzinfo=None, microsecond=0)
                page.write_datetime(number, column, moment, self._formats[kind])
            elif isinstance(value, str):
                page.write_string(number, column, value[:LONGEST_TEXT])
            elif value is not None:
                page.write_number(number, column, shown(value, kind), self._formats[kind])


def _sheet_name(title: str) -> str:
    return "".join(c for c in title if c not in "[]:*?/\\")[:NAME_LENGTH].strip("' ")


def shown(value: Cell, kind: CellKind) -> float:
    """The number in the cell: minutes for seconds."""
    return float(value or 0) / 60 if kind is CellKind.SECONDS else float(value or 0)
