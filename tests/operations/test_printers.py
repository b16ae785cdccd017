"""How a printer is, how much paper it has, and who prints for it while it cannot."""

from __future__ import annotations

from typing import Any

import pytest

from queue_server.domain.actor import SYSTEM
from queue_server.domain.errors import DayOver, NotFound, OwnStandIn, SlipOnItsWay
from queue_server.operations import printers, printing, spooling
from queue_server.operations.printers import PrinterLine
from queue_server.operations.spooling import StoredJobs
from queue_server.storage import furniture, halls, spool
from queue_server.storage.spool import PrintJob
from tests.hall import HALL, TestHall
from tests.people import HOA, LAN, TUAN


@pytest.fixture(autouse=True)
def _two_printers(hall: TestHall) -> None:
    with hall.store.founding() as db:
        row = {"hall": HALL, "code": "P2", "url": "virtual:", "condition": "ready"}
        halls.add(db, "printer", [row])
        furniture.changed(db, HALL)
    says(hall, "P1", "ready")


def says(hall: TestHall, printer: str, condition: str) -> None:
    with hall.work(SYSTEM) as work:
        printers.report(work, printer, condition)


def line(hall: TestHall, code: str = "P1") -> PrinterLine:
    with hall.look() as look:
        return next(each for each in printers.lines(look) if each.code == code)


def take(hall: TestHall, printer: str = "P1") -> PrintJob | None:
    with hall.work(SYSTEM) as work:
        return printing.take(work, printer)


def prints(hall: TestHall, printer: str = "P1", state: str = "printed", used_mm: float = 100) -> PrintJob:
    job = take(hall, printer)
    assert job is not None
    with hall.work(SYSTEM) as work:
        printing.settle(work, job, state, None, used_mm)
    return job


def stands_in(hall: TestHall, printer: str = "P1", stand_in: str | None = "P2") -> None:
    with hall.work(TUAN) as work:
        printers.set_stand_in(work, printer, stand_in)


def moves(hall: TestHall) -> None:
    with hall.work(SYSTEM) as work:
        printing.move_to_stand_ins(work)


def jobs(hall: TestHall) -> list[tuple[str, str, str]]:
    """Number, printer and state of each slip, the oldest first."""
    with hall.look() as look:
        return [(each.number, each.printer, each.state) for each in spool.newest(look.db, HALL, 50)][::-1]


def newest(hall: TestHall) -> PrintJob:
    with hall.look() as look:
        return spool.newest(look.db, HALL, 1)[0]


def reprint(hall: TestHall, job: PrintJob) -> str:
    with hall.work(HOA) as work:
        return printing.reprint(work, spool.by_id(work.db, HALL, job.id))


def conditions(hall: TestHall) -> list[str]:
    entries: list[Any] = [entry for news in hall.news for _, entry in news.entries]
    return [entry.condition for entry in entries if entry.kind == "printer.condition"]


# --- condition and paper ---


def test_the_same_condition_is_told_once_and_its_beginning_kept(hall: TestHall) -> None:
    began = hall.clock.now
    hall.passes(minutes=3)
    says(hall, "P1", "ready")
    assert (line(hall).since, conditions(hall)) == (began, ["ready"])
    says(hall, "P1", "paper_out")
    assert (line(hall).since, conditions(hall)) == (hall.clock.now, ["ready", "paper_out"])


def test_paper_is_counted_with_the_slip_in_one_transaction(hall: TestHall) -> None:
    hall.takes()
    prints(hall, used_mm=120)
    assert (line(hall).used_mm, line(hall).slips_left, line(hall).roll_mm) == (120, None, None)


def test_a_slip_settled_twice_is_counted_once(hall: TestHall) -> None:
    hall.takes()
    job = prints(hall)
    with hall.work(SYSTEM) as work:
        printing.settle(work, job, "uncertain", None, 100)
    assert line(hall).used_mm == 100


def test_counted_paper_warns_at_forty_slips_left_and_a_new_roll_ends_the_warning(hall: TestHall) -> None:
    with hall.work(SYSTEM) as work:
        spool.set_url(work.db, HALL, "P1", "virtual:?roll=5")
    for _ in range(10):
        hall.takes()
        prints(hall)
    assert (line(hall).slips_left, line(hall).condition) == (40, "paper_low")
    assert conditions(hall) == ["ready", "paper_low"]
    with hall.work(HOA) as work:
        printers.roll_changed(work, "P1")
    assert (line(hall).slips_left, line(hall).condition) == (50, "ready")
    assert conditions(hall) == ["ready", "paper_low", "ready"]


def test_an_end_of_paper_teaches_the_length_even_over_a_restart(hall: TestHall) -> None:
    for _ in range(40):
        hall.takes()
        prints(hall)
    says(hall, "P1", "paper_out")
    assert (line(hall).roll_mm, line(hall).slips_left) == (4000, 0)
    with hall.work(SYSTEM) as work:
        printing.recover(work)
    says(hall, "P1", "ready")
    assert (line(hall).used_mm, line(hall).slips_left) == (0, 40)


def test_an_unknown_printer_has_no_roll(hall: TestHall) -> None:
    with hall.work(HOA) as work, pytest.raises(NotFound):
        printers.roll_changed(work, "P9")


# --- stand-in ---


def test_slips_of_a_stopped_printer_move_once_after_a_short_time(hall: TestHall) -> None:
    stands_in(hall)
    hall.takes()
    prints(hall, state="held")
    hall.takes()
    says(hall, "P1", "paper_out")
    hall.passes(seconds=9)
    moves(hall)
    assert jobs(hall) == [("A001", "P1", "held"), ("A002", "P1", "queued")]
    hall.passes(seconds=1)
    moves(hall)
    assert jobs(hall) == [("A001", "P2", "queued"), ("A002", "P2", "queued")]
    entry: Any = hall.last_entry()
    assert (entry.state, entry.printer, entry.moved_from) == ("moved", "P2", "P1")


def test_a_moved_slip_does_not_move_back(hall: TestHall) -> None:
    stands_in(hall, "P1", "P2")
    stands_in(hall, "P2", "P1")
    hall.takes()
    says(hall, "P1", "cover_open")
    hall.passes(seconds=10)
    moves(hall)
    says(hall, "P1", "ready")
    says(hall, "P2", "offline")
    hall.passes(seconds=10)
    moves(hall)
    assert jobs(hall) == [("A001", "P2", "queued")]


@pytest.mark.parametrize("state", ["uncertain", "printing", "printed", "stale"])
def test_only_what_waits_moves(hall: TestHall, state: str) -> None:
    stands_in(hall)
    hall.takes()
    if state == "printing":
        take(hall)
    else:
        prints(hall, state=state)
    says(hall, "P1", "error")
    hall.passes(seconds=10)
    moves(hall)
    assert jobs(hall) == [("A001", "P1", state)]


def test_an_old_slip_does_not_move(hall: TestHall) -> None:
    stands_in(hall)
    hall.takes()
    says(hall, "P1", "paper_out")
    hall.passes(minutes=6)
    moves(hall)
    assert jobs(hall) == [("A001", "P1", "queued")]


@pytest.mark.parametrize(("condition", "place"), [("ready", "P2"), ("silent", "P2"), ("offline", "P1")])
def test_new_slips_go_straight_to_a_stand_in_that_can_print(
    hall: TestHall, condition: str, place: str
) -> None:
    stands_in(hall)
    says(hall, "P1", "paper_out")
    says(hall, "P2", condition)
    hall.passes(seconds=10)
    assert line(hall).prints_at == place
    hall.takes()
    assert jobs(hall) == [("A001", place, "queued")]
    says(hall, "P1", "ready")
    hall.takes()
    assert jobs(hall)[1] == ("A002", "P1", "queued")


def test_a_printer_cannot_stand_in_for_itself_nor_an_unknown_one(hall: TestHall) -> None:
    with pytest.raises(OwnStandIn):
        stands_in(hall, "P1", "P1")
    with pytest.raises(NotFound):
        stands_in(hall, "P1", "P9")
    stands_in(hall)
    stands_in(hall, "P1", None)
    assert line(hall).stand_in is None


# --- again ---


@pytest.mark.parametrize("state", ["printed", "uncertain", "stale"])
def test_a_slip_is_printed_again_when_somebody_asks(hall: TestHall, state: str) -> None:
    hall.takes()
    job = prints(hall, state=state)
    assert reprint(hall, job) == "P1"
    assert jobs(hall) == [("A001", "P1", state), ("A001", "P1", "queued")]
    assert (newest(hall).facts["reprint"], newest(hall).facts["of"]) == (True, job.id)
    assert (hall.last_entry().by, hall.last_entry().state) == ("hoa", "queued")


def test_the_slip_of_a_reprint_says_so(hall: TestHall) -> None:
    hall.takes()
    reprint(hall, prints(hall))
    again = StoredJobs(hall.store, HALL).take("P1")
    assert again is not None
    assert again.slip.reprint


def test_a_held_slip_that_is_printed_again_does_not_come_out_twice(hall: TestHall) -> None:
    hall.takes()
    reprint(hall, prints(hall, state="held"))
    with hall.work(SYSTEM) as work:
        printing.resume(work, "P1")
    assert jobs(hall) == [("A001", "P1", "stale"), ("A001", "P1", "queued")]


def test_a_slip_on_its_way_is_not_printed_again(hall: TestHall) -> None:
    hall.takes()
    with pytest.raises(SlipOnItsWay):
        reprint(hall, newest(hall))
    take(hall)
    with pytest.raises(SlipOnItsWay):
        reprint(hall, newest(hall))
    assert len(jobs(hall)) == 1


def test_a_slip_of_yesterday_is_not_printed_again(hall: TestHall) -> None:
    hall.takes()
    job = prints(hall)
    hall.passes(days=1)
    with pytest.raises(DayOver):
        reprint(hall, job)


def test_a_reprint_tells_how_many_are_ahead_now(hall: TestHall) -> None:
    hall.opens()
    hall.takes()
    hall.takes()
    prints(hall)
    job = prints(hall)
    hall.calls(LAN)
    reprint(hall, job)
    assert newest(hall).facts["ahead"] == 0


def test_a_reprint_of_a_moved_slip_comes_out_where_it_should_now(hall: TestHall) -> None:
    stands_in(hall)
    hall.takes()
    says(hall, "P1", "paper_out")
    hall.passes(seconds=10)
    moves(hall)
    job = prints(hall, "P2")
    assert reprint(hall, job) == "P2"
    says(hall, "P1", "ready")
    assert reprint(hall, job) == "P1"


# --- the spooler's view ---


def test_a_slip_without_words_is_held_and_the_next_one_taken(
    hall: TestHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = spooling.slip_of

    def of(look: Any, job: PrintJob, imprint: Any) -> Any:
        if job.number == "A001":
            raise KeyError("no such procedure")
        return words(look, job, imprint)

    monkeypatch.setattr(spooling, "slip_of", of)
    hall.takes()
    hall.takes()
    job = StoredJobs(hall.store, HALL).take("P1")
    assert job is not None
    assert jobs(hall) == [("A001", "P1", "held"), ("A002", "P1", "printing")]


def test_the_self_test_page_is_no_ticket(hall: TestHall) -> None:
    with hall.work(HOA) as work:
        printing.self_test(work, "P1")
    job = StoredJobs(hall.store, HALL).take("P1")
    assert job is not None
    assert (job.slip.number, job.template is None) == ("TEST", False)


def test_nobody_waits_for_the_slips_of_yesterday(hall: TestHall) -> None:
    hall.takes()
    prints(hall, state="held")
    hall.passes(hours=10)
    with hall.work(SYSTEM) as work:
        printing.give_up_old(work)
    assert jobs(hall) == [("A001", "P1", "stale")]
