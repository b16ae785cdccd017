"""Every fault of the virtual printer, over a real socket: nothing lost, nothing doubled, nothing blocked."""

from __future__ import annotations

import pytest

from printer import spooler, virtual
from printer.layout import render
from printer.mechanism import Fault
from printer.slip import Slip
from printer.status import Condition
from printer.virtual import VirtualServer
from tests.printer.hall import Hall

impatient = pytest.mark.usefixtures("impatient")
unhurried = pytest.mark.usefixtures("unhurried")

STOPPING = {
    Fault.PAPER_OUT: Condition.PAPER_OUT,
    Fault.COVER_OPEN: Condition.COVER_OPEN,
    Fault.ERROR: Condition.ERROR,
    Fault.OFFLINE: Condition.OFFLINE,
    Fault.REFUSES: Condition.OFFLINE,
}


@unhurried
@pytest.mark.parametrize(("fault", "condition"), STOPPING.items())
def test_a_stopped_printer_holds_slips_until_it_is_well(
    hall: Hall, server: VirtualServer, fault: Fault, condition: Condition
) -> None:
    hall.prints("A001")
    hall.spool(server.url)
    hall.jobs.wait_for("printed")
    server.misbehave(fault)
    hall.hears(Condition.READY, condition)
    hall.prints("A002", "A003")
    hall.jobs.wait_for("printed", "held", "held")
    assert len(server.slips) == 1
    server.misbehave()
    hall.jobs.wait_for("printed", "printed", "printed")
    assert len(server.slips) == 3


@unhurried
def test_low_paper_is_told_and_still_prints(hall: Hall, server: VirtualServer) -> None:
    server.misbehave(Fault.PAPER_LOW)
    hall.prints("A001")
    hall.spool(server.url)
    hall.jobs.wait_for("printed")
    hall.hears(Condition.PAPER_LOW)


@impatient
@pytest.mark.parametrize("fault", [Fault.SILENT, Fault.GARBAGE])
def test_a_printer_that_never_answered_is_taken_at_its_word(
    hall: Hall, server: VirtualServer, fault: Fault
) -> None:
    server.misbehave(fault)
    hall.prints("A001", "A002")
    hall.spool(server.url)
    hall.jobs.wait_for("printed", "printed")
    hall.hears(Condition.SILENT)
    assert len(server.wait_for_slips(2)) == 2


@impatient
@pytest.mark.slow
@pytest.mark.parametrize("fault", [Fault.SILENT, Fault.GARBAGE, Fault.DEAF])
def test_a_printer_that_falls_silent_gets_one_slip_and_the_rest_waits(
    hall: Hall, server: VirtualServer, fault: Fault
) -> None:
    hall.prints("A001")
    hall.spool(server.url)
    hall.jobs.wait_for("printed")
    server.misbehave(fault)
    hall.hears(Condition.READY, Condition.SILENT)
    hall.prints("A002", "A003")
    hall.jobs.wait_for("printed", "uncertain", "held")
    server.misbehave()
    hall.jobs.wait_for("printed", "uncertain", "printed")
    assert len(server.wait_for_slips(3)) == 3


@impatient
@pytest.mark.slow
def test_a_printer_replaced_by_one_that_never_answers_prints_again_by_itself(
    hall: Hall, server: VirtualServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spooler, "SILENT_RETRY_S", 0.2)
    hall.prints("A001")
    hall.spool(server.url)
    hall.jobs.wait_for("printed")
    server.misbehave(Fault.SILENT)
    hall.hears(Condition.READY, Condition.SILENT)
    hall.prints("A002", "A003", "A004", "A005")
    hall.jobs.wait_for("printed", "uncertain", "uncertain", "uncertain", "printed", timeout_s=30)


@impatient
def test_a_model_that_answers_but_never_confirms_is_printed_to(hall: Hall, server: VirtualServer) -> None:
    server.misbehave(Fault.MUTE)
    hall.prints("A001", "A002")
    hall.spool(server.url)
    hall.jobs.wait_for("printed", "printed")


@impatient
@pytest.mark.parametrize("fault", [Fault.MUTE, Fault.BUFFERS])
def test_a_slip_that_is_accepted_and_not_proved_is_uncertain_and_the_next_waits(
    hall: Hall, server: VirtualServer, fault: Fault
) -> None:
    hall.prints("A001")
    hall.spool(server.url)
    hall.jobs.wait_for("printed")
    server.misbehave(fault)
    hall.prints("A002", "A003")
    hall.jobs.wait_for("printed", "uncertain", "held", timeout_s=20)
    server.misbehave()
    hall.jobs.wait_for("printed", "uncertain", "printed")
    assert len(server.wait_for_slips(3)) == 3


@impatient
def test_a_slow_printer_is_waited_for(
    hall: Hall, server: VirtualServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(virtual, "SLOW_BYTES_S", 40_000)
    hall.prints("A001", "A002")
    server.misbehave(Fault.SLOW)
    hall.spool(server.url)
    hall.jobs.wait_for("printed", "printed", timeout_s=20)
    assert len(server.slips) == 2


@impatient
@pytest.mark.slow
def test_a_late_answer_is_not_taken_for_the_next_slip(
    hall: Hall, server: VirtualServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(virtual, "LATE_S", 3.0)
    hall.prints("A001")
    hall.spool(server.url)
    hall.jobs.wait_for("printed")
    server.misbehave(Fault.LATE)
    hall.hears(Condition.READY, Condition.SILENT)
    hall.prints("A002")
    hall.jobs.wait_for("printed", "uncertain")
    server.misbehave(Fault.BUFFERS)
    hall.prints("A003")
    hall.jobs.wait_for("printed", "uncertain", "held")


@impatient
def test_a_line_that_breaks_in_mid_slip_leaves_it_uncertain(hall: Hall, server: VirtualServer) -> None:
    server.misbehave(Fault.BREAKS)
    hall.prints("A001")
    hall.spool(server.url)
    hall.jobs.wait_for("uncertain")
    server.misbehave()
    hall.prints("A002")
    hall.jobs.wait_for("uncertain", "printed")
    (paper,) = server.slips
    assert render(Slip(number="A002")).tobytes() in paper.tobytes(), "the broken slip took from the next"


@impatient
def test_paper_that_ends_in_mid_slip_leaves_it_uncertain_and_is_told(
    hall: Hall, server: VirtualServer
) -> None:
    server.mechanism.paper_left_mm = 10
    hall.prints("A001", "A002")
    hall.spool(server.url)
    hall.jobs.wait_for("uncertain", "held")
    hall.hears(Condition.READY, Condition.PAPER_OUT)
    server.mechanism.paper_left_mm = None
    server.misbehave()
    hall.jobs.wait_for("uncertain", "printed")
    assert len(server.slips) == 2


@impatient
def test_power_off_in_mid_slip_leaves_it_uncertain(hall: Hall, server: VirtualServer) -> None:
    hall.spool(server.url)
    hall.hears(Condition.READY)
    server.misbehave(Fault.BUFFERS)
    hall.prints("A001")
    while server.received < 5_000:
        with server.changed:
            server.changed.wait(0.05)
    server.power_cycle()
    hall.jobs.wait_for("uncertain")
    server.misbehave()
    hall.prints("A002")
    hall.jobs.wait_for("uncertain", "printed")
    assert len(server.slips) == 1


@impatient
def test_a_flapping_printer_prints_every_slip_once(hall: Hall, server: VirtualServer) -> None:
    hall.spool(server.url, poll_s=0.05)
    for number in range(6):
        server.misbehave(*([Fault.PAPER_OUT] if number % 2 else []))
        hall.prints(f"A{number:03}")
    server.misbehave()
    hall.jobs.wait_for(*["printed"] * 6)
    assert len(server.slips) == 6
