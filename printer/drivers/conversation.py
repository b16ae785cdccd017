"""The ESC/POS conversation over any link: ask for the condition, send, and wait for the proof of paper."""

from __future__ import annotations

import time

from printer import status
from printer.commands import CONFIRM, FRAGMENT_ROWS
from printer.drivers.link import TIMEOUT_S, Link
from printer.faults import PrinterFault
from printer.status import Condition

CHUNK = 4096
SLOWEST_BYTES_S = 8_000
"""The pace of the slowest printer that is still waited for: 576 dots × 14 mm a second."""
LONGEST_PROOF_S = 15.0
FILL = bytes(FRAGMENT_ROWS * 72)
"""Nothing, or the rest of a raster that an earlier, broken slip began and would take from this one."""
ASK_AGAIN_S = 0.7
SHORT_PATIENCE_S = 0.4
PAPER_GONE = 0x0C
"""GS r 1: some makes answer although the paper ended; that is no proof."""
FORGET_AFTER = 3
"""Unproved slips in a row after which no proof is expected any more: another model, perhaps."""
OFF_LINE = 0x08
"""DLE EOT 1."""


class Conversation:
    """A printer at the other end of `link`.

    It remembers only what saves waiting: how often the printer was silent, whether it has ever proved a
    slip, whether it owes the proof of the last one, and whether that one went out whole.
    """

    def __init__(self, link: Link) -> None:
        self.link = link
        self._ear = status.Ear()
        self._silences = 0
        self._unproved = 0
        self._proves = False
        self._owes = False
        self._clean = False

    def condition(self) -> Condition:
        """The condition now; offline when it cannot be reached.

        A printer that owes a proof and still does not give it is silent, whatever its sensors say.
        Raises PrinterFault only for what waiting does not mend.
        """
        try:
            self.link.open()
            return self._asked() if self.link.talks else Condition.SILENT
        except PrinterFault as fault:
            self.close()
            if fault.permanent:
                raise
            return Condition.OFFLINE

    def _asked(self) -> Condition:
        self._forget_what_was_said()
        condition = self._asked_in_real_time()
        if condition is Condition.SILENT:
            condition = self._asked_for_automatic_status()
        self._silences = self._silences + 1 if condition is Condition.SILENT else 0
        if self._owes and condition.usable:
            self._owes = not self._proved(TIMEOUT_S)
        return Condition.SILENT if self._owes and condition.usable else condition

    def _forget_what_was_said(self) -> None:
        self._ear = status.Ear()
        self.link.read(0)

    def _asked_in_real_time(self) -> Condition:
        answers: dict[int, int] = {}
        for number, query in status.QUERIES.items():
            self.link.write(query)
            # who was silent twice, or answers only some questions, is not waited for long
            said = self._answer("realtime", SHORT_PATIENCE_S if answers or self._silences > 1 else TIMEOUT_S)
            if said is None and not answers:
                break
            if said is not None:
                answers[number] = said[0]
        return status.decode(answers)

    def _asked_for_automatic_status(self) -> Condition:
        """For makes that know GS a but not DLE EOT: switched on, it reports at once; then off again."""
        self.link.write(b"\x1da\xff")
        said = self._answer("automatic", SHORT_PATIENCE_S)
        self.link.write(b"\x1da\x00")
        return Condition.SILENT if said is None else status.decode_automatic(said)

    def _answer(self, kind: str, wait_s: float) -> bytes | None:
        until = time.monotonic() + wait_s
        while (said := self._ear.answer(kind)) is None:
            heard = self.link.read(max(0.0, until - time.monotonic()))
            self._ear.hear(heard)
            if not heard and time.monotonic() >= until:
                return None
        return said

    def send(self, data: bytes, number: str = "") -> bool:
        """Send a slip; True when the printer then said that it has printed it.

        Raises PrinterFault, with `sent` when bytes of the slip may have left.
        """
        self._open_anew_if_hung_up()
        try:
            size = self._write_slip(data)
            return self.link.talks and self._noted(self._proved(self._patience(size)))
        except PrinterFault as fault:
            self.close()
            raise PrinterFault(fault.message, fault.permanent, sent=True) from fault

    def _open_anew_if_hung_up(self) -> None:
        """A line that was closed since the last question has taken nothing: there a slip is not lost."""
        self.link.open()
        try:
            if self.link.talks:
                self.link.read(0)
        except PrinterFault:
            self.close()
            self.link.open()

    def _write_slip(self, data: bytes) -> int:
        whole = data if self._clean else FILL + data
        self._clean = False
        for at in range(0, len(whole), CHUNK):
            self.link.write(whole[at : at + CHUNK])
        self._clean = True
        return len(whole)

    def _patience(self, size: int) -> float:
        """How long to wait for the proof of `size` bytes: not long from one that never gives it."""
        never = self._silences > 1 or self._unproved > 1
        if never and not self._proves:
            return SHORT_PATIENCE_S
        return min(TIMEOUT_S + size / SLOWEST_BYTES_S, LONGEST_PROOF_S)

    def _proved(self, wait_s: float) -> bool:
        """Ask with GS r 1, which is answered in order, and wait as long as the printer is on line."""
        self.link.write(CONFIRM)
        until = time.monotonic() + wait_s
        said = None
        while said is None and (left := until - time.monotonic()) > 0:
            said = self._answer("paper", min(left, ASK_AGAIN_S))
            if said is None and self._stopped():
                break
        return said is not None and not said[0] & PAPER_GONE

    def _noted(self, proved: bool) -> bool:
        """Learn from a slip. Without proof let go of the line: a late answer is not for the next slip."""
        self._unproved = 0 if proved else self._unproved + 1
        self._proves = proved or (self._proves and self._unproved < FORGET_AFTER)
        self._owes = self._proves and not proved
        if not proved:
            self.close()
        return proved

    def _stopped(self) -> bool:
        """Whether the printer says, out of turn, that it went off line."""
        self.link.write(status.QUERIES[1])
        said = self._answer("realtime", SHORT_PATIENCE_S)
        return said is not None and bool(said[0] & OFF_LINE)

    def close(self) -> None:
        """Let go of the printer, so that others may use it."""
        self.link.close()
