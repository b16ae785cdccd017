"""`queue-server report`: the same figures into files, and what they are made of."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from queue_server.app import utc_now
from queue_server.operations import issuing
from queue_server.operations.issuing import Wish
from queue_server.storage.engine import open_engine
from queue_server.storage.work import Store
from tests.databases import SQLite
from tests.hall import HALL, TestHall, found
from tests.people import COPY, KIOSK
from tests.test_commands import Shell, done, refused


@pytest.fixture
def shell(tmp_path: Path, sqlite: SQLite) -> Shell:
    """A hall in which one citizen waits."""
    url = sqlite.like(found)
    store = Store(open_engine(url), utc_now)
    with store.work(HALL, KIOSK) as work:
        issuing.issue(work, Wish(COPY))
    store.engine.dispose()
    return Shell(tmp_path, url)


def test_a_workbook_and_a_page_go_into_a_file(shell: Shell, tmp_path: Path) -> None:
    for form, begins in (("xlsx", b"PK"), ("pdf", b"%PDF")):
        out = tmp_path / f"report.{form}"
        done(shell("report", "times", "--format", form, "--out", str(out)))
        assert out.read_bytes().startswith(begins)
        assert shell("report", "times", "--format", form).exit_code == 2


@pytest.mark.parametrize("what", ["visits", "journal"])
def test_what_figures_are_made_of_is_the_same_in_csv_and_workbook(
    shell: Shell, tmp_path: Path, what: str
) -> None:
    for form in ("csv", "xlsx"):
        done(shell("report", "raw", what, "--out", str(tmp_path / f"raw.{form}")))
    text = (tmp_path / "raw.csv").read_text(encoding="utf-8")
    assert text.startswith("\ufeff")
    head, *rows = csv.reader(io.StringIO(text.lstrip("\ufeff")))
    _, heads, *cells = load_workbook(tmp_path / "raw.xlsx").worksheets[0].values
    assert head == list(heads)
    assert len(rows) == len(cells) > 0
    for row, cell in zip(rows, cells, strict=True):
        plain = [(a, b) for a, b, name in zip(row, cell, head, strict=True) if not name.endswith("at")]
        assert [a for a, _ in plain] == ["" if b is None else str(b) for _, b in plain]


def test_other_days_and_other_files_are_refused_or_empty(shell: Shell, tmp_path: Path) -> None:
    out = tmp_path / "raw.csv"
    done(shell("report", "raw", "visits", "--from", "2020-01-01", "--out", str(out)))
    assert len(out.read_text(encoding="utf-8").splitlines()) == 1
    assert shell("report", "raw", "visits", "--out", str(tmp_path / "raw.txt")).exit_code == 2
    refused(shell("report", "times", "--from", "2026-02-01", "--to", "2026-01-01"), "ends before it starts")
    refused(shell("report", "times", "--from", "0001-01-01"), "between the years 2000 and 2100")


def test_figures_are_added_up_anew_month_by_month(shell: Shell) -> None:
    assert len(done(shell("report", "rebuild")).split()) == 1
    hall = TestHall(shell.url)
    with hall.look() as look:
        assert look.hall.id == HALL
    hall.close()
