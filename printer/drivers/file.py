"""A device file such as `/dev/usb/lp0`: it takes bytes and tells nothing."""

from __future__ import annotations

import errno
import os
import select
import time
from pathlib import Path

from printer.faults import PrinterFault
from printer.status import Condition

TIMEOUT_S = 3.0


class FilePrinter:
    """The printer behind the file `path`."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def condition(self) -> Condition:
        """Offline when the file is not there, otherwise silent: it cannot be asked."""
        return Condition.SILENT if self._path.exists() else Condition.OFFLINE

    def send(self, data: bytes, name: str = "") -> bool:
        """Write the bytes; a device that takes nothing for 3 s is a fault."""
        try:
            handle = os.open(self._path, os.O_WRONLY | os.O_NONBLOCK | os.O_APPEND)
        except OSError as error:
            raise PrinterFault(f"{self._path} cannot be opened: {error.strerror}") from error
        try:
            _write(handle, data, str(self._path))
        finally:
            os.close(handle)
        return False


def _write(handle: int, data: bytes, name: str) -> None:
    sent = 0
    deadline = time.monotonic() + TIMEOUT_S
    while sent < len(data):
        if not select.select([], [handle], [], max(0.0, deadline - time.monotonic()))[1]:
            raise PrinterFault(f"{name} takes no more bytes", sent=sent > 0)
        try:
            sent += os.write(handle, data[sent:])
            deadline = time.monotonic() + TIMEOUT_S
        except OSError as error:
            if error.errno != errno.EAGAIN:
                raise PrinterFault(f"{name} broke off: {error.strerror}", sent=sent > 0) from error
