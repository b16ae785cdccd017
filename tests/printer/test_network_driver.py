from __future__ import annotations

import socket
import time

import pytest

from printer.drivers import open_printer
from printer.faults import PrinterFault
from printer.layout import encode, render
from printer.mechanism import Fault
from printer.slip import Slip
from printer.status import Condition
from printer.virtual import VirtualServer

DATA = encode(render(Slip(number="A012")))


@pytest.mark.parametrize(
    ("fault", "condition"),
    [
        (Fault.PAPER_LOW, Condition.PAPER_LOW),
        (Fault.PAPER_OUT, Condition.PAPER_OUT),
        (Fault.COVER_OPEN, Condition.COVER_OPEN),
        (Fault.ERROR, Condition.ERROR),
        (Fault.OFFLINE, Condition.OFFLINE),
        (Fault.REFUSES, Condition.OFFLINE),
    ],
)
def test_each_condition_is_seen_over_the_line(
    server: VirtualServer, fault: Fault, condition: Condition, unhurried: None
) -> None:
    server.misbehave(fault)
    printer = open_printer(server.url)
    assert printer.condition() is condition
    printer.close()


@pytest.mark.parametrize("fault", [Fault.SILENT, Fault.GARBAGE])
def test_who_says_nothing_that_is_understood_is_silent(
    server: VirtualServer, fault: Fault, impatient: None
) -> None:
    server.misbehave(fault)
    printer = open_printer(server.url)
    assert printer.condition() is Condition.SILENT
    printer.close()


def test_confirmed_means_on_paper(server: VirtualServer) -> None:
    printer = open_printer(server.url)
    assert printer.send(DATA)
    assert len(server.slips) == 1
    printer.close()


def test_paper_that_ends_is_no_confirmation(server: VirtualServer, impatient: None) -> None:
    server.mechanism.paper_left_mm = 5
    printer = open_printer(server.url)
    began = time.monotonic()
    assert not printer.send(DATA)
    assert time.monotonic() - began < 2
    printer.close()


def test_a_printer_that_stops_reading_is_left_in_time(impatient: None) -> None:
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        printer = open_printer(f"tcp://127.0.0.1:{deaf.getsockname()[1]}")
        began = time.monotonic()
        with pytest.raises(PrinterFault, match="took no more data") as fault:
            printer.send(DATA * 600)
        assert fault.value.sent
        assert time.monotonic() - began < 4


def test_the_addresses_of_a_name_share_the_time_out(
    server: VirtualServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (f"127.0.0.{n}", server.port)) for n in (9, 1)]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: known[-1:] if _[0] == "127.0.0.1" else known)
    asked: list[float | None] = []
    connect = socket.create_connection

    def noted(address: tuple[str, int], timeout: float) -> socket.socket:
        asked.append(timeout)
        if address[0] == "127.0.0.9":
            raise TimeoutError("timed out")
        return connect(address, timeout)

    monkeypatch.setattr(socket, "create_connection", noted)
    assert open_printer(f"tcp://printer.hall.lan:{server.port}").condition() is Condition.READY
    assert asked == [1.5, 1.5]


def test_automatic_status_is_asked_for_when_real_time_questions_find_no_answer(
    server: VirtualServer, impatient: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.misbehave(Fault.PAPER_LOW)
    monkeypatch.setattr(server.mechanism, "realtime", lambda number: 0xFF)
    printer = open_printer(server.url)
    assert printer.condition() is Condition.PAPER_LOW
    printer.close()
