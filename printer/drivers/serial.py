"""A serial line through python-escpos and pyserial (the extra `serial`)."""

from __future__ import annotations

from typing import Any

from printer.drivers.library import send_through
from printer.status import Condition

TIMEOUT_S = 3


class SerialPrinter:
    """The printer at the serial device `path`, at `baud` bits a second."""

    def __init__(self, path: str, baud: int) -> None:
        self._path = path
        self._baud = baud

    def condition(self) -> Condition:
        """Silent: what a serial printer says is not asked for yet."""
        return Condition.SILENT

    def send(self, data: bytes, name: str = "") -> bool:
        return send_through(self._open, data, "pyserial")

    def _open(self) -> Any:
        from escpos.printer import Serial

        return Serial(self._path, baudrate=self._baud, timeout=TIMEOUT_S)
