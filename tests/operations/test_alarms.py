"""Alarms: they begin once, are seen by somebody, end by themselves, and keep quiet at night."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from queue_server.domain.alarms import Alarm, AlarmKind, Thresholds
from queue_server.domain.errors import NotFound
from queue_server.domain.rating import Rules
from queue_server.operations import alarms, curve, rating
from queue_server.operations.rating import Press
from queue_server.storage import tickets
from tests.hall import HALL, TestHall
from tests.people import HALL_ITSELF, TUAN

USUAL = Thresholds(device=False, printer=False)


@pytest.fixture(autouse=True)
def _wishes(hall: TestHall) -> None:
    wants(hall, USUAL)


def wants(hall: TestHall, wanted: Thresholds) -> None:
    with hall.work(TUAN) as work:
        alarms.set_thresholds(work, wanted, 900)


def minds(hall: TestHall) -> list[str]:
    """What is told now."""
    with hall.work(HALL_ITSELF) as work:
        return sorted(each.key for each in alarms.mind(work))


def open_now(hall: TestHall) -> dict[str, str | None]:
    with hall.look() as look:
        return {each.alarm.key: each.seen_by for each in alarms.open_now(look)}


def test_a_wait_is_told_once_and_ends_by_itself(hall: TestHall) -> None:
    hall.opens()
    hall.takes()
    hall.passes(minutes=29)
    assert minds(hall) == []
    hall.passes(minutes=1)
    assert minds(hall) == ["wait:A"]
    assert minds(hall) == []
    hall.calls()
    assert minds(hall) == []
    assert open_now(hall) == {}


def test_many_waiting_and_no_counter_for_them(hall: TestHall) -> None:
    wants(hall, replace(USUAL, waiting=3))
    for _ in range(3):
        hall.takes()
    assert minds(hall) == ["unserved:A", "waiting:A"]
    hall.opens()
    minds(hall)
    assert list(open_now(hall)) == ["waiting:A"]


def test_a_service_that_lasts(hall: TestHall) -> None:
    pao = hall.takes()
    hall.opens()
    hall.calls()
    hall.passes(minutes=70)
    assert "service:1" not in minds(hall)
    hall.does("start", pao)
    hall.passes(minutes=60)
    assert "service:1" in minds(hall)


def test_low_ratings_are_told_only_if_wanted(hall: TestHall) -> None:
    hall.takes()
    hall.opens()
    served = hall.serves(5)
    with hall.work(HALL_ITSELF) as work:
        rating.rate(work, served, Press(1, "key", counter="1"))
    assert minds(hall) == []
    with hall.work(TUAN) as work:
        rating.set_rules(work, Rules(low_alarm=1))
    assert minds(hall) == ["rating:hall"]


def test_somebody_has_seen_it_and_it_stays_until_it_is_over(hall: TestHall) -> None:
    hall.takes()
    assert minds(hall) == ["unserved:A"]
    with hall.work(TUAN) as work:
        alarms.see(work, "unserved", "A")
    assert minds(hall) == []
    assert open_now(hall) == {"unserved:A": "tuan"}
    hall.opens()
    minds(hall)
    with pytest.raises(NotFound), hall.work(TUAN) as work:
        alarms.see(work, "unserved", "A")


def test_at_night_it_is_noted_and_not_told(hall: TestHall) -> None:
    wants(hall, replace(USUAL, quiet_from="07:00", quiet_until="08:00"))
    hall.takes()
    assert minds(hall) == []
    assert list(open_now(hall)) == ["unserved:A"]


def test_zero_and_unticked_are_never(hall: TestHall) -> None:
    wants(hall, replace(USUAL, wait_min=0, waiting=0, service_min=0, unserved=False))
    hall.takes()
    hall.passes(hours=3)
    assert minds(hall) == []


def test_nothing_is_locked_while_nothing_changes(hall: TestHall) -> None:
    with hall.look() as look:
        assert not alarms.changed(look)
    hall.takes()
    with hall.look() as look:
        assert alarms.changed(look)


def test_a_silent_printer_and_a_silent_screen(hall: TestHall) -> None:
    wants(hall, Thresholds())
    with hall.look() as look:
        kinds = {each.kind for each in alarms.found(look)}
    assert kinds <= {AlarmKind.PRINTER, AlarmKind.DEVICE}


@pytest.mark.parametrize(
    ("begin", "end", "at", "quiet"),
    [
        ("18:00", "07:00", "23:30", True),
        ("18:00", "07:00", "06:59", True),
        ("18:00", "07:00", "07:00", False),
        ("11:30", "13:30", "12:00", True),
        ("11:30", "13:30", "13:30", False),
        ("00:00", "00:00", "00:00", False),
    ],
)
def test_quiet_hours_may_go_over_midnight(begin: str, end: str, at: str, quiet: bool) -> None:
    assert Thresholds(quiet_from=begin, quiet_until=end).is_quiet(time.fromisoformat(at)) is quiet


def test_an_alarm_is_known_by_what_and_where() -> None:
    assert Alarm(AlarmKind.WAIT, "A", 7).key == Alarm(AlarmKind.WAIT, "A", 9).key == "wait:A"


# The day


def test_the_curve_counts_who_came_and_who_waited(hall: TestHall) -> None:
    hall.opens()
    hall.takes()
    hall.takes()
    hall.passes(minutes=10)
    hall.calls()
    hall.passes(minutes=35)
    hall.takes()
    with hall.look() as look:
        points = curve.of_today(look)
    assert [(each.issued, each.waiting) for each in points] == [(2, 1), (1, 2)]


def test_the_share_within_target_is_of_those_called(hall: TestHall) -> None:
    hall.opens()
    for _ in range(3):
        hall.takes()
    hall.serves(20)
    hall.serves(5)
    with hall.look() as look:
        assert tickets.within(look.db, HALL, look.today, 900) == {"A": (2, 1)}
