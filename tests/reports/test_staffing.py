"""Where a counter would help: now, by the half hour, and on a past day played again."""

from __future__ import annotations

from datetime import time

import pytest

from queue_server.domain.actor import SYSTEM
from queue_server.operations import day
from queue_server.reports import staffing
from queue_server.reports.staffing import Wish
from tests.hall import TestHall
from tests.operations.test_estimates import has_served
from tests.people import BIRTH, COPY, LAN, MINH


def a_day_later(hall: TestHall) -> None:
    """The day is closed; it is 07:30 of the next one."""
    with hall.look() as look:
        begins = look.hall.local(look.now)
    until = (24 + 7.5) * 60 - begins.hour * 60 - begins.minute
    hall.passes(minutes=until)
    with hall.work(SYSTEM) as work:
        for each in day.overdue(work):
            day.close(work, each)


def a_slow_morning(hall: TestHall) -> None:
    """Ten people come at half past seven, and Lan alone serves them, ten minutes each."""
    hall.opens()
    for _ in range(10):
        hall.takes()
    for _ in range(10):
        hall.serves(10)
    a_day_later(hall)


def test_one_more_counter_would_have_halved_the_waits(hall: TestHall) -> None:
    a_slow_morning(hall)
    with hall.look() as look:
        found = staffing.what_if(look, Wish(time(7, 30), time(10, 0), queue="A"))
    assert found is not None
    assert (found.days, found.people) == (1, 10)
    assert found.recorded_wait_s == pytest.approx(45 * 60)
    assert found.wait_s.before == pytest.approx(45 * 60, rel=0.05)
    assert found.wait_s.after == pytest.approx(20 * 60, rel=0.05)
    assert found.waiting_s.change < 0
    assert found.within.before == pytest.approx(0.2)
    assert found.within.after == pytest.approx(0.4)


def test_a_counter_for_another_queue_or_another_weekday_changes_nothing(hall: TestHall) -> None:
    a_slow_morning(hall)
    with hall.look() as look:
        elsewhere = staffing.what_if(look, Wish(time(7, 30), time(10, 0), queue="H"))
        tuesday = staffing.what_if(look, Wish(time(7, 30), time(10, 0), weekday=1))
    assert elsewhere is not None
    assert (elsewhere.wait_s.change, elsewhere.wait_s.is_sure) == (0, False)
    assert tuesday is None


def test_a_hall_without_a_past_has_nothing_to_play(hall: TestHall) -> None:
    with hall.look() as look:
        assert staffing.needs(look) == ([], 0)
        assert staffing.what_if(look, Wish(time(8), time(9))) is None
        assert staffing.help_now(look) == []


def test_the_half_hour_of_the_rush_needs_most_counters(hall: TestHall) -> None:
    a_slow_morning(hall)
    with hall.look() as look:
        found, days = staffing.needs(look)
    assert days == 1
    assert (found[0].start_s, found[0].people) == (7.5 * 3600, 10)
    # In fifteen minutes a counter calls two of them, so that four counters do for eight of ten.
    assert found[0].counters == 4
    assert found[0].within == pytest.approx(0.8)
    assert all(each.counters == 1 for each in found[1:])


def test_help_goes_where_it_saves_most_waiting(hall: TestHall) -> None:
    has_served(hall)
    hall.opens(MINH, "2")
    for _ in range(8):
        hall.takes(COPY)
    hall.takes(BIRTH)
    with hall.look() as look:
        found = staffing.help_now(look)
    assert found[0].queue == "A"
    assert found[0].waiting == 8
    # Alone: 0, 6 … 42 minutes; with another: 0, 0, 6, 6 … 18.
    assert found[0].saved_s == pytest.approx(60 * (168 - 72), rel=0.02)
    assert [each.code for each in found[0].counters] == ["4"]


def test_who_waits_for_nobody_is_helped_by_nobody(hall: TestHall) -> None:
    has_served(hall)
    hall.takes()
    hall.calls(LAN)
    with hall.look() as look:
        assert staffing.help_now(look) == []
