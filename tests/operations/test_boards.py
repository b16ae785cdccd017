"""What each screen shows: the hall, a counter, a zone, a waiting room."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from display.board import Board
from queue_server.domain.hall import View
from queue_server.operations import board as boards
from queue_server.storage import tickets
from tests.hall import TestHall
from tests.people import BIRTH, COPY, MINH


def shown(hall: TestHall, **view: Any) -> Board:
    with hall.look() as look:
        return boards.board(look, View(**view))


def called(board: Board) -> list[str]:
    return [call.number for call in board.calls]


def leave(hall: TestHall) -> None:
    """Who is at counter 1 is served and goes."""
    with hall.look() as look:
        ticket = tickets.at_counter(look.db, look.hall.id, "1")
    assert ticket is not None
    hall.does("start", ticket)
    hall.does("finish", ticket)


def two_calls(hall: TestHall) -> None:
    """A001 is called to counter 1, then H001 to counter 2."""
    hall.takes(COPY)
    hall.takes(BIRTH)
    hall.opens()
    hall.opens(MINH, "2")
    hall.calls()
    hall.calls(MINH, "2")


def test_a_zone_shows_the_calls_and_the_waits_of_its_queues_alone(hall: TestHall) -> None:
    two_calls(hall)
    hall.takes(BIRTH)
    assert called(shown(hall)) == ["H001", "A001"]
    zone = shown(hall, queues=("A", "X"))
    assert called(zone) == ["A001"]
    assert [line.queue for line in zone.waiting] == ["A", "X"]
    assert called(shown(hall, queues=("H",))) == ["H001"]
    assert called(shown(hall, queues=("K",))) == []


def test_a_busy_queue_next_door_does_not_push_a_call_off_a_zone(hall: TestHall) -> None:
    two_calls(hall)
    for _ in range(boards.NEWEST + 2):
        hall.takes(COPY)
        leave(hall)
        hall.calls()
    assert "H001" not in called(shown(hall))
    assert called(shown(hall, queues=("H",))) == ["H001"]


def test_a_waiting_room_tells_who_is_next_and_since_when_the_longest_waits(hall: TestHall) -> None:
    began = hall.clock()
    for _ in range(5):
        hall.takes(COPY)
        hall.passes(minutes=1)
    line = shown(hall, layout="waits").waiting[0]
    assert (line.count, line.since) == (5, began)
    assert line.next == ("A001", "A002", "A003")
    assert shown(hall).waiting[0].next == ()


def test_who_is_next_follows_the_turn_and_not_the_number(hall: TestHall) -> None:
    for _ in range(3):
        hall.takes(COPY)
        hall.passes(minutes=1)
    hall.takes(COPY, priority="elderly")
    assert shown(hall, layout="waits").waiting[0].next[0] == "A004"


def test_priority_is_a_count_and_nothing_else(hall: TestHall) -> None:
    hall.takes(COPY, priority="elderly")
    hall.takes(BIRTH, priority="pregnant")
    hall.takes(COPY)
    hall.opens()
    hall.calls()
    assert shown(hall).priority == 2
    assert shown(hall, queues=("H",)).priority == 1
    assert shown(hall, counter="1").priority == 0
    told = repr(shown(hall, layout="waits").to_json())
    assert "elderly" not in told
    assert "pregnant" not in told


def test_the_priority_of_yesterday_is_not_counted(hall: TestHall) -> None:
    hall.takes(COPY, priority="elderly")
    hall.clock.now += timedelta(days=1)
    assert shown(hall).priority == 0


def test_screens_that_show_the_same_share_a_key() -> None:
    views = [
        View(),
        View(counter="1"),
        View(queues=("A",)),
        View(layout="waits"),
        View(None, ("A",), "waits"),
    ]
    keys = [view.key for view in views]
    assert len(set(keys)) == len(views)
    assert View(counter="1", queues=("A",)).key == View(counter="1").key
