"""The works of an emulated printer: its sensors, its buffer, its paper. No sockets here."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from enum import StrEnum

from PIL import Image

from printer.decode import Command, Sheet

DOTS_PER_MM = 8

Answer = Callable[[bytes], None]


class Fault(StrEnum):
    """How the emulated printer misbehaves."""

    PAPER_OUT = "paper_out"
    PAPER_LOW = "paper_low"
    COVER_OPEN = "cover_open"
    ERROR = "error"
    OFFLINE = "offline"
    BUFFERS = "buffers"
    SILENT = "silent"
    MUTE = "mute"
    GARBAGE = "garbage"
    LATE = "late"
    SLOW = "slow"
    BREAKS = "breaks"
    DEAF = "deaf"
    REFUSES = "refuses"


STOPS = {Fault.PAPER_OUT, Fault.COVER_OPEN, Fault.ERROR, Fault.OFFLINE}
"""What stops the mechanism and takes the printer off line; what was received waits in the buffer."""


class Mechanism:
    """Takes commands in order, prints when it can, and answers as a printer does."""

    def __init__(self, on_slip: Callable[[Image.Image, bytes], None]) -> None:
        self.faults: set[Fault] = set()
        self.unknown: list[bytes] = []
        self.paper_left_mm: float | None = None
        self.used_dots = 0
        self._on_slip = on_slip
        self._sheet = Sheet()
        self._buffer: deque[tuple[Command, Answer]] = deque()

    def take(self, command: Command, answer: Answer) -> None:
        """One command: a status question is answered at once, all else in order."""
        if command.name == "ask_status":
            self._say(bytes((self.realtime(command.value),)), answer)
        else:
            self._buffer.append((command, answer))
            self.go_on()

    def go_on(self) -> None:
        """Print from the buffer until it is empty or something stops the works."""
        while self._buffer and not self.faults & {*STOPS, Fault.BUFFERS}:
            command, answer = self._buffer.popleft()
            self._do(command, answer)

    def power_cycle(self) -> None:
        """Off and on: the buffer is gone, the half-printed slip is torn off."""
        self._buffer.clear()
        self.finish()

    def finish(self) -> None:
        """Take away what came out, cut or not."""
        sheet, self._sheet = self._sheet, Sheet()
        picture = sheet.picture()
        if picture is not None:
            self._on_slip(picture, sheet.raw)

    def _do(self, command: Command, answer: Answer) -> None:
        before = self._sheet.height
        self._sheet.take(command)
        self._use(self._sheet.height - before)
        if command.name == "cut":
            self.finish()
        elif command.name == "ask_paper":
            self._confirm(answer)
        elif command.name == "unknown":
            self.unknown.append(command.data)

    def _use(self, dots: int) -> None:
        self.used_dots += dots
        if self.paper_left_mm is not None:
            self.paper_left_mm -= dots / DOTS_PER_MM
            if self.paper_left_mm <= 0:
                self.faults.add(Fault.PAPER_OUT)

    def _confirm(self, answer: Answer) -> None:
        if Fault.MUTE not in self.faults:
            self._say(b"\x03" if Fault.PAPER_LOW in self.faults else b"\x00", answer)

    def report(self, answer: Answer) -> None:
        """Say the automatic status."""
        self._say(self.automatic(), answer)

    def _say(self, status: bytes, answer: Answer) -> None:
        if Fault.SILENT not in self.faults:
            answer(b"\xff\xfe\x81" if Fault.GARBAGE in self.faults else status)

    def realtime(self, number: int) -> int:
        """The answer to DLE EOT `number`."""
        has = self.faults.__contains__
        bits = {
            1: 0x08 * bool(self.faults & STOPS),
            2: 0x04 * has(Fault.COVER_OPEN) | 0x20 * has(Fault.PAPER_OUT) | 0x40 * has(Fault.ERROR),
            3: 0x20 * has(Fault.ERROR),
            4: 0x0C * has(Fault.PAPER_LOW) | 0x6C * has(Fault.PAPER_OUT),
        }
        return 0x12 | bits.get(number, 0)

    def automatic(self) -> bytes:
        """The four bytes of automatic status back."""
        has = self.faults.__contains__
        first = 0x10 | 0x08 * bool(self.faults & STOPS) | 0x20 * has(Fault.COVER_OPEN)
        paper = 0x03 * has(Fault.PAPER_LOW) | 0x0F * has(Fault.PAPER_OUT)
        return bytes((first, 0x20 * has(Fault.ERROR), paper, 0))
