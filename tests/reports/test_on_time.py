"""Whether promises were kept, and what shorter times have saved."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from queue_server.domain.files import File, Step
from queue_server.operations import files
from queue_server.operations.files import Reception
from queue_server.reports import on_time
from queue_server.reports.on_time import Row
from queue_server.storage import files as stored
from tests.hall import HALL, TestHall
from tests.operations.test_files import terms
from tests.people import BIRTH, LAN, LAND

FIRST, LAST = date(2026, 10, 1), date(2026, 10, 31)


@pytest.fixture
def desk(hall: TestHall) -> TestHall:
    terms(hall, LAND, statutory={"": "10 working days"}, committed={"": "7 working days"})
    terms(hall, BIRTH, statutory={"": "same day"})
    return hall


def receives(hall: TestHall, procedure: str) -> File:
    with hall.work(LAN) as work:
        return files.receive(work, procedure, Reception())


def does(hall: TestHall, step: Step, file: File) -> None:
    with hall.work(LAN) as work:
        files.step(work, stored.by_id(work.db, HALL, file.id), step)


def rows(hall: TestHall) -> dict[str, Row]:
    with hall.look() as look:
        return {row.key: row for row in on_time.on_time(look, FIRST, LAST)}


def test_results_are_held_against_the_first_promise(desk: TestHall) -> None:
    timely, late, sorry, still = (receives(desk, BIRTH) for _ in range(4))
    land = receives(desk, LAND)
    does(desk, Step.READY, timely)
    with desk.work(LAN) as work:
        files.postpone(work, sorry, date(2026, 10, 16), "the system was down")
    desk.passes(days=2)
    does(desk, Step.READY, late)
    does(desk, Step.READY, sorry)
    does(desk, Step.READY, land)
    desk.passes(days=1)
    does(desk, Step.HAND_OVER, timely)
    birth = rows(desk)[BIRTH]
    assert (birth.received, birth.on_time, birth.late, birth.late_now, birth.postponed) == (4, 1, 2, 1, 1)
    assert birth.rate == pytest.approx(1 / 3)
    assert birth.collect_mean_s == timedelta(days=3).total_seconds()
    assert rows(desk)[LAND].rate == 1
    whole = on_time.total(rows(desk).values())
    assert (whole.received, whole.on_time, whole.late) == (5, 2, 2)
    does(desk, Step.READY, still)
    assert rows(desk)[BIRTH].late_now == 0


def test_another_month_has_other_files(desk: TestHall) -> None:
    receives(desk, LAND)
    with desk.look() as look:
        assert on_time.on_time(look, date(2026, 9, 1), date(2026, 9, 30)) == []
        assert on_time.total([]).rate is None


def test_shorter_times_are_counted_with_the_days_that_they_save(desk: TestHall) -> None:
    receives(desk, LAND)
    receives(desk, LAND)
    with desk.look() as look:
        cuts = on_time.cuts(look, on_time.on_time(look, FIRST, LAST))
    assert [each.procedure.code for each in cuts.shortened] == [LAND]
    assert (cuts.by_the_usual, cuts.mean, cuts.files, cuts.days) == (1, pytest.approx(0.3), 2, 6)
