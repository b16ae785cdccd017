"""Opening, pausing and closing a counter."""

from __future__ import annotations

import pytest

from queue_server.domain.errors import CounterBusy, CounterNotOpen, CounterTaken, NotFound
from queue_server.operations import counters
from tests.hall import TestHall
from tests.people import LAN, MINH


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
        assert counters.set_queues(work, "2", ["A", "H"]).queues == ("A", "H")
    assert hall.calls(MINH, "2") is not None
