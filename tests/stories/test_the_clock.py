"""Lunch, midnight, power cuts and clocks that jump."""

from __future__ import annotations

from datetime import timedelta

import pytest

from queue_server.domain import reasons
from queue_server.domain.actor import SYSTEM
from queue_server.domain.errors import ClockBehind, CounterNotOpen, DayOver, HallClosed
from queue_server.operations import day, forgetting, power
from queue_server.operations.why import why
from queue_server.reports import wait_times
from queue_server.storage import records
from tests.people import OPENING
from tests.stories.conftest import Teller

LUNCH = timedelta(hours=4)


def lunch_begins(story: Teller) -> None:
    story.hall.clock.now = OPENING + LUNCH


def lunch_ends(story: Teller) -> None:
    story.hall.clock.now = OPENING + timedelta(hours=6)


def midnight_passes(story: Teller) -> None:
    story.hall.passes(days=1)
    with story.hall.look() as look:
        overdue = day.overdue(look)
    for each in overdue:
        with story.hall.work(SYSTEM) as work:
            day.close(work, each)


def test_lunch_begins_while_someone_is_called(story: Teller) -> None:
    story.hall.keeps_hours()
    story.hall.opens()
    (pao,) = story.come(1)
    story.next()
    lunch_begins(story)
    story.arrives(pao)
    story.hall.passes(minutes=5)
    story.finishes(pao)
    assert story.ticket(pao).state == "served", "who was called is served, lunch or not"


def test_at_lunch_nobody_gets_a_number(story: Teller) -> None:
    story.hall.keeps_hours()
    lunch_begins(story)
    with pytest.raises(HallClosed):
        story.come(1)


def test_who_waits_over_lunch_is_first_in_the_afternoon_and_the_wait_is_told_in_full(story: Teller) -> None:
    story.hall.keeps_hours()
    story.hall.opens()
    story.hall.clock.now = OPENING + LUNCH - timedelta(minutes=10)
    pao, _mai = story.come(2, every=1)
    lunch_ends(story)
    story.come(1, priority="elderly", every=0)
    assert story.next() == pao
    assert story.ticket(pao).waited_s == 130 * 60


def test_at_lunch_everybody_can_hear_that_their_place_is_kept(story: Teller) -> None:
    story.hall.keeps_hours()
    story.hall.opens()
    (pao,) = story.come(1)
    lunch_begins(story)
    with story.hall.look() as look:
        clauses = why(look, story.ticket(pao))
    assert reasons.HallRests in {type(each) for each in clauses}


def test_midnight_passes_while_somebody_waits_is_called_parked_or_served(story: Teller) -> None:
    story.hall.opens()
    served, parked, called, waiting = (story.ticket(number) for number in story.come(4))
    story.next()
    story.arrives(served.number)
    story.hall.does("park", served)
    story.next()
    story.arrives(parked.number)
    midnight_passes(story)
    states = [story.hall.state_of(each) for each in (served, parked, called, waiting)]
    assert states == ["expired", "served", "expired", "expired"]


def test_after_midnight_the_numbers_begin_anew_and_the_counters_are_closed(story: Teller) -> None:
    story.hall.opens()
    story.come(3)
    midnight_passes(story)
    assert story.come(1) == ["A001"]
    with pytest.raises(CounterNotOpen):
        story.next()


def test_yesterdays_slip_is_called_by_nobody(story: Teller) -> None:
    story.hall.opens()
    (pao,) = (story.ticket(number) for number in story.come(1))
    story.hall.calls()
    story.hall.does("miss", pao)
    midnight_passes(story)
    with pytest.raises(DayOver):
        story.hall.does("reinstate", pao)


def test_the_clock_jumps_back_three_hours_after_a_power_cut(story: Teller) -> None:
    story.hall.opens()
    story.hall.passes(hours=3, minutes=30)
    pao, mai = story.come(2, every=2)
    story.hall.passes(hours=-3)
    (dua,) = story.come(1, every=0)
    assert [story.served(minutes=0) for _ in range(3)] == [pao, mai, dua], "who came first stays first"
    assert story.ticket(pao).waited_s >= 0
    assert story.ticket(dua).issued_at >= story.ticket(mai).issued_at


def test_a_clock_far_behind_does_not_open_a_new_day(story: Teller) -> None:
    story.come(1)
    midnight_passes(story)
    story.hall.passes(hours=-20)
    with pytest.raises((ClockBehind, HallClosed)):
        story.come(1)


def test_the_power_fails_for_half_an_hour_while_one_is_served_and_one_waits(story: Teller) -> None:
    story.hall.opens()
    pao, mai = story.come(2, every=0)
    story.next()
    story.arrives(pao)
    with story.hall.work(SYSTEM) as work:
        power.live(work)
    story.hall.passes(minutes=30)
    with story.hall.work(SYSTEM) as work:
        power.note_outage(work)
    story.hall.passes(minutes=5)
    story.finishes(pao)
    story.next()
    with story.hall.look() as look:
        (row,) = wait_times.times(look, look.today, look.today)
    assert row.service.max_s == 5 * 60, "no clerk serves in the dark"
    assert row.wait.max_s == 35 * 60, "a citizen waits in the dark"
    assert story.ticket(mai).waited_s == 35 * 60


def test_a_clerk_forgets_to_finish_and_goes_to_lunch(story: Teller) -> None:
    story.hall.opens()
    (pao,) = story.come(1, every=0)
    story.next()
    story.arrives(pao)
    story.hall.passes(minutes=100)
    with story.hall.work(SYSTEM) as work:
        forgetting.close_unanswered(work)
    with story.hall.look() as look:
        (record,) = records.of_ticket(look.db, story.ticket(pao).id)
        (row,) = wait_times.times(look, look.today, look.today)
    assert (record.ended_at, record.forgotten, row.service.n) == (OPENING, True, 0)


def test_a_long_land_case_goes_on_because_the_clerk_says_so(story: Teller) -> None:
    story.hall.opens()
    (pao,) = story.come(1, every=0)
    story.next()
    story.arrives(pao)
    for _ in range(3):
        story.hall.passes(minutes=65)
        story.hall.does("still_serving", story.ticket(pao))
        with story.hall.work(SYSTEM) as work:
            assert forgetting.close_unanswered(work) == []
    story.finishes(pao)
    with story.hall.look() as look:
        (row,) = wait_times.times(look, look.today, look.today)
    assert row.service.max_s == 195 * 60
