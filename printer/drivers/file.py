"""Device files such as `/dev/usb/lp0`, and plain files."""

from __future__ import annotations

import os
import select
import stat
import time

from printer.drivers.link import TIMEOUT_S
from printer.faults import PrinterFault


class FileLink:
    """`file:///dev/usb/lp0`. A character device opened both ways can answer; a plain file cannot."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.talks = False
        self._descriptor: int | None = None

    def open(self) -> None:
        """Open the device; a plain file is appended to. Never made: an unplugged device must be missed."""
        if self._descriptor is None:
            try:
                self._descriptor = self._opened()
            except OSError as error:
                raise PrinterFault(f"Printer {self.path} cannot be opened: {error.strerror}.") from error

    def _opened(self) -> int:
        if stat.S_ISREG(os.stat(self.path).st_mode):
            return os.open(self.path, os.O_WRONLY | os.O_APPEND)
        try:
            descriptor = os.open(self.path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY)
            self.talks = stat.S_ISCHR(os.fstat(descriptor).st_mode)
        except OSError:
            descriptor = os.open(self.path, os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
        return descriptor

    def write(self, data: bytes) -> None:
        """Write all of `data`, waiting at most the time-out for room."""
        while data:
            self._await_room()
            try:
                data = data[os.write(self._open_descriptor(), data) :]
            except BlockingIOError:
                continue
            except OSError as error:
                raise PrinterFault(f"Printer {self.path} took no more data: {error.strerror}.") from error

    def _await_room(self) -> None:
        try:
            _, ready, _ = select.select([], [self._open_descriptor()], [], TIMEOUT_S)
        except (OSError, ValueError) as error:
            raise PrinterFault(f"Printer {self.path} broke off: {error}") from error
        if not ready:
            raise PrinterFault(f"Printer {self.path} took no more data within {TIMEOUT_S:.0f} seconds.")

    def read(self, wait_s: float) -> bytes:
        """Some bytes, or none after `wait_s`. A line printer's device reads empty while it has nothing."""
        until = time.monotonic() + wait_s
        while self.talks:
            got = self._read_now(max(0.0, until - time.monotonic()))
            if got or time.monotonic() >= until:
                return got
            time.sleep(0.02)
        return b""

    def _read_now(self, wait_s: float) -> bytes:
        try:
            ready, _, _ = select.select([self._open_descriptor()], [], [], wait_s)
            return os.read(self._open_descriptor(), 256) if ready else b""
        except BlockingIOError:
            return b""
        except (OSError, ValueError) as error:
            raise PrinterFault(f"Printer {self.path} broke off: {error}") from error

    def _open_descriptor(self) -> int:
        if self._descriptor is None:
            raise PrinterFault(f"Printer {self.path} is not open.")
        return self._descriptor

    def close(self) -> None:
        """Close the device."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            os.close(descriptor)
