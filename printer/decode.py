"""ESC/POS bytes back to commands and pictures: the reading half, shared by the virtual printer and tests.

Written from Epson's ESC/POS reference, not from `commands`, so that each checks the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from PIL import Image

LINE_DOTS = 34
"""Default line spacing: a sixth of an inch at 203 dpi."""


@dataclass(frozen=True, slots=True)
class Command:
    """One command: `name`, its number `value`, for `raster` the bytes a row `across` and the `data`.

    `raw` is the command as it came.
    """

    name: str
    value: int = 0
    data: bytes = b""
    across: int = 0
    raw: bytes = b""


class Decoder:
    """Bytes in, as they come; whole commands out. A command cut short waits for its rest."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def feed(self, data: bytes) -> Iterator[Command]:
        """The commands that `data` completes."""
        self._waiting += data
        while self._waiting:
            taken = _command(self._waiting)
            if taken is None:
                return
            command, length = taken
            raw = bytes(self._waiting[:length])
            del self._waiting[:length]
            yield replace(command, raw=raw)

    @property
    def rest(self) -> bytes:
        """What was begun and not finished."""
        return bytes(self._waiting)


_PLAIN = {
    b"\x1bd": "feed_lines",
    b"\x1bJ": "feed_dots",
    b"\x1dr": "ask_paper",
    b"\x1da": "automatic",
    b"\x10\x04": "ask_status",
}
_LEADS = (0x1B, 0x1D, 0x10)


def _command(waiting: bytearray) -> tuple[Command, int] | None:
    if waiting[0] == 0x0A:
        return Command("feed_lines", 1), 1
    if waiting[0] == 0x00:
        return Command("nothing"), 1
    if waiting[0] not in _LEADS:
        return Command("unknown", data=bytes(waiting[:1])), 1
    if len(waiting) < 2:
        return None
    head = bytes(waiting[:2])
    if head == b"\x1b@":
        return Command("init"), 2
    if head in _PLAIN:
        return (Command(_PLAIN[head], waiting[2]), 3) if len(waiting) > 2 else None
    if head == b"\x1dV":
        return _cut(waiting)
    return _raster(waiting) if head == b"\x1dv" else (Command("unknown", data=head), 2)


def _cut(waiting: bytearray) -> tuple[Command, int] | None:
    if len(waiting) < 3:
        return None
    if waiting[2] not in (65, 66):
        return Command("cut", waiting[2] % 48), 3
    return (Command("cut", waiting[2] - 65), 4) if len(waiting) > 3 else None


def _raster(waiting: bytearray) -> tuple[Command, int] | None:
    if len(waiting) < 8:
        return None
    across = int.from_bytes(waiting[4:6], "little")
    rows = int.from_bytes(waiting[6:8], "little")
    end = 8 + across * rows
    if len(waiting) < end:
        return None
    return Command("raster", rows, bytes(waiting[8:end]), across), end


class Sheet:
    """The paper that came out since the last cut."""

    def __init__(self) -> None:
        self.across = 0
        self.height = 0
        self.raw = b""
        self._strips: list[tuple[int, Command]] = []

    def take(self, command: Command) -> None:
        """Print or feed; other commands leave the paper as it is."""
        self.raw += command.raw
        if command.name == "raster":
            self._strips.append((self.height, command))
            self.across = max(self.across, command.across)
        self.height += {
            "raster": command.value,
            "feed_lines": command.value * LINE_DOTS,
            "feed_dots": command.value,
        }.get(command.name, 0)

    def picture(self) -> Image.Image | None:
        """What is on the paper, black 0; None when nothing was printed."""
        if not self._strips:
            return None
        paper = Image.new("1", (self.across * 8, self.height), 255)
        for top, strip in self._strips:
            size = (strip.across * 8, strip.value)
            paper.paste(Image.frombytes("1", size, strip.data, "raw", "1;I"), (0, top))
        return paper


def commands(data: bytes) -> list[Command]:
    """All whole commands in `data`."""
    return list(Decoder().feed(data))


def pictures(data: bytes) -> list[Image.Image]:
    """One picture for each piece of paper that was cut off, and for what was left uncut."""
    return [picture for sheet in _sheets(commands(data)) if (picture := sheet.picture()) is not None]


def _sheets(given: Iterable[Command]) -> Iterator[Sheet]:
    sheet = Sheet()
    for command in given:
        sheet.take(command)
        if command.name == "cut":
            yield sheet
            sheet = Sheet()
    yield sheet
