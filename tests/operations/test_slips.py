"""The slip is not the ticket: queued with it, settled apart from it."""

from __future__ import annotations

import pytest

from queue_server.domain.actor import SYSTEM
from queue_server.domain.errors import NotFound
from queue_server.operations import printing
from queue_server.operations.slips import slip_of
from queue_server.storage import spool, staff
from queue_server.storage.spool import PrintJob
from tests.hall import TestHall
from tests.people import HOA


def take(hall: TestHall) -> PrintJob | None:
    with hall.work(SYSTEM) as work:
        return printing.take(work, "P1")


def settle(hall: TestHall, job: PrintJob, state: str) -> None:
    with hall.work(SYSTEM) as work:
        printing.settle(work, job, state)


def state_of_slip(hall: TestHall, ticket: int) -> str | None:
    with hall.look() as look:
        return spool.slip_state(look.db, ticket)


def test_slips_are_taken_in_order_and_each_once(hall: TestHall) -> None:
    hall.takes()
    hall.takes()
    first, second = take(hall), take(hall)
    assert first is not None
    assert second is not None
    assert (first.number, second.number) == ("A001", "A002")
    assert take(hall) is None


def test_a_printed_slip_is_told(hall: TestHall) -> None:
    ticket = hall.takes()
    job = take(hall)
    assert job is not None
    settle(hall, job, "printed")
    assert state_of_slip(hall, ticket.id) == "printed"
    assert hall.last_entry().state == "printed"


def test_a_slip_that_was_settled_is_not_settled_again(hall: TestHall) -> None:
    hall.takes()
    job = take(hall)
    assert job is not None
    settle(hall, job, "printed")
    told = len(hall.kinds())
    settle(hall, job, "uncertain")
    assert len(hall.kinds()) == told


def test_after_a_crash_a_slip_in_the_printer_is_uncertain(hall: TestHall) -> None:
    ticket = hall.takes()
    take(hall)
    with hall.work(SYSTEM) as work:
        printing.recover(work)
    assert state_of_slip(hall, ticket.id) == "uncertain"
    assert take(hall) is None


def test_when_paper_is_back_young_slips_print_and_old_ones_are_stale(hall: TestHall) -> None:
    old = hall.takes()
    hall.passes(minutes=4)
    young = hall.takes()
    for _ in range(2):
        job = take(hall)
        assert job is not None
        settle(hall, job, "held")
    hall.passes(minutes=2)
    with hall.work(SYSTEM) as work:
        printing.resume(work, "P1")
    job = take(hall)
    assert job is not None
    assert job.ticket == young.id
    assert state_of_slip(hall, old.id) == "stale"


def test_after_a_long_power_cut_old_slips_do_not_come_out(hall: TestHall) -> None:
    ticket = hall.takes()
    hall.passes(hours=2)
    assert take(hall) is None
    assert state_of_slip(hall, ticket.id) == "stale"


def test_the_slip_says_what_a_citizen_needs(hall: TestHall) -> None:
    hall.takes()
    hall.takes(device="K1")
    take(hall)
    job = take(hall)
    assert job is not None
    with hall.look() as look:
        slip = slip_of(look, job)
    assert slip.number == "A002"
    assert slip.centre == ("Trung tâm Phục vụ hành chính công", "Xã Bát Mọt")
    assert slip.procedure == "Chứng thực bản sao từ bản chính"
    assert slip.counters == "Mời đến: Quầy 1, Quầy 4"
    assert slip.ahead == "Trước ông/bà có 1 người"
    assert "07:30" in slip.time_text


def test_a_test_slip_needs_a_printer(hall: TestHall) -> None:
    with hall.work(HOA) as work:
        printing.test_slip(work, "P1")
    assert take(hall) is not None
    with hall.work(HOA) as work, pytest.raises(NotFound):
        printing.test_slip(work, "P9")


def test_how_long_a_slip_may_wait_is_a_rule_of_the_hall(hall: TestHall) -> None:
    with hall.work(HOA) as work:
        printing.set_stale_after(work, 2)
    old = hall.takes()
    hall.passes(minutes=1.5)
    young = hall.takes()
    hall.passes(minutes=1)
    job = take(hall)
    assert job is not None
    assert job.ticket == young.id
    assert state_of_slip(hall, old.id) == "stale"
    with hall.look() as look:
        (row,) = staff.audit(look.db, look.hall.id, 1)
    assert (row["what"], row["change"]) == ("hall.stale_after", {"from_s": 300, "to_s": 120})
