from __future__ import annotations

import time

from printer.mechanism import Fault
from printer.spooler import Job
from printer.status import Condition
from printer.virtual import VirtualServer
from tests.printer.hall import Hall
from tests.printer.slips import slip


def test_a_slip_comes_out_and_is_printed(hall: Hall, server: VirtualServer) -> None:
    spooler = hall.spool(server.url, poll_s=60)
    hall.hears(Condition.READY)
    hall.jobs.add(slip())
    spooler.wake()
    hall.jobs.wait_for("printed")
    assert len(server.wait_for_slips(1)) == 1
    assert server.mechanism.unknown == []


def test_slips_come_out_in_their_order_and_once(hall: Hall, server: VirtualServer) -> None:
    for number in range(5):
        hall.jobs.add(slip(number=f"A{number:03}"))
    hall.spool(server.url)
    hall.jobs.wait_for(*["printed"] * 5)
    assert len(server.slips) == 5


def test_without_paper_slips_are_held_and_come_out_once_when_it_is_back(
    hall: Hall, server: VirtualServer
) -> None:
    server.misbehave(Fault.PAPER_OUT)
    hall.jobs.add(slip())
    hall.spool(server.url)
    hall.jobs.wait_for("held")
    server.misbehave()
    hall.jobs.wait_for("printed")
    hall.hears(Condition.PAPER_OUT, Condition.READY)
    assert len(server.slips) == 1


def test_a_printer_that_is_not_there_holds_the_slips(hall: Hall, server: VirtualServer) -> None:
    server.misbehave(Fault.REFUSES)
    hall.jobs.add(slip())
    hall.spool(server.url)
    hall.jobs.wait_for("held")
    hall.hears(Condition.OFFLINE)
    server.misbehave()
    hall.jobs.wait_for("printed")


def test_a_line_broken_in_mid_slip_leaves_it_uncertain_and_unrepeated(
    hall: Hall, server: VirtualServer
) -> None:
    server.misbehave(Fault.BREAKS)
    hall.jobs.add(slip())
    hall.spool(server.url)
    hall.jobs.wait_for("uncertain")
    server.misbehave()
    hall.jobs.add(slip(number="A013"))
    hall.jobs.wait_for("uncertain", "printed")
    assert len(server.slips) <= 2


def test_a_device_that_cannot_answer_is_still_printed_to(hall: Hall) -> None:
    device = hall.folder / "lp0"
    device.touch()
    hall.jobs.add(slip())
    hall.spool(f"file://{device}")
    hall.jobs.wait_for("printed")
    assert device.stat().st_size > 30_000


def test_what_was_learned_of_one_printer_is_not_expected_of_another(hall: Hall) -> None:
    hall.jobs.add(slip())
    first = hall.spool("virtual:")
    hall.jobs.wait_for("printed")
    first.stop()
    device = hall.folder / "lp0"
    device.touch()
    hall.jobs.add(slip(number="A013"))
    hall.spool(f"file://{device}")
    hall.jobs.wait_for("printed", "printed")


def test_the_virtual_printer_writes_picture_and_bytes(hall: Hall) -> None:
    hall.jobs.add(slip())
    hall.spool("virtual:")
    hall.jobs.wait_for("printed")
    assert (hall.folder / "P1" / "slip-000001-A012.png").exists()
    assert (hall.folder / "P1" / "slip-000001-A012.bin").stat().st_size > 30_000


def test_a_failing_database_neither_kills_the_spooler_nor_doubles_a_slip(
    hall: Hall, server: VirtualServer
) -> None:
    settle, fails = hall.jobs.settle, iter([True, True, False])

    def unwilling(job: Job, state: str, reason: str, used_mm: float) -> None:
        if next(fails, False):
            raise OSError("database is locked")
        settle(job, state, reason, used_mm)

    hall.jobs.settle = unwilling  # type: ignore[method-assign]
    hall.jobs.add(slip())
    hall.jobs.add(slip(number="A013"))
    hall.spool(server.url)
    hall.jobs.wait_for("printed", "printed")
    assert len(server.slips) == 2


def test_stopping_takes_less_than_five_seconds_whatever_the_printer_does(
    hall: Hall, server: VirtualServer
) -> None:
    server.misbehave(Fault.DEAF)
    hall.jobs.add(slip())
    spooler = hall.spool(server.url)
    began = time.monotonic()
    spooler.stop()
    assert time.monotonic() - began < 5.5
