"""Next year's days off are missed from November on, until somebody confirms them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from queue_server.domain.actor import SYSTEM
from queue_server.operations import days_off, files
from tests.hall import TestHall


def test_next_year_is_missed_from_november_until_it_is_confirmed(hall: TestHall) -> None:
    with hall.look() as look:
        assert days_off.to_confirm(look) is None
    hall.clock.now = datetime(2026, 11, 1, 2, tzinfo=UTC)
    with hall.look() as look:
        assert days_off.to_confirm(look) == 2027
    with hall.work(SYSTEM) as work:
        days_off.confirm(work, 2027)
    with hall.work(SYSTEM) as work:
        files.set_rules(work, time(16), None)
    with hall.look() as look:
        assert days_off.to_confirm(look) is None
        assert files.cut_off(look) == time(16)


def test_a_declared_day_counts_at_once(hall: TestHall) -> None:
    monday, saturday = date(2026, 10, 19), date(2026, 10, 24)
    with hall.work(SYSTEM) as work:
        days_off.declare(work, monday, False, "bridged")
        days_off.declare(work, saturday, True, "worked instead")
        days_off.declare(work, saturday, True, "said twice")
    with hall.look() as look:
        calendar = look.furniture.calendar
    assert not calendar.is_working_day(monday)
    assert calendar.is_working_day(saturday)
