"""Coming for a result: found by receipt or digits, sent straight to a free counter, or given a number."""

from __future__ import annotations

import pytest

from queue_server.domain.errors import NotFound
from queue_server.domain.files import File, FileState, Step
from queue_server.domain.states import Outcome
from queue_server.domain.ticket import Ticket
from queue_server.operations import collecting, files, issuing, papers
from queue_server.operations.files import Reception
from queue_server.operations.issuing import Wish
from queue_server.operations.moving import Result
from queue_server.storage import files as stored
from tests.hall import HALL, TestHall
from tests.people import COPY, KIOSK, LAN, LAND, RESULT

NUMBER = "H56.12-261012-0007"


@pytest.fixture
def ready(hall: TestHall) -> File:
    with hall.work(LAN) as work:
        file = files.receive(work, LAND, Reception(NUMBER))
        return files.step(work, file, Step.READY)


def found(hall: TestHall, words: str) -> list[str | None]:
    with hall.look() as look:
        return [line.file.number for line in collecting.look_up(look, words)]


def comes(hall: TestHall, file: File | None) -> str | None:
    with hall.work(KIOSK) as work:
        counter = collecting.go_straight(work, file)
        return counter.code if counter else None


def takes(hall: TestHall, file: File) -> Ticket:
    with hall.work(KIOSK) as work:
        ticket = issuing.issue(work, Wish(RESULT)).ticket
        collecting.comes_for(work, ticket, file.id)
        return ticket


def state(hall: TestHall, file: File) -> FileState:
    with hall.look() as look:
        return stored.by_id(look.db, HALL, file.id).state


def test_a_file_is_found_by_receipt_number_or_last_digits(hall: TestHall, ready: File) -> None:
    for words in (papers.link_of(ready), NUMBER, "0007", "2-0007 "):
        assert found(hall, words) == [NUMBER], words
    for words in ("007", "", "0008", "HS:unknown", "HS:", "%%%%", "\x1b@"):
        assert found(hall, words) == [], words


def test_where_nobody_waits_no_number_is_needed(hall: TestHall, ready: File) -> None:
    assert comes(hall, ready) is None
    hall.opens()
    assert comes(hall, ready) == "1"
    with hall.look() as look:
        assert [line.file.id for line in collecting.asked_for(look)] == [ready.id]
    hall.passes(minutes=31)
    with hall.look() as look:
        assert collecting.asked_for(look) == []


def test_who_would_pass_others_takes_a_number(hall: TestHall, ready: File) -> None:
    hall.opens()
    hall.takes(COPY)
    assert comes(hall, ready) is None
    hall.calls()
    assert comes(hall, ready) is None


def test_the_clerk_sees_the_file_and_finishing_hands_it_over(hall: TestHall, ready: File) -> None:
    hall.opens()
    ticket = takes(hall, ready)
    hall.calls()
    hall.does("start", ticket)
    hall.passes(minutes=3)
    hall.does("finish", ticket)
    assert state(hall, ready) is FileState.HANDED_OVER
    with pytest.raises(NotFound):
        takes(hall, ready)


def test_a_visit_that_ends_otherwise_leaves_the_file(hall: TestHall, ready: File) -> None:
    hall.opens()
    ticket = takes(hall, ready)
    hall.calls()
    hall.does("start", ticket)
    hall.does("finish", ticket, result=Result(Outcome.WRONG_PLACE))
    assert state(hall, ready) is FileState.READY


def test_the_clerk_may_write_the_number_of_the_file(hall: TestHall, ready: File) -> None:
    hall.opens()
    ticket = hall.takes(RESULT)
    hall.calls()
    hall.does("start", ticket)
    hall.does("finish", ticket, result=Result(file_number=NUMBER))
    assert state(hall, ready) is FileState.HANDED_OVER
