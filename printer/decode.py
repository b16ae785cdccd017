"""ESC/POS bytes back to pictures, as a printer would put them on paper: for the virtual one and the tests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from PIL import Image, ImageOps

DOTS_PER_LINE = 30
"""ESC d feeds lines of 1/6 inch, about 30 dots at 203 dpi (ESC 2 spacing)."""


@dataclass
class Decoder:
    """Feed it bytes as they come; it yields finished slips, and keeps what it did not understand."""

    unknown: list[bytes] = field(default_factory=list)
    queries: list[tuple[str, int]] = field(default_factory=list)
    _rest: bytes = b""
    _strips: list[Image.Image] = field(default_factory=list)

    def feed(self, data: bytes) -> Iterator[Image.Image]:
        """The slips that `data` completes, each as a 1-bit image, black is 0."""
        self._rest += data
        while self._rest:
            taken, slip = self._command(self._rest)
            if taken == 0:
                return
            self._rest = self._rest[taken:]
            if slip is not None:
                yield slip

    @property
    def half_printed(self) -> bool:
        """Whether a slip was begun and not cut."""
        return bool(self._strips)

    def reset(self) -> None:
        """Forget everything, as a printer does that loses power."""
        self._rest, self._strips = b"", []

    def _command(self, data: bytes) -> tuple[int, Image.Image | None]:
        """How many bytes the first command takes, 0 if it is not complete; and the slip that it ends."""
        head = data[:2]
        if head == b"\x1b@":
            return 2, None
        if head == b"\x1dv":
            return self._raster(data), None
        if head in (b"\x1bd", b"\x1bJ"):
            return self._feed(data), None
        if head == b"\x1dV":
            return self._cut(data)
        if head in (b"\x1dr", b"\x10\x04", b"\x1da"):
            return self._query(data), None
        if len(data) < 2 and data[0] in (0x1B, 0x1D, 0x10):
            return 0, None
        self.unknown.append(data[:1])
        return 1, None

    def _raster(self, data: bytes) -> int:
        if len(data) < 8:
            return 0
        across, rows = int.from_bytes(data[4:6], "little"), int.from_bytes(data[6:8], "little")
        length = 8 + across * rows
        if len(data) < length:
            return 0
        ink = Image.frombytes("1", (across * 8, rows), data[8:length])
        self._strips.append(ImageOps.invert(ink.convert("L")).convert("1", dither=Image.Dither.NONE))
        return length

    def _feed(self, data: bytes) -> int:
        if len(data) < 3:
            return 0
        dots = data[2] * (DOTS_PER_LINE if data[1:2] == b"d" else 1)
        if self._strips and dots:
            self._strips.append(Image.new("1", (self._strips[0].width, dots), 1))
        return 3

    def _cut(self, data: bytes) -> tuple[int, Image.Image | None]:
        if len(data) < 3:
            return 0, None
        length = 4 if data[2] in (65, 66) else 3
        if len(data) < length:
            return 0, None
        slip, self._strips = joined(self._strips), []
        return length, slip

    def _query(self, data: bytes) -> int:
        if len(data) < 3:
            return 0
        names = {b"\x1dr": "GS r", b"\x10\x04": "DLE EOT", b"\x1da": "GS a"}
        self.queries.append((names[data[:2]], data[2]))
        return 3


def joined(strips: list[Image.Image]) -> Image.Image | None:
    """Strips one below the other; None if there are none."""
    if not strips:
        return None
    paper = Image.new("1", (max(s.width for s in strips), sum(s.height for s in strips)), 1)
    top = 0
    for strip in strips:
        paper.paste(strip, (0, top))
        top += strip.height
    return paper


def slips(data: bytes) -> list[Image.Image]:
    """Every slip in `data`."""
    return list(Decoder().feed(data))
