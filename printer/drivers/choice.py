"""Which driver a printer URL means."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path
from typing import Protocol
from urllib.parse import SplitResult, parse_qs, urlsplit

from printer.drivers.conversation import Conversation
from printer.drivers.cups import CupsPrinter
from printer.drivers.file import FileLink
from printer.drivers.network import NetworkLink
from printer.drivers.serial import SerialLink
from printer.drivers.usb import UsbLink
from printer.drivers.virtual import VirtualPrinter
from printer.status import Condition

RAW_PORT = 9100
BAUD = 9600
LONGEST = 300
_HOST = re.compile(r"(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,62})(\.[a-z0-9_-]{1,63})*\.?")


class Printer(Protocol):
    """What every driver can do."""

    def condition(self) -> Condition:
        """The condition now, within the time-outs; raises only a permanent PrinterFault."""

    def send(self, data: bytes, number: str = "") -> bool:
        """Send a slip: True when the printer confirmed it, False when it did not; may raise PrinterFault.

        `number` is for those who read file names; it never reaches the paper.
        """

    def close(self) -> None:
        """Let go of the printer; it opens again by itself."""


def open_printer(url: str, folder: Path | None = None) -> Printer:
    """The driver for `url`; nothing is connected yet. `folder` is where `virtual:` writes.

    Raises ValueError with one sentence when the URL is wrong.
    """
    parts = _parts(url)
    return _FORMS[parts.scheme](parts, folder)


def options_of(url: str) -> dict[str, str]:
    """The part after `?` of a printer's URL, such as `baud` or `width`."""
    found = parse_qs(_parts(url).query, keep_blank_values=True)
    return {key: values[-1] for key, values in found.items()}


def _parts(url: str) -> SplitResult:
    if not url.strip().isprintable() or " " in url.strip() or len(url) > LONGEST:
        raise ValueError(f"A printer's address has at most {LONGEST} characters, no spaces, none unseen.")
    try:
        parts = urlsplit(url.strip())
    except ValueError as error:
        raise ValueError(f"The printer address {url!r} is not an address: {error}.") from error
    if parts.scheme not in _FORMS:
        known = "virtual:, tcp://, file://, usb://, serial:// or cups://"
        raise ValueError(f"The printer address {url!r} must begin with {known}.")
    return parts


def _virtual(parts: SplitResult, folder: Path | None) -> Printer:
    if folder is None:
        raise ValueError("The virtual printer needs a folder to write its slips to.")
    return VirtualPrinter(folder)


def _tcp(parts: SplitResult, folder: Path | None) -> Printer:
    try:
        host, port = parts.hostname or "", RAW_PORT if parts.port is None else parts.port
    except ValueError:
        host, port = "", 0
    plain = parts.username is None and parts.path in ("", "/") and not parts.fragment
    if not (plain and port and _is_host(host)):
        raise ValueError("A network printer's address looks like tcp://192.168.1.50:9100.")
    return Conversation(NetworkLink(host, port))


def _is_host(name: str) -> bool:
    with contextlib.suppress(ValueError):
        return bool(ip_address(name))
    return _HOST.fullmatch(name) is not None and not re.fullmatch(r"[0-9.]+", name)


def _file(parts: SplitResult, folder: Path | None) -> Printer:
    return Conversation(FileLink(_path(parts, "file:///dev/usb/lp0")))


def _serial(parts: SplitResult, folder: Path | None) -> Printer:
    example = "serial:///dev/ttyUSB0?baud=19200"
    baud = options_of(parts.geturl()).get("baud", str(BAUD))
    if not re.fullmatch("[0-9]{4,6}", baud) or not 1200 <= int(baud) <= 921_600:
        raise ValueError(f"A serial printer's baud is a number from 1200 to 921600, as in {example}.")
    return Conversation(SerialLink(_path(parts, example), int(baud)))


def _usb(parts: SplitResult, folder: Path | None) -> Printer:
    numbers = re.fullmatch(r"(?:0x)?([0-9a-f]{1,4}):(?:0x)?([0-9a-f]{1,4})", parts.netloc.lower())
    if numbers is None:
        raise ValueError("A USB printer's address has its vendor and product, as in usb://04b8:0e15.")
    return Conversation(UsbLink(int(numbers[1], 16), int(numbers[2], 16)))


def _cups(parts: SplitResult, folder: Path | None) -> Printer:
    if not re.fullmatch(r"[\w.-]{1,127}", parts.netloc) or parts.netloc.startswith("-"):
        raise ValueError("A CUPS printer's address has the queue's name, as in cups://phieu.")
    return CupsPrinter(parts.netloc)


def _path(parts: SplitResult, example: str) -> str:
    if parts.netloc or not parts.path.startswith("/") or "\0" in parts.path:
        raise ValueError(f"The printer's device needs three slashes and its path, as in {example}.")
    return parts.path


_FORMS: dict[str, Callable[[SplitResult, Path | None], Printer]] = {
    "virtual": _virtual,
    "tcp": _tcp,
    "file": _file,
    "serial": _serial,
    "usb": _usb,
    "cups": _cups,
}
