"""The lists of due files stay quick however many there are: counted up to a bound, read along one index."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import event

from queue_server.operations import due_lists
from queue_server.operations import files as desk
from queue_server.operations.files import Reception
from queue_server.storage import files
from queue_server.storage.files import Band
from queue_server.storage.work import Look
from tests.hall import TestHall
from tests.people import LAN, LAND


def test_a_long_list_is_not_counted_on(hall: TestHall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_COUNTED", 2)
    counted = []
    for _ in range(3):
        with hall.work(LAN) as work:
            desk.receive(work, LAND, Reception())
        with hall.look() as look:
            counted.append(due_lists.counts(look)[Band.LATER])
    assert counted == [1, 2, 2]


def test_every_list_is_read_along_its_index(hall: TestHall) -> None:
    with hall.look() as look:
        plans = [plan(look, band) for band in Band]
    assert all("ix_file_open" in each for each in plans), plans
    assert not any("TEMP B-TREE" in each or "Sort" in each for each in plans), plans


def plan(look: Look, band: Band) -> str:
    """How the database finds a list."""
    asked: list[tuple[str, Any]] = []

    def note(_db: object, _cursor: object, statement: str, given: Any, *_: object) -> None:
        asked.append((statement, given))

    event.listen(look.db, "before_cursor_execute", note)
    due_lists.listed(look, band)
    event.remove(look.db, "before_cursor_execute", note)
    statement, given = next(each for each in asked if "FROM file" in each[0])
    if look.db.dialect.name == "sqlite":
        explain = "EXPLAIN QUERY PLAN"
    else:
        explain = "EXPLAIN"
        look.db.exec_driver_sql("SET LOCAL enable_seqscan = off")  # so few rows it would read from end to end
    return "; ".join(str(step[-1]) for step in look.db.exec_driver_sql(f"{explain} {statement}", given))
