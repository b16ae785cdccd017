"""One file per way to a printer; `open_printer` chooses by URL."""

from __future__ import annotations

from printer.drivers.choice import Printer, open_printer

__all__ = ["Printer", "open_printer"]
