"""One file per way to a printer; `open_printer` chooses by URL."""

from __future__ import annotations

from printer.drivers.choice import Printer, check_url, open_printer

__all__ = ["Printer", "check_url", "open_printer"]
