"""Which driver goes with a printer's address."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol
from urllib.parse import SplitResult, parse_qs, urlsplit

from printer.drivers.cups import CupsPrinter
from printer.drivers.file import FilePrinter
from printer.drivers.network import NetworkPrinter
from printer.drivers.serial import SerialPrinter
from printer.drivers.usb import UsbPrinter
from printer.drivers.virtual import VirtualPrinter
from printer.status import Condition


class Printer(Protocol):
    """A way to one printer. Every failure is a PrinterFault; no call lasts longer than its time-outs."""

    def condition(self) -> Condition:
        """How the printer is now; `silent` if it cannot be asked or does not answer."""

    def send(self, data: bytes, name: str = "") -> bool:
        """Print `data`. True if the printer confirmed it, False if it did not say."""


def open_printer(url: str, folder: Path | None = None) -> Printer:
    """The printer at `url`; `folder` is where a virtual one puts its slips. ValueError on a wrong address."""
    parts = urlsplit(url)
    options = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    if parts.scheme == "virtual":
        return VirtualPrinter(folder or Path("printed"), _number(url, options.get("speed", "200")))
    if parts.scheme == "tcp":
        return NetworkPrinter(*_host_and_port(url, parts))
    if parts.scheme == "file" and parts.path:
        return FilePrinter(Path(parts.path))
    if parts.scheme == "serial" and parts.path:
        return SerialPrinter(parts.path, _number(url, options.get("baud", "19200")))
    if parts.scheme == "usb":
        return UsbPrinter(*_usb_ids(url, parts))
    if parts.scheme == "cups" and parts.netloc:
        return CupsPrinter(parts.netloc)
    raise ValueError(_wrong(url))


def check_url(url: str) -> None:
    """ValueError with one sentence if no driver takes `url`."""
    open_printer(url)


def _host_and_port(url: str, parts: SplitResult) -> tuple[str, int]:
    try:
        port = parts.port
    except ValueError:
        port = None
    if not parts.hostname or not port:
        raise ValueError(_wrong(url))
    return parts.hostname, port


def _usb_ids(url: str, parts: SplitResult) -> tuple[int, int]:
    vendor, _, product = (parts.netloc or parts.path).partition(":")
    try:
        return int(vendor, 16), int(product, 16)
    except ValueError:
        raise ValueError(_wrong(url)) from None


def _number(url: str, text: str) -> int:
    if not text.isdigit():
        raise ValueError(_wrong(url))
    return int(text)


def _wrong(url: str) -> str:
    return (
        f"{url!r} is no printer: write virtual:, tcp://HOST:PORT, usb://VENDOR:PRODUCT, "
        "serial:///dev/ttyUSB0?baud=19200, file:///dev/usb/lp0 or cups://NAME."
    )
