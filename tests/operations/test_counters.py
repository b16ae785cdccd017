"""Opening, pausing and closing a counter."""

from __future__ import annotations

import pytest

from queue_server.domain.actor import Actor
from queue_server.domain.errors import (
    CounterBusy,
    CounterNotOpen,
    CounterTaken,
    NotAtThisCounter,
    NotFound,
)
from queue_server.domain.states import Role
from queue_server.operations import counters
from queue_server.storage import halls
from tests.hall import HALL, TestHall
from tests.people import BIRTH, COPY, LAN, MINH, TUAN

CLERK2 = Actor("clerk2", frozenset({Role.CLERK}))


def test_a_clerk_sits_down_and_leaves(hall: TestHall) -> None:
    hall.opens()
    with hall.work(LAN) as work:
        assert counters.close_counter(work, "1").staff is None
    assert hall.kinds() == ["counter.state", "counter.state"]


def test_opening_twice_is_one_opening(hall: TestHall) -> None:
    hall.opens()
    hall.opens()
    assert hall.kinds() == ["counter.state"]


def test_two_clerks_never_sit_at_one_counter(hall: TestHall) -> None:
    hall.opens()
    with pytest.raises(CounterTaken):
        hall.opens(MINH, "1")


def test_a_pause_has_a_reason_and_ends_by_opening(hall: TestHall) -> None:
    hall.opens()
    with hall.work(LAN) as work:
        assert counters.pause_counter(work, "1", "meeting").reason == "meeting"
    with pytest.raises(CounterNotOpen):
        hall.calls()
    hall.opens()
    assert hall.calls() is None


def test_nobody_leaves_while_somebody_is_at_the_counter(hall: TestHall) -> None:
    hall.opens()
    hall.takes()
    hall.calls()
    with hall.work(LAN) as work, pytest.raises(CounterBusy):
        counters.close_counter(work, "1")
    with hall.work(LAN) as work, pytest.raises(CounterBusy):
        counters.pause_counter(work, "1")


def test_an_unknown_counter_is_refused(hall: TestHall) -> None:
    with pytest.raises(NotFound):
        hall.opens(LAN, "99")


def test_which_queues_a_counter_serves_changes_at_once(hall: TestHall) -> None:
    hall.opens(MINH, "2")
    hall.takes()
    assert hall.calls(MINH, "2") is None
    with hall.work(MINH) as work:
        assert counters.set_queues(work, "2", {"A": None, "H": None}).queues == ("A", "H")
    assert hall.calls(MINH, "2") is not None
    assert hall.kinds().count("counter.state") == 2


def test_a_clerk_changes_no_counter_of_another_and_no_queue_that_is_not_there(hall: TestHall) -> None:
    hall.opens(MINH, "2")
    with hall.work(LAN) as work, pytest.raises(CounterTaken):
        counters.set_queues(work, "2", {"A": None})
    with hall.work(MINH) as work, pytest.raises(NotFound):
        counters.set_queues(work, "2", {"Z": None})
    with hall.look() as look:
        assert halls.counter(look.db, HALL, "2").queues == ("H",)


def test_a_manager_changes_what_any_counter_serves(hall: TestHall) -> None:
    hall.opens(MINH, "2")
    with hall.work(TUAN) as work:
        assert counters.set_queues(work, "2", {"X": None, "A": None}).queues == ("A", "X")
    assert hall.last_entry().queues == ("A", "X")


def test_a_counter_may_help_once_somebody_has_waited_long(hall: TestHall) -> None:
    hall.opens(MINH, "2")
    with hall.work(TUAN) as work:
        changed = counters.set_queues(work, "2", {"H": None, "A": 1200})
    assert changed.helps_after_s == hall.last_entry().helps_after_s == {"A": 1200}
    hall.takes(COPY)
    assert hall.calls(MINH, "2") is None
    hall.passes(minutes=20)
    assert hall.calls(MINH, "2") is not None


def test_a_clerk_whom_the_manager_seats_goes_on_with_one_press(hall: TestHall) -> None:
    with hall.work(TUAN) as work:
        seated = counters.seat(work, "1", "clerk2")
    assert (seated.staff, seated.state, seated.reason) == ("clerk2", "paused", "seated_by_the_manager")
    with pytest.raises(CounterTaken):
        hall.opens(LAN, "1")
    hall.opens(CLERK2, "1")
    with hall.work(TUAN) as work:
        assert counters.seat(work, "1", None).state == "closed"


def test_nobody_is_seated_over_a_person_who_is_being_served(hall: TestHall) -> None:
    hall.opens()
    hall.takes()
    hall.calls()
    with hall.work(TUAN) as work, pytest.raises(CounterBusy):
        counters.seat(work, "1", "clerk2")
    with hall.work(TUAN) as work, pytest.raises(NotFound):
        counters.seat(work, "2", "greeter")


def test_where_the_hall_shares_counters_two_clerks_work_at_one(hall: TestHall) -> None:
    hall.shares_counters()
    hall.opens(LAN, "1")
    hall.opens(MINH, "1")
    ticket = hall.takes()
    assert hall.calls(MINH, "1") is not None
    hall.does("start", ticket, LAN, counter="1")
    with hall.look() as look:
        assert halls.counter(look.db, HALL, "1").staff == LAN.name


def test_a_clerk_at_two_counters_moves_at_each_what_is_there(hall: TestHall) -> None:
    hall.opens(LAN, "1")
    hall.opens(LAN, "2")
    copy, birth = hall.takes(COPY), hall.takes(BIRTH)
    hall.calls(LAN, "1")
    hall.calls(LAN, "2")
    assert hall.does("start", birth, LAN, counter="2").counter == "2"
    with pytest.raises(NotAtThisCounter):
        hall.does("start", copy, LAN, counter="2")
