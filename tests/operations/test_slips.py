"""The slip is not the ticket: queued with it, settled apart from it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from printer.signs import SIGNS
from printer.slip import Slip
from queue_server.domain.actor import SYSTEM
from queue_server.domain.check_code import fits, key_of, read
from queue_server.domain.errors import NotFound
from queue_server.operations import own_signs, printing
from queue_server.operations.slips import Imprint, slip_of
from queue_server.storage import spool, staff
from queue_server.storage.spool import PrintJob
from tests.hall import HALL, TestHall
from tests.people import BIRTH, COPY, HOA, TUAN


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
    assert slip.counters == "Mời đến: Quầy\u00a01, Quầy\u00a04"
    assert slip.ahead == "Trước ông/bà có 1 người"
    assert "07:30" in slip.time_text


IMPRINT = Imprint("http://192.168.1.10:8000", key_of("the secret of the hall"))


def printed(hall: TestHall, imprint: Imprint = IMPRINT, facts: dict[str, Any] | None = None) -> Slip:
    """The slip of the next job."""
    job = take(hall)
    assert job is not None
    with hall.look() as look:
        return slip_of(look, replace(job, facts={**job.facts, **(facts or {})}), imprint)


def test_a_slip_shows_its_own_sign_or_that_of_its_queue(hall: TestHall) -> None:
    ticket = hall.takes(BIRTH)
    assert printed(hall).sign == ticket.sign
    with hall.work(TUAN) as work:
        own_signs.set_given(work, given=False)
    hall.takes(BIRTH)
    assert printed(hall).sign == "family"


def test_a_slip_says_what_to_bring(hall: TestHall) -> None:
    hall.takes(BIRTH)
    slip = printed(hall)
    assert slip.bring[0] == "Giấy chứng sinh"
    assert len(slip.bring) == 3
    hall.takes(COPY)
    assert printed(hall).bring == ("Mang theo: Bản chính giấy tờ cần sao",)


def test_every_queue_of_the_sample_hall_has_its_sign_on_paper(hall: TestHall) -> None:
    with hall.look() as look:
        assert all(each.pictogram in SIGNS for each in look.furniture.queues)


def test_the_wait_is_printed_when_it_is_known_and_left_out_when_not(hall: TestHall) -> None:
    hall.takes()
    assert printed(hall).wait is None
    hall.takes()
    told = printed(hall, facts={"estimate": {"low_s": 600, "high_s": 1500}})
    assert told.wait == "Chờ khoảng 10–25 phút"
    assert told.second_language[-1] == "People ahead of you: 1 · about 10–25 minutes"


def test_the_slip_says_now_at_most_or_perhaps_not_before_lunch(hall: TestHall) -> None:
    for _ in range(3):
        hall.takes()
    now, short = {"low_s": 0, "high_s": 0}, {"low_s": 0, "high_s": 300}
    late = {"low_s": 1200, "high_s": 9000, "doubtful_before": "11:30"}
    said = [printed(hall, facts={"estimate": each}).wait for each in (now, short, late)]
    assert said == ["Mời vào ngay", "Chờ không quá 5 phút", "Có thể không kịp trước 11:30"]


def test_the_qr_leads_to_the_ticket_page_and_carries_number_and_code(hall: TestHall) -> None:
    ticket = hall.takes()
    slip = printed(hall)
    assert slip.link is not None
    assert slip.link.startswith(f"http://192.168.1.10:8000/t/{ticket.link}?A001")
    number, code = read(slip.link)
    assert IMPRINT.key is not None
    assert fits(IMPRINT.key, HALL, ticket.day, number, code)
    assert slip.check_code == f"Mã kiểm tra: {code[:3]} {code[3:]}"


def test_without_an_address_there_is_no_qr(hall: TestHall) -> None:
    hall.takes()
    assert printed(hall, Imprint(key=IMPRINT.key)).link is None


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
