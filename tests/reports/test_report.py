"""One report of a period, with its counters, its hours and the period before."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import update

from queue_server.domain.actor import SYSTEM
from queue_server.domain.states import Outcome
from queue_server.operations import counters
from queue_server.operations import day as days
from queue_server.operations.moving import Result
from queue_server.reports import report as reports
from queue_server.reports import rollup, wait_times
from queue_server.reports.report import Report
from queue_server.storage import schema
from tests.hall import HALL, TestHall
from tests.people import COPY, LAN, OPENING

TODAY = OPENING.date()


def report(hall: TestHall, first: date = TODAY, last: date = TODAY, by: str = "procedure") -> Report:
    with hall.look() as look:
        return reports.report(look, first, last, by)


def ends_the_day(hall: TestHall) -> None:
    hall.passes(days=1)
    with hall.look() as look:
        overdue = days.overdue(look)
    for each in overdue:
        with hall.work(SYSTEM) as work:
            days.close(work, each)
        with hall.work(SYSTEM) as work:
            days.roll_up(work, each)


def serves(hall: TestHall, wait: float, service: float, outcome: Outcome = Outcome.DONE) -> None:
    ticket = hall.takes()
    hall.passes(minutes=wait)
    hall.calls()
    hall.passes(minutes=1)
    hall.does("start", ticket)
    hall.passes(minutes=service)
    hall.does("finish", ticket, result=Result(outcome))


def test_everything_that_happened_is_counted_once(hall: TestHall) -> None:
    hall.opens()
    serves(hall, 4, 6)
    serves(hall, 20, 5, Outcome.MISSING_PAPERS)
    missed = hall.takes(priority="elderly")
    hall.calls()
    hall.does("miss", missed)
    parked = hall.takes()
    hall.calls()
    hall.does("start", parked)
    hall.does("park", parked, reason="form")
    hall.passes(minutes=9)
    hall.does("call", parked)
    hall.does("start", parked)
    hall.passes(minutes=2)
    hall.does("finish", parked)
    first, second = hall.takes(), hall.takes()
    hall.does("call", second, reason="urgent")
    hall.does("cancel", first, LAN, reason="went home")
    total = report(hall).total
    assert (total.issued, total.served, total.no_show, total.cancelled) == (6, 3, 1, 1)
    assert (total.hold.n, total.hold.mean_s, total.walk.max_s) == (1, 540, 60)
    assert (total.priorities, total.jumps) == ({"elderly": 1}, {"urgent": 1})
    assert total.outcomes == {"done": 2, "missing_papers": 1}
    assert (total.wasted.count, total.wasted.n, total.missed.count) == (1, 3, 1)
    assert 0 < (total.wasted.low or 0) < 1 / 3 < (total.wasted.high or 0) < 1


def test_the_walk_of_who_was_called_twice_begins_with_the_first_call(hall: TestHall) -> None:
    hall.opens()
    ticket = hall.takes()
    hall.calls()
    hall.passes(seconds=30)
    hall.does("recall", ticket)
    hall.passes(seconds=15)
    hall.does("start", ticket)
    walk = report(hall).total.walk
    assert (walk.n, walk.max_s) == (1, 45)


def test_counters_tell_how_long_they_were_open_and_why_not(hall: TestHall) -> None:
    hall.opens()
    hall.passes(minutes=50)
    with hall.work(LAN) as work:
        counters.pause_counter(work, "1", "lunch")
    hall.passes(minutes=10)
    (now,) = report(hall).attended
    assert (now.counter, now.clerk, now.open_s, now.paused_s) == ("1", "lan", 3_000, {"lunch": 600})
    hall.opens()
    hall.takes()
    ends_the_day(hall)
    (after,) = report(hall).attended
    assert (after.open_s, after.paused_s, after.unclear) == (3_000, {"lunch": 600}, 1)
    list(rollup.rebuild(hall.store, HALL))
    assert report(hall).attended == [after]


def test_the_hours_of_the_week_are_those_of_the_halls_own_zone(hall: TestHall) -> None:
    hall.opens()
    serves(hall, 2, 3)
    (slot,) = report(hall).slots
    assert (slot.weekday, slot.hour, slot.issued, slot.mean_s) == (0, 7, 1, 120)


def test_a_night_that_changes_the_clock_lengthens_nothing(hall: TestHall) -> None:
    moved = update(schema.hall).values(zone="Europe/Berlin", furniture=schema.hall.c.furniture + 1)
    with hall.store.founding() as db:
        db.execute(moved)
    # Twice three o'clock: the clocks go back an hour on 25 October 2026.
    hall.clock.now = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    hall.opens()
    serves(hall, 45, 10)
    hall.takes()
    day = date(2026, 10, 25)
    rows = {row.key: row for row in report(hall, day, day, "hour").rows}
    assert (rows["02"].issued, rows["02"].wait.max_s, rows["02"].service.max_s) == (2, 2_700, 600)
    assert sum(row.issued for row in rows.values()) == 2


def test_a_procedure_that_was_renamed_is_one_row_with_its_newest_name(hall: TestHall) -> None:
    hall.opens()
    serves(hall, 2, 3)
    table = schema.procedure
    with hall.store.founding() as db:
        db.execute(update(table).where(table.c.code == COPY).values(short_names={"vi": "Tên mới"}))
        db.execute(update(schema.hall).values(furniture=schema.hall.c.furniture + 1))
    serves(hall, 2, 3)
    (row,) = report(hall).rows
    assert (row.key, row.label, row.issued) == (COPY, "Tên mới", 2)


def test_a_procedure_that_is_no_longer_offered_keeps_its_figures_and_its_name(hall: TestHall) -> None:
    hall.opens()
    serves(hall, 2, 3)
    name = report(hall).rows[0].label
    ends_the_day(hall)
    hall.ends(COPY, TODAY)
    (row,) = report(hall, TODAY, TODAY + timedelta(days=2)).rows
    assert (row.key, row.label, row.issued) == (COPY, name, 1)


def test_nobody_is_ranked_below_thirty(hall: TestHall) -> None:
    hall.opens()
    for _ in range(29):
        serves(hall, 1, 1)
    assert report(hall).longest == []
    serves(hall, 1, 1)
    assert [row.key for row in report(hall).longest] == [COPY]


def test_a_day_without_anybody_and_a_century_have_no_rows(hall: TestHall) -> None:
    for first, last in ((TODAY, TODAY), (date(1990, 1, 1), date(2089, 12, 31))):
        empty = report(hall, first, last)
        assert (empty.rows, empty.slots, empty.attended) == ([], [], [])
        assert (empty.total.issued, empty.total.wait.mean_s, empty.total.missed.share) == (0, None, None)


def test_a_day_that_goes_on_says_so(hall: TestHall) -> None:
    assert report(hall).goes_on
    assert not report(hall, TODAY - timedelta(days=3), TODAY - timedelta(days=1)).goes_on


def test_two_periods_are_compared_group_by_group(hall: TestHall) -> None:
    hall.opens()
    for _ in range(30):
        serves(hall, 10, 1)
    ends_the_day(hall)
    tomorrow = TODAY + timedelta(days=1)
    hall.opens()
    for number in range(30):
        serves(hall, 2 + number % 2, 1)
    with hall.look() as look:
        whole, copy = reports.compare(look, (tomorrow, tomorrow), (TODAY, TODAY))
    assert (whole.wait_s, whole.wait_sure, whole.within_sure) == (-450, True, False)
    assert (copy.key, copy.now.issued, copy.before.issued) == (COPY, 30, 30)
    assert (copy.wait_high_s or 0) < 0


def test_few_visits_are_compared_without_a_verdict(hall: TestHall) -> None:
    hall.opens()
    serves(hall, 10, 1)
    with hall.look() as look:
        (whole, _) = reports.compare(look, (TODAY, TODAY), (TODAY - timedelta(days=1),) * 2)
    assert (whole.wait_s, whole.wait_low_s, whole.wait_sure) == (None, None, False)


@pytest.mark.parametrize(
    ("now", "before"),
    [
        (("2026-10-12", "2026-10-12"), ("2026-10-11", "2026-10-11")),
        (("2026-10-05", "2026-10-11"), ("2026-09-28", "2026-10-04")),
        (("2026-03-01", "2026-03-31"), ("2026-02-01", "2026-02-28")),
        (("2026-01-01", "2026-03-31"), ("2025-10-01", "2025-12-31")),
        (("2024-01-01", "2024-12-31"), ("2023-01-01", "2023-12-31")),
    ],
)
def test_the_period_before_is_of_the_same_kind(now: tuple[str, str], before: tuple[str, str]) -> None:
    first, last = map(date.fromisoformat, now)
    assert reports.before(first, last) == tuple(map(date.fromisoformat, before))


def test_days_and_weekdays_go_by_the_names_that_people_use(hall: TestHall) -> None:
    hall.opens()
    serves(hall, 1, 1)
    with hall.look() as look:
        labels = {
            by: wait_times.times(look, TODAY, TODAY, by)[0].label
            for by in ("day", "month", "year", "weekday")
        }
    assert labels == {"day": "12/10/2026", "month": "10/2026", "year": "2026", "weekday": "Thứ Hai"}
