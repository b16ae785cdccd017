from __future__ import annotations

import errno
import sys
from types import SimpleNamespace
from typing import Any

import pytest

from printer.decode import Decoder
from printer.drivers import open_printer, usb
from printer.faults import PrinterFault
from printer.layout import encode, render
from printer.mechanism import Mechanism
from printer.slip import Slip
from printer.status import Condition

DATA = encode(render(Slip(number="A012")))


class Plugged:
    """A printer on the bus: interface 0 is of the printer class, with one endpoint each way."""

    def __init__(self, refusal: Exception | None = None) -> None:
        self.core = pytest.importorskip("usb.core", reason="pyusb is not installed")
        self.util = pytest.importorskip("usb.util")
        self.slips: list[Any] = []
        self.mechanism = Mechanism(lambda picture, raw: self.slips.append(picture))
        self.decoder = Decoder()
        self.said = b""
        self.refusal = refusal
        out = SimpleNamespace(bEndpointAddress=0x01, write=self.write)
        into = SimpleNamespace(bEndpointAddress=0x82, read=self.read, wMaxPacketSize=64)
        self.interface = Interface([out, into])

    def find(self, **_: object) -> Any:
        if self.refusal is not None:
            raise self.refusal
        return Device([[self.interface]])

    def write(self, data: bytes, timeout: int) -> int:
        assert timeout == 3000
        for command in self.decoder.feed(data):
            self.mechanism.take(command, self.say)
        return len(data)

    def say(self, status: bytes) -> None:
        self.said += status

    def read(self, size: int, timeout: int) -> bytes:
        said, self.said = self.said[:size], self.said[size:]
        if not said:
            raise self.core.USBTimeoutError("timed out")
        return said

    def modules(self) -> tuple[Any, Any, Any]:
        core = SimpleNamespace(
            find=self.find,
            USBError=self.core.USBError,
            USBTimeoutError=self.core.USBTimeoutError,
            NoBackendError=self.core.NoBackendError,
        )
        util = SimpleNamespace(
            claim_interface=lambda device, number: None,
            dispose_resources=lambda device: None,
            endpoint_direction=self.util.endpoint_direction,
            ENDPOINT_OUT=self.util.ENDPOINT_OUT,
            ENDPOINT_IN=self.util.ENDPOINT_IN,
        )
        return core, util, None


class Interface(list[Any]):
    bInterfaceClass = 7
    bInterfaceNumber = 0


class Device(list[Any]):
    def reset(self) -> None:
        raise AssertionError("a reset throws away the slip in the printer's buffer")

    set_configuration = reset

    def is_kernel_driver_active(self, number: int) -> bool:
        return False


def test_a_usb_printer_is_asked_and_confirms(monkeypatch: pytest.MonkeyPatch) -> None:
    plugged = Plugged()
    monkeypatch.setattr(usb, "_pyusb", plugged.modules)
    printer = open_printer("usb://04b8:0e15")
    assert printer.condition() is Condition.READY
    assert printer.send(DATA)
    printer.close()
    assert len(plugged.slips) == 1


def test_a_usb_printer_is_opened_again_and_again_without_a_reset(monkeypatch: pytest.MonkeyPatch) -> None:
    plugged = Plugged()
    monkeypatch.setattr(usb, "_pyusb", plugged.modules)
    printer = open_printer("usb://04b8:0e15")
    for _ in range(3):
        assert printer.condition() is Condition.READY
        assert printer.send(DATA)
        printer.close()
    assert len(plugged.slips) == 3


def test_no_right_to_the_device_is_permanent(monkeypatch: pytest.MonkeyPatch) -> None:
    denied = pytest.importorskip("usb.core").USBError("Access denied", errno=errno.EACCES)
    monkeypatch.setattr(usb, "_pyusb", Plugged(denied).modules)
    with pytest.raises(PrinterFault, match="Access denied") as fault:
        open_printer("usb://04b8:0e15").condition()
    assert fault.value.permanent


def test_a_printer_that_is_not_plugged_in_is_offline() -> None:
    pytest.importorskip("usb.core", reason="pyusb is not installed")
    assert open_printer("usb://0001:0002").condition() is Condition.OFFLINE


def test_a_missing_package_is_said_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "libusb_package", None)
    with pytest.raises(PrinterFault, match="install queue-server\\[usb\\]") as fault:
        open_printer("usb://04b8:0e15").condition()
    assert fault.value.permanent
