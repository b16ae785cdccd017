"""The clerk calls the next, somebody chosen, or the same once more."""

from __future__ import annotations

import pytest

from queue_server.domain.errors import (
    CounterBusy,
    CounterNotOpen,
    CounterTaken,
    DayOver,
    IllegalMove,
    NotAllowed,
    NotFound,
    QueueNotServed,
    ReasonNeeded,
    TooSoon,
)
from queue_server.domain.states import TicketState
from queue_server.operations import calling
from tests.hall import TestHall
from tests.people import BIRTH, COPY, HOA, LAN, MINH, NGA, RESULT


def test_the_first_in_line_is_called_to_the_counter(hall: TestHall) -> None:
    hall.opens()
    pao, _mai = hall.takes(), hall.takes()
    hall.passes(minutes=12)
    called = hall.calls()
    assert called is not None
    assert (called.number, called.state, called.counter) == (pao.number, "called", "1")
    assert (called.calls, called.waited_s) == (1, 720)


def test_nobody_waits_for_this_counter(hall: TestHall) -> None:
    hall.opens()
    hall.takes(BIRTH)
    assert hall.calls() is None


def test_both_queues_of_a_counter_are_one_line(hall: TestHall) -> None:
    hall.opens()
    hall.takes(RESULT)
    hall.passes(minutes=1)
    hall.takes(COPY)
    assert hall.serves(3).number == "X001"
    assert hall.serves(3).number == "A001"


def test_an_old_woman_with_a_head_start_is_called_before_twelve_who_came_earlier(hall: TestHall) -> None:
    hall.opens()
    for _ in range(12):
        hall.takes()
    hall.passes(minutes=5)
    old_woman = hall.takes(priority="elderly")
    called = hall.calls()
    assert called is not None
    assert called.number == old_woman.number


def test_who_has_waited_longer_than_the_head_start_goes_first(hall: TestHall) -> None:
    hall.opens()
    pao = hall.takes()
    hall.passes(minutes=16)
    hall.takes(priority="elderly")
    called = hall.calls()
    assert called is not None
    assert called.number == pao.number


def test_one_key_finishes_and_calls_the_next(hall: TestHall) -> None:
    hall.opens()
    hall.takes()
    hall.takes()
    first = hall.calls()
    assert first is not None
    hall.does("start", first)
    hall.news.clear()
    with hall.work(LAN) as work:
        second = calling.finish_and_call_next(work, "1")
    assert second is not None
    assert second.number == "A002"
    assert hall.kinds() == ["ticket.finished", "ticket.called"]
    assert len(hall.news) == 1, "two moves, one transaction"


def test_finishing_is_not_lost_when_nobody_waits(hall: TestHall) -> None:
    hall.opens()
    first = hall.takes()
    hall.calls()
    hall.does("start", first)
    with hall.work(LAN) as work:
        assert calling.finish_and_call_next(work, "1") is None
    assert hall.state_of(first) is TicketState.SERVED


def test_the_same_number_is_called_again(hall: TestHall) -> None:
    hall.opens()
    called = hall.takes()
    hall.calls()
    hall.passes(seconds=6)
    again = hall.does("recall", called)
    assert again.calls == 2
    assert (again.call or 0) > 1
    with pytest.raises(TooSoon):
        hall.does("recall", called)


def test_calling_out_of_turn_needs_a_reason_and_is_marked(hall: TestHall) -> None:
    hall.opens()
    hall.takes()
    mai = hall.takes()
    with pytest.raises(ReasonNeeded):
        hall.does("call", mai)
    hall.does("call", mai, reason="has to catch the bus")
    entry = hall.last_entry()
    assert (entry.kind, entry.chosen, entry.reason) == ("ticket.called", True, "has to catch the bus")


def test_the_first_in_line_may_be_chosen_without_a_reason(hall: TestHall) -> None:
    hall.opens()
    pao = hall.takes()
    hall.does("call", pao)
    assert hall.last_entry().chosen is False


def test_a_parked_person_returns_without_a_reason(hall: TestHall) -> None:
    hall.opens()
    pao, _mai = hall.takes(), hall.takes()
    hall.calls()
    hall.does("start", pao)
    hall.does("park", pao, reason="form")
    back = hall.does("call", pao)
    assert back.state is TicketState.CALLED


def test_a_counter_that_is_not_open_calls_nobody(hall: TestHall) -> None:
    hall.takes()
    with pytest.raises(CounterNotOpen):
        hall.calls()


def test_a_busy_counter_calls_nobody(hall: TestHall) -> None:
    hall.opens()
    hall.takes()
    hall.takes()
    hall.calls()
    with pytest.raises(CounterBusy):
        hall.calls()


def test_nobody_calls_at_somebody_elses_counter(hall: TestHall) -> None:
    hall.opens()
    hall.takes()
    with pytest.raises(CounterTaken):
        hall.calls(MINH)


def test_an_unknown_counter_is_refused(hall: TestHall) -> None:
    with pytest.raises(NotFound):
        hall.calls(LAN, "99")


def test_a_counter_does_not_choose_from_a_queue_it_does_not_serve(hall: TestHall) -> None:
    hall.opens()
    baby = hall.takes(BIRTH)
    with pytest.raises(QueueNotServed):
        hall.does("call", baby, reason="friend")


def test_yesterdays_ticket_is_not_called(hall: TestHall) -> None:
    yesterday = hall.takes()
    hall.passes(days=1)
    hall.opens()
    assert hall.calls() is None
    with pytest.raises(DayOver):
        hall.does("call", yesterday, reason="came back")


def test_who_is_served_cannot_be_called(hall: TestHall) -> None:
    hall.opens()
    hall.opens(NGA, "4")
    pao = hall.takes()
    hall.calls()
    hall.does("start", pao)
    with pytest.raises(IllegalMove):
        hall.does("call", pao, NGA)


def test_a_greeter_calls_nobody(hall: TestHall) -> None:
    with hall.work(HOA) as work, pytest.raises((NotAllowed, CounterNotOpen)):
        calling.call_next(work, "1")
