"""Several clerks at once: nobody is called twice, and nobody waits for an absent one in vain."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest

from queue_server.domain.actor import Actor
from queue_server.domain.errors import (
    AlreadyMoved,
    CounterBusy,
    CounterTaken,
    IllegalMove,
    NotAtThisCounter,
    QueueError,
)
from queue_server.domain.ticket import Ticket
from queue_server.operations import calling, moving
from queue_server.storage import tickets
from tests.hall import HALL
from tests.people import BIRTH, COPY, LAN, LAND, MINH, NGA
from tests.stories.conftest import Teller


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """What came of deeds that began at the same instant; a refusal is an answer too."""
    barrier, answers = threading.Barrier(len(deeds)), [None] * len(deeds)

    def do(place: int) -> None:
        barrier.wait()
        try:
            answers[place] = deeds[place]()
        except QueueError as refusal:
            answers[place] = refusal

    threads = [threading.Thread(target=do, args=(place,)) for place in range(len(deeds))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_two_clerks_press_next_at_the_same_instant(story: Teller) -> None:
    story.hall.opens(LAN, "1")
    story.hall.opens(NGA, "4")
    story.come(10)
    called = at_once(lambda: story.next(LAN, "1"), lambda: story.next(NGA, "4"))
    assert sorted(called) == ["A001", "A002"]


def test_one_clerk_presses_next_twice_in_a_hurry(story: Teller) -> None:
    story.hall.opens()
    story.come(2)
    first, second = at_once(lambda: story.next(), lambda: story.next())
    assert {type(first), type(second)} == {str, CounterBusy}


def test_two_clerks_choose_the_same_person(story: Teller) -> None:
    story.hall.opens(LAN, "1")
    story.hall.opens(NGA, "4")
    (_, mai) = story.come(2)
    with story.hall.look() as look:
        seen = tickets.by_id(look.db, HALL, story.ticket(mai).id)

    def choose(clerk: Actor, counter: str) -> Ticket:
        with story.hall.work(clerk) as work:
            return calling.call(work, seen, counter, reason="bus_leaves")

    answers = at_once(lambda: choose(LAN, "1"), lambda: choose(NGA, "4"))
    assert sorted(type(each).__name__ for each in answers) == ["AlreadyMoved", "Ticket"]
    assert AlreadyMoved in {type(each) for each in answers}


def test_the_land_officer_goes_to_a_meeting_while_six_wait(story: Teller) -> None:
    story.hall.opens(MINH, "3")
    six = story.come(6, LAND)
    assert story.served(MINH, "3") == six[0]
    story.pauses(MINH, "3", "meeting")
    assert [story.ticket(number).state for number in six[1:]] == ["waiting"] * 5, "they keep their places"
    story.hall.opens(NGA, "4")
    assert story.served(NGA, "4") == six[1]
    story.hall.opens(MINH, "3")
    assert story.next(MINH, "3") == six[2]


def test_the_officer_cannot_leave_while_somebody_is_at_the_counter(story: Teller) -> None:
    story.hall.opens(MINH, "3")
    story.come(1, LAND)
    story.next(MINH, "3")
    with pytest.raises(CounterBusy):
        story.pauses(MINH, "3", "meeting")


def test_a_counter_takes_on_another_queue_in_the_middle_of_the_morning(story: Teller) -> None:
    story.hall.opens()
    (baby,) = story.come(1, BIRTH)
    assert story.next() is None
    story.serves_queues("1", ["A", "H", "X"])
    assert story.next() == baby


def test_a_clerk_at_two_counters_serves_one_person_at_each(story: Teller) -> None:
    story.hall.opens(LAN, "1")
    story.hall.opens(LAN, "2")
    (copy,) = story.come(1, COPY)
    (baby,) = story.come(1, BIRTH)
    assert (story.next(LAN, "1"), story.next(LAN, "2")) == (copy, baby)
    with story.hall.work(LAN) as work:
        moving.start(work, tickets.by_id(work.db, HALL, story.ticket(baby).id), "2")
    with pytest.raises(NotAtThisCounter), story.hall.work(LAN) as work:
        moving.start(work, tickets.by_id(work.db, HALL, story.ticket(copy).id), "2")


def test_two_clerks_never_sit_at_one_counter(story: Teller) -> None:
    story.hall.opens(LAN, "1")
    with pytest.raises(CounterTaken):
        story.hall.opens(MINH, "1")


def test_a_colleague_cannot_finish_what_is_at_another_counter(story: Teller) -> None:
    story.hall.opens(LAN, "1")
    story.hall.opens(NGA, "4")
    (pao,) = story.come(1)
    story.next(LAN, "1")
    story.arrives(pao)
    with pytest.raises(NotAtThisCounter):
        story.finishes(pao, NGA)
    with pytest.raises(IllegalMove):
        story.hall.does("call", story.ticket(pao), NGA, reason="friend")


def test_six_clerks_press_next_and_nobody_is_called_twice(story: Teller) -> None:
    story.hall.opens(LAN, "1")
    story.hall.opens(MINH, "2")
    story.hall.opens(NGA, "4")
    story.come(3, COPY, every=0)
    story.come(3, BIRTH, every=0)
    seats = [(LAN, "1"), (MINH, "2"), (NGA, "4")] * 2
    answers = at_once(*(lambda seat=seat: story.next(*seat) for seat in seats))
    called = [each for each in answers if isinstance(each, str)]
    assert len(called) == len(set(called)) == 3
    assert sum(isinstance(each, CounterBusy) for each in answers) == 3
