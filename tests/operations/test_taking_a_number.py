"""A citizen takes a number."""

from __future__ import annotations

from datetime import timedelta

import pytest

from queue_server.domain.errors import ClockBehind, HallClosed, NotAllowed, NotFound, ProcedureNotServed
from queue_server.storage import journal, spool, tickets
from tests.hall import HALL, TestHall
from tests.people import BIRTH, COPY, HOA, OPENING, TUAN


def test_the_first_of_the_day_gets_number_one_of_the_queue(hall: TestHall) -> None:
    assert hall.takes(COPY).number == "A001"
    assert hall.takes(COPY).number == "A002"
    assert hall.takes(BIRTH).number == "H001"


def test_numbers_begin_anew_each_day(hall: TestHall) -> None:
    hall.takes()
    hall.passes(days=1)
    assert hall.takes().number == "A001"


def test_a_ticket_waits_from_the_moment_it_was_taken(hall: TestHall) -> None:
    ticket = hall.takes()
    assert (ticket.state, ticket.issued_at, ticket.due_at) == ("waiting", OPENING, OPENING)


def test_an_old_man_gets_a_head_start_and_no_reason_is_kept(hall: TestHall) -> None:
    ticket = hall.takes(priority="elderly")
    assert ticket.due_at == OPENING - timedelta(minutes=15)


def test_the_slip_is_queued_in_the_same_transaction(hall: TestHall) -> None:
    ticket = hall.takes(device="K1")
    with hall.look() as look:
        jobs = spool.in_states(look.db, HALL, "P1", "queued")
    assert [(job.ticket, job.facts["ahead"]) for job in jobs] == [(ticket.id, 0)]


def test_the_greeter_takes_a_number_for_a_boat_of_twelve(hall: TestHall) -> None:
    assert hall.takes(actor=HOA, people=12).people == 12


def test_what_is_committed_is_told_in_the_journals_order(hall: TestHall) -> None:
    hall.takes()
    assert hall.kinds() == ["day.opened", "ticket.issued"]
    seqs = [seq for news in hall.news for seq, _ in news.entries]
    assert seqs == list(range(seqs[0], seqs[0] + 2))


def nothing_changed(hall: TestHall) -> bool:
    with hall.look() as look:
        rows = journal.after(look.db, HALL, 0, 100)
        held = tickets.page(look.db, HALL, after=0, limit=10)
    return not rows and not held and look.hall.seq == 0 and not hall.news


def test_an_unknown_procedure_is_refused(hall: TestHall) -> None:
    with pytest.raises(NotFound) as refusal:
        hall.takes("9.999999")
    assert refusal.value.code == "unknown_procedure"
    assert nothing_changed(hall)


def test_an_unknown_priority_class_is_refused(hall: TestHall) -> None:
    with pytest.raises(NotFound) as refusal:
        hall.takes(priority="friend of the chairman")
    assert refusal.value.code == "unknown_priority_class"
    assert nothing_changed(hall)


def test_a_manager_takes_no_numbers(hall: TestHall) -> None:
    with pytest.raises(NotAllowed):
        hall.takes(actor=TUAN)
    assert nothing_changed(hall)


def test_a_closed_hall_gives_no_numbers(hall: TestHall) -> None:
    hall.keeps_hours()
    hall.passes(hours=4, minutes=30)
    with pytest.raises(HallClosed):
        hall.takes()
    assert nothing_changed(hall)
    hall.passes(hours=2)
    assert hall.takes().number == "A001"


def test_a_procedure_that_is_no_longer_valid_is_refused(hall: TestHall) -> None:
    hall.ends(COPY, OPENING.date() - timedelta(days=1))
    with pytest.raises(ProcedureNotServed):
        hall.takes(COPY)
    assert nothing_changed(hall)


def test_no_new_day_is_opened_by_a_clock_that_jumped_back(hall: TestHall) -> None:
    hall.takes()
    hall.passes(days=1)
    hall.takes()
    hall.clock.now = OPENING - timedelta(hours=3)
    assert hall.takes().number == "A002", "the day goes on, from the last event"
    hall.passes(hours=30)
    assert hall.takes().number == "A003", "the wall clock has caught up with the day"


def test_a_new_day_is_not_opened_while_the_clock_is_known_to_lag(hall: TestHall) -> None:
    hall.passes(hours=16, minutes=25)
    hall.takes()
    hall.passes(hours=-3)
    hall.takes()
    hall.passes(minutes=10)
    with pytest.raises(ClockBehind):
        hall.takes()


def test_a_link_cannot_be_guessed(hall: TestHall) -> None:
    links = {hall.takes().link for _ in range(20)}
    assert len(links) == 20
    assert all(len(link) >= 20 for link in links)
