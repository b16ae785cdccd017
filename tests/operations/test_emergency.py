"""A clerk calls for help without a sound."""

from __future__ import annotations

import pytest

from queue_server.domain.errors import NotAllowed, NotFound
from queue_server.operations import day, emergency, overview
from tests.hall import TestHall
from tests.people import HALL_ITSELF, HOA, LAN, MINH, TUAN


def calls_for_help(hall: TestHall) -> None:
    with hall.work(LAN) as work:
        emergency.call(work, "1")


def test_colleagues_see_who_calls_and_who_comes(hall: TestHall) -> None:
    hall.opens()
    calls_for_help(hall)
    for colleague in (MINH, HOA):
        with hall.work(colleague) as work:
            emergency.answer(work, "1")
    with hall.look() as look:
        [shown] = overview.help_calls(look)
    assert (shown.call.by, shown.counter.code, shown.call.answered_by) == ("lan", "1", ("minh", "hoa"))
    assert hall.kinds()[1:] == ["emergency.called", "emergency.answered", "emergency.answered"]


def test_calling_and_answering_twice_are_once(hall: TestHall) -> None:
    for _ in range(2):
        calls_for_help(hall)
        with hall.work(MINH) as work:
            emergency.answer(work, "1")
    assert hall.kinds() == ["emergency.called", "emergency.answered"]


def test_help_may_be_called_from_a_counter_that_is_closed(hall: TestHall) -> None:
    calls_for_help(hall)
    assert hall.kinds() == ["emergency.called"]


def test_the_caller_ends_it_or_a_manager_and_nobody_else(hall: TestHall) -> None:
    calls_for_help(hall)
    with hall.work(MINH) as work, pytest.raises(NotAllowed):
        emergency.end(work, "1")
    with hall.work(TUAN) as work:
        emergency.end(work, "1")
    calls_for_help(hall)
    with hall.work(LAN) as work:
        emergency.end(work, "1")
    with hall.look() as look:
        assert overview.help_calls(look) == []


def test_nobody_answers_the_own_call_or_one_that_is_not_there(hall: TestHall) -> None:
    with hall.work(MINH) as work, pytest.raises(NotFound):
        emergency.answer(work, "1")
    calls_for_help(hall)
    with hall.work(LAN) as work, pytest.raises(NotAllowed):
        emergency.answer(work, "1")
    with hall.work(LAN) as work, pytest.raises(NotFound):
        emergency.call(work, "99")


def test_after_half_an_hour_a_call_that_was_answered_is_left_to_the_manager(hall: TestHall) -> None:
    calls_for_help(hall)
    with hall.work(MINH) as work:
        emergency.answer(work, "1")
    hall.passes(minutes=29)
    with hall.look() as look:
        [shown] = overview.help_calls(look)
    assert (shown.overdue, shown.alarms) == (False, True)
    hall.passes(minutes=1)
    with hall.look() as look:
        [shown] = overview.help_calls(look)
    assert (shown.overdue, shown.alarms) == (True, False)
    with hall.work(TUAN) as work:
        emergency.end(work, "1")
    with hall.look() as look:
        assert overview.help_calls(look) == []


def test_a_call_that_nobody_answers_goes_on_alarming_everybody(hall: TestHall) -> None:
    calls_for_help(hall)
    hall.passes(hours=2)
    with hall.look() as look:
        [shown] = overview.help_calls(look)
    assert (shown.overdue, shown.alarms) == (True, True)


def test_the_end_of_the_day_ends_what_nobody_ended(hall: TestHall) -> None:
    hall.takes()
    calls_for_help(hall)
    with hall.look() as look:
        today = look.today
    hall.passes(hours=20)
    with hall.work(HALL_ITSELF) as work:
        day.close(work, today)
    with hall.look() as look:
        assert overview.help_calls(look) == []
    assert hall.kinds()[-2:] == ["emergency.ended", "day.closed"]
