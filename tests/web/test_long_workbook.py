"""A table of any length as a workbook: every value as it is, nothing that a cell could run."""

from __future__ import annotations

import io
import string
from datetime import UTC, datetime
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as some
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from queue_server.web import long_workbook as long
from queue_server.web.sheets import CellKind

KINDS = [
    ("at", CellKind.DATE),
    ("number", CellKind.NUMBER),
    ("wait", CellKind.SECONDS),
    ("words", CellKind.TEXT),
]
MORNING = datetime(2026, 10, 12, 7, 45, 12, 345678, tzinfo=UTC)


def written(rows: list[tuple[Any, ...]], columns: Any = KINDS) -> Any:
    target = io.BytesIO()
    long.long_workbook("journal", columns, rows, target)
    return load_workbook(target).worksheets[0]


def test_dates_numbers_minutes_and_words_are_cells_of_their_kind() -> None:
    page = written([(MORNING, 7, 90.0, "Xã Bát Mọt"), (None, 0.1, None, "")])
    at, number, wait, words = page[3]
    assert (at.value, at.is_date) == (datetime(2026, 10, 12, 7, 45, 12), True)
    assert (number.value, wait.value, words.value) == (7, 1.5, "Xã Bát Mọt")
    assert [cell.value for cell in page[4]][:3] == [None, 0.1, None]
    assert page.freeze_panes == "B3"


def test_no_word_is_taken_for_a_formula_or_a_link() -> None:
    words = ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "http://example.invalid"]
    page = written([(None, None, None, word) for word in words])
    cells = [row[3] for row in page.iter_rows(min_row=3)]
    assert [cell.value for cell in cells] == words
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr"}
    assert not any(cell.hyperlink for cell in cells)


@given(some.lists(some.text(some.characters(codec="utf-8"), min_size=1), max_size=5))
def test_any_text_comes_back_as_it_was(words: list[str]) -> None:
    page = written([(None, None, None, word) for word in words])
    assert [unescape(row[3].value) for row in page.iter_rows(min_row=3)] == words


def test_a_text_longer_than_a_cell_ends_with_dots() -> None:
    [row] = written([(None, None, None, "ạ" * 40_000)]).iter_rows(min_row=3)
    assert row[3].value == "ạ" * 32_766 + "…"


def test_columns_after_z_are_named_like_a_spreadsheet_does() -> None:
    columns = [(letter, CellKind.NUMBER) for letter in string.ascii_lowercase + "äöü"]
    [row] = written([tuple(range(29))], columns).iter_rows(min_row=3)
    assert [cell.coordinate for cell in row][25:] == ["Z3", "AA3", "AB3", "AC3"]


def test_more_rows_than_a_page_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long, "LAST_ROW", 4)
    assert written([(None, 1, None, "")] * 2).max_row == 4
    with pytest.raises(long.TooLong, match="CSV"):
        written([(None, 1, None, "")] * 3)


def test_the_page_tells_no_size_that_it_does_not_know() -> None:
    target = io.BytesIO()
    long.long_workbook("journal", KINDS, [(MORNING, 1, None, "")] * 1200, target)
    with ZipFile(target) as book:
        assert b"<dimension" not in book.read(long.PAGE)
    assert len(list(load_workbook(target, read_only=True).worksheets[0].rows)) == 1202
