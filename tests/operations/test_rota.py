"""The week's rota: what the manager plans is what is told after lunch."""

from __future__ import annotations

from datetime import time

import pytest

from queue_server.domain.calendar import AFTERNOON, MORNING, Session
from queue_server.domain.rota import WEEKDAYS, Rota
from queue_server.operations import estimates, rota
from queue_server.operations.rota import HoursOverlap, TooManyCounters
from queue_server.reports import staffing
from queue_server.storage import staff
from tests.hall import HALL, TestHall
from tests.operations.test_estimates import has_served, told
from tests.people import TUAN


def plans(
    hall: TestHall, *counters: int | None, sessions: tuple[Session, ...] = (MORNING, AFTERNOON)
) -> None:
    """The same on every day of the week."""
    with hall.work(TUAN) as work:
        rota.plan(work, Rota((counters,) * WEEKDAYS), sessions)


def just_before_lunch(hall: TestHall) -> None:
    """It is 11:00; Lan alone works, ten people come, and each takes half an hour."""
    has_served(hall, visits=30, minutes=5)
    hall.keeps_hours()
    for _ in range(20):
        hall.takes()


def last_wait(hall: TestHall) -> float:
    band = told(hall)
    assert band is not None
    return band.high_s or 0


def test_more_counters_after_lunch_shorten_what_is_told(hall: TestHall) -> None:
    just_before_lunch(hall)
    alone = last_wait(hall)
    plans(hall, None, 4)
    hall.passes(minutes=0.2)
    assert last_wait(hall) < alone


def test_as_many_counters_as_now_change_nothing(hall: TestHall) -> None:
    just_before_lunch(hall)
    alone = last_wait(hall)
    plans(hall, 1, 1)
    hall.passes(minutes=0.2)
    assert abs(last_wait(hall) - alone) <= 300


def test_a_counter_that_leaves_at_lunch_calls_nobody_after_it(hall: TestHall) -> None:
    just_before_lunch(hall)
    plans(hall, None, 0)
    with hall.look() as look:
        scene = estimates.scene_now(look)
    assert scene is not None
    assert scene.leaves == {0: 1800.0}
    hall.passes(minutes=0.2)
    assert last_wait(hall) >= 5 * 3600, "only those before lunch are called"


def test_at_lunch_the_rota_says_who_comes_back(hall: TestHall) -> None:
    just_before_lunch(hall)
    plans(hall, None, 3)
    hall.passes(minutes=60)
    with hall.look() as look:
        scene = estimates.scene_now(look)
    assert scene is not None
    assert len(scene.desks) == 3


def test_an_empty_rota_plans_nothing(hall: TestHall) -> None:
    with hall.look() as look:
        assert not rota.planned(look).is_given
        assert rota.planned(look).on(look.today, 2) == (None, None)
        assert staffing.planned(look, [], None) == {}


def test_lunch_is_what_lies_between_the_sessions(hall: TestHall) -> None:
    plans(hall, 3, 2, sessions=(Session(time(7), time(11)), Session(time(13), time(16, 30))))
    with hall.look() as look:
        kept = look.furniture.calendar.sessions
        [entry] = [each for each in staff.audit(look.db, HALL, 5) if each["what"] == "rota.planned"]
    assert [str(each) for each in kept] == ["07:00–11:00", "13:00–16:30"]
    assert entry["change"]["counters"][0] == [3, 2]
    assert entry["by"] == TUAN.name


def test_no_more_counters_than_there_are_and_no_afternoon_before_noon(hall: TestHall) -> None:
    with pytest.raises(TooManyCounters):
        plans(hall, 3, 99)
    with pytest.raises(HoursOverlap):
        plans(hall, 3, 2, sessions=(MORNING, Session(time(11), time(12))))
    with hall.look() as look:
        assert not rota.planned(look).is_given
        assert look.furniture.calendar.sessions == (MORNING, AFTERNOON)
