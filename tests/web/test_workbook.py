"""A table of any length as a workbook: every value as it is, nothing that a cell could run."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

import pytest
from openpyxl import load_workbook

from queue_server.web import workbook
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
    workbook.long_workbook("journal", columns, rows, target)
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


def test_a_text_longer_than_a_cell_is_cut() -> None:
    [row] = written([(None, None, None, "ạ" * 40_000)]).iter_rows(min_row=3)
    assert row[3].value == "ạ" * 32_767


def test_more_rows_than_a_page_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "LAST_ROW", 3)
    assert written([(None, 1, None, "")] * 2).max_row == 4
    with pytest.raises(workbook.TooLong, match="CSV"):
        written([(None, 1, None, "")] * 3)
