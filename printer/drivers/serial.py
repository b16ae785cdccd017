"""Serial lines through pyserial (optional extra `serial`)."""

from __future__ import annotations

import contextlib
import time
from typing import Any

from printer.drivers.link import TIMEOUT_S
from printer.faults import PrinterFault

MISSING = "Serial printing needs the extra package pyserial; install queue-server[serial]."


class SerialLink:
    """`serial:///dev/ttyUSB0?baud=19200`, eight bits, no parity, no flow control."""

    talks = True

    def __init__(self, device: str, baud: int) -> None:
        self.device = device
        self.baud = baud
        self._port: Any = None

    def open(self) -> None:
        """Open the line."""
        if self._port is None:
            serial = _pyserial()
            try:
                self._port = serial.Serial(
                    self.device, self.baud, timeout=TIMEOUT_S, write_timeout=TIMEOUT_S, exclusive=True
                )
            except (OSError, ValueError) as error:
                raise PrinterFault(f"Printer {self.device} cannot be opened: {error}") from error

    def write(self, data: bytes) -> None:
        """Send all of `data` in pieces of a quarter second, each with its own time-out."""
        piece = max(16, self.baud // 40)
        try:
            for at in range(0, len(data), piece):
                self._open_port().write(data[at : at + piece])
                self._drain()
        except (OSError, TypeError) as error:
            raise PrinterFault(f"Printer {self.device} took no more data: {error}") from error

    def _drain(self) -> None:
        """Wait until the line is empty; pyserial's own flush would wait for ever."""
        until = time.monotonic() + TIMEOUT_S
        while left := self._open_port().out_waiting:
            if time.monotonic() > until:
                raise PrinterFault(f"Printer {self.device} left {left} bytes unread.")
            time.sleep(0.005)

    def read(self, wait_s: float) -> bytes:
        """Some bytes, or none after `wait_s`."""
        try:
            port = self._open_port()
            port.timeout = wait_s
            first = bytes(port.read(1))
            return first + bytes(port.read(port.in_waiting)) if first else b""
        except (OSError, TypeError) as error:  # pyserial fails by TypeError when closed in mid-read
            raise PrinterFault(f"Printer {self.device} broke off: {error}") from error

    def _open_port(self) -> Any:
        if self._port is None:
            raise PrinterFault(f"Printer {self.device} is not open.")
        return self._port

    def close(self) -> None:
        """Close the line."""
        port, self._port = self._port, None
        if port is not None:
            with contextlib.suppress(OSError):
                port.close()


def _pyserial() -> Any:
    try:
        import serial
    except ImportError as error:
        raise PrinterFault(MISSING, permanent=True) from error
    return serial
