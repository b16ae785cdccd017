"""USB through python-escpos and pyusb (the extra `usb`)."""

from __future__ import annotations

from typing import Any

from printer.drivers.library import send_through
from printer.status import Condition

TIMEOUT_MS = 3000


class UsbPrinter:
    """The printer with this vendor and product id."""

    def __init__(self, vendor: int, product: int) -> None:
        self._ids = (vendor, product)

    def condition(self) -> Condition:
        """Silent: what a USB printer says is not asked for yet."""
        return Condition.SILENT

    def send(self, data: bytes, name: str = "") -> bool:
        return send_through(self._open, data, "pyusb")

    def _open(self) -> Any:
        from escpos.printer import Usb

        # The library's own time-out of 0 waits for ever.
        return Usb(*self._ids, timeout=TIMEOUT_MS)
