from __future__ import annotations

import os
import sys
import time
import tty

import pytest

from printer.drivers import open_printer
from printer.drivers import serial as serial_driver
from printer.faults import PrinterFault
from printer.layout import encode, render
from printer.mechanism import Fault
from printer.slip import Slip
from printer.status import Condition
from printer.template import SHORT_TEMPLATE
from tests.printer.wire import Wire

DATA = encode(render(Slip(number="A012"), 384, SHORT_TEMPLATE))


def test_a_serial_printer_is_asked_and_confirms() -> None:
    pytest.importorskip("serial", reason="pyserial is not installed")
    with Wire() as wire:
        printer = open_printer(f"serial://{wire.path}?baud=115200")
        assert printer.condition() is Condition.READY
        assert printer.send(DATA)
        wire.mechanism.faults = {Fault.COVER_OPEN}
        assert printer.condition() is Condition.COVER_OPEN
        printer.close()
        assert len(wire.slips) == 1


def test_a_line_that_takes_no_more_is_left_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("serial", reason="pyserial is not installed")
    monkeypatch.setattr(serial_driver, "TIMEOUT_S", 0.5)
    near, far = os.openpty()
    tty.setraw(far)
    printer = open_printer(f"serial://{os.ttyname(far)}?baud=115200")
    began = time.monotonic()
    with pytest.raises(PrinterFault, match=r"took no more|left .* bytes") as fault:
        printer.send(DATA * 4)  # nobody reads at the other end
    assert time.monotonic() - began < 2
    assert fault.value.sent
    printer.close()
    os.close(near)
    os.close(far)


def test_a_line_that_is_not_there_is_offline() -> None:
    assert open_printer("serial:///dev/ttyNOWHERE").condition() is Condition.OFFLINE


def test_a_missing_package_is_said_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "serial", None)
    with pytest.raises(PrinterFault, match="install queue-server\\[serial\\]") as fault:
        open_printer("serial:///dev/ttyUSB0").condition()
    assert fault.value.permanent


def test_the_short_slip_takes_half_a_minute_less_at_9600_baud() -> None:
    full = encode(render(Slip(number="A012", procedure="Đăng ký khai sinh", counters="Quầy 2"), 384))
    assert len(DATA) * 10 / 9600 < 16
    assert len(DATA) < len(full) * 0.75
