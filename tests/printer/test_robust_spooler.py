"""What goes wrong around the printer: its line, the database, and those who are told."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from datetime import datetime

import pytest

from printer.drivers import open_printer
from printer.faults import PrinterFault
from printer.mechanism import Fault
from printer.slip import Slip
from printer.spooler import Job
from printer.status import Condition
from printer.virtual import VirtualServer
from tests.printer.hall import Hall

pytestmark = pytest.mark.usefixtures("impatient")


@contextlib.contextmanager
def closing(after: int) -> Iterator[str]:
    """A print server that hangs up once it has read `after` bytes."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            with contextlib.suppress(OSError):
                while True:
                    line, _ = listener.accept()
                    heard = 0
                    while heard < after and (data := line.recv(1024)):
                        heard += len(data)
                    line.close()

        threading.Thread(target=serve, daemon=True).start()
        yield f"tcp://127.0.0.1:{listener.getsockname()[1]}"
        with contextlib.suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)


@pytest.mark.parametrize("after", [0, 1, 3, 4])
def test_a_line_that_closes_at_once_is_offline_and_prints_nothing(hall: Hall, after: int) -> None:
    with closing(after) as url:
        printer = open_printer(url)
        assert [printer.condition() for _ in range(4)] == [Condition.OFFLINE] * 4
        hall.prints("A001")
        hall.spool(url)
        hall.jobs.wait_for("held")


def test_a_line_that_was_closed_before_the_slip_leaves_it_unsent(server: VirtualServer) -> None:
    printer = open_printer(server.url)
    assert printer.condition() is Condition.READY
    server.power_cycle()
    server.misbehave(Fault.REFUSES)
    with pytest.raises(PrinterFault) as fault:
        printer.send(b"\x1b@")
    assert not fault.value.sent


def failing(times: int, real: Callable[..., None]) -> Callable[..., None]:
    left = iter([True] * times)

    def unwilling(*arguments: object) -> None:
        if next(left, False):
            raise OSError("database is locked")
        real(*arguments)

    return unwilling


def test_a_condition_that_could_not_be_told_is_told_later(hall: Hall, server: VirtualServer) -> None:
    hall.tell = failing(2, hall.tell)  # type: ignore[method-assign]
    hall.prints("A001")
    hall.spool(server.url)
    hall.hears(Condition.READY)
    hall.jobs.wait_for("printed")


def test_a_slip_is_settled_although_the_condition_cannot_be_told(hall: Hall, server: VirtualServer) -> None:
    told: list[Condition] = []
    out_of_paper = threading.Event()

    def deaf(code: str, condition: Condition, since: datetime) -> None:
        told.append(condition)
        if condition is Condition.PAPER_OUT:
            out_of_paper.set()
        if len(told) > 1:
            raise OSError("database is locked")

    hall.tell = deaf  # type: ignore[method-assign]
    server.mechanism.paper_left_mm = 10
    hall.prints("A001")
    hall.spool(server.url)
    hall.jobs.wait_for("uncertain")
    assert out_of_paper.wait(10)  # told in vain; an answer that came late may be told before it
    assert told[0] is Condition.READY


@pytest.mark.parametrize("end", ["printed", "held"])
def test_a_slip_is_settled_although_the_store_fails_a_few_times(
    hall: Hall, server: VirtualServer, end: str
) -> None:
    hall.jobs.settle = failing(3, hall.jobs.settle)  # type: ignore[method-assign]
    if end == "held":
        server.misbehave(Fault.PAPER_OUT)
    hall.prints("A001")
    hall.spool(server.url)
    hall.jobs.wait_for(end)


def test_a_slip_that_could_not_be_sent_once_is_sent_in_the_next_round(
    hall: Hall, server: VirtualServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    spooler = hall.spool(server.url)
    hall.hears(Condition.READY)
    send = spooler._printer.send
    faults = iter([PrinterFault("The cable was loose.")])

    def loose(data: bytes, number: str = "") -> bool:
        if fault := next(faults, None):
            raise fault
        return send(data, number)

    monkeypatch.setattr(spooler._printer, "send", loose)
    hall.prints("A001", "A002")
    hall.jobs.wait_for("printed", "printed")
    assert hall.jobs.rows[0]["path"] == ["printing", "held", "queued", "printing", "printed"]


def test_a_driver_that_breaks_in_an_unknown_way_leaves_the_slip_uncertain(
    hall: Hall, server: VirtualServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    spooler = hall.spool(server.url)
    hall.hears(Condition.READY)

    def broken(data: bytes, number: str = "") -> bool:
        monkeypatch.undo()
        raise RuntimeError("a library's own mistake")

    monkeypatch.setattr(spooler._printer, "send", broken)
    hall.prints("A001")
    hall.jobs.wait_for("uncertain")
    hall.prints("A002")
    hall.jobs.wait_for("uncertain", "printed")


def test_a_slip_that_cannot_be_drawn_does_not_stop_the_next(
    hall: Hall, server: VirtualServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    spooler = hall.spool(server.url)
    printed = type(spooler.paper).printed

    def drawn(self: object, slip: Slip, template: object = None) -> bytes:
        if slip.number == "A001":
            raise ValueError("no such glyph")
        return printed(self, slip, template)  # type: ignore[arg-type]

    monkeypatch.setattr(type(spooler.paper), "printed", drawn)
    hall.prints("A001", "A002")
    hall.jobs.wait_for("held", "printed")


def test_nothing_is_taken_while_an_end_is_not_recorded(hall: Hall, server: VirtualServer) -> None:
    settled: list[Job] = []
    hall.jobs.settle = lambda job, *_: _refuse(settled, job)  # type: ignore[method-assign]
    hall.prints("A001", "A002")
    spooler = hall.spool(server.url, poll_s=0.01)
    server.wait_for_slips(1)
    spooler.stop()
    assert hall.jobs.states() == ["printing", "queued"]
    assert {job.id for job in settled} == {0}


def _refuse(settled: list[Job], job: Job) -> None:
    settled.append(job)
    raise OSError("disk full")
