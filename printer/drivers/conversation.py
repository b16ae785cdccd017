"""The ESC/POS conversation over any link: ask for the condition, send, and wait for the proof of paper."""

from __future__ import annotations

import time

from printer import status
from printer.commands import CONFIRM
from printer.drivers.link import TIMEOUT_S, Link
from printer.faults import PrinterFault
from printer.status import Condition

CHUNK = 4096
SLOWEST_BYTES_S = 20_000
"""A slow printer's pace: 576 dots × 35 mm a second."""
LONGEST_PROOF_S = 10.0
SHORT_PATIENCE_S = 0.4
PAPER_GONE = 0x0C
"""GS r 1: some makes answer although the paper ended; that is no proof."""


class Conversation:
    """A printer at the other end of `link`."""

    def __init__(self, link: Link) -> None:
        self.link = link
        self._silences = 0

    def condition(self) -> Condition:
        """The condition now; offline when it cannot be reached.

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
        self.link.read(0)  # whatever it said before belongs to an earlier question
        answers: dict[int, int] = {}
        for number, query in status.QUERIES.items():
            self.link.write(query)
            byte = self._answer("realtime", self._patience(answers))
            if byte is None and not answers:
                break
            if byte is not None:
                answers[number] = byte
        self._silences = 0 if answers else self._silences + 1
        return status.decode(answers)

    def _patience(self, answers: dict[int, int]) -> float:
        """Who was silent twice, or answers only some questions, is not waited for long."""
        return SHORT_PATIENCE_S if answers or self._silences > 1 else TIMEOUT_S

    def _answer(self, kind: str, wait_s: float) -> int | None:
        until = time.monotonic() + wait_s
        heard = b""
        while (left := until - time.monotonic()) > 0:
            got = self.link.read(left)
            heard += got
            for reply in status.replies(heard):
                if reply.kind == kind:
                    return reply.data[0]
            if not got:
                return None
        return None

    def send(self, data: bytes, number: str = "") -> bool:
        """Send a slip; True when the printer then said that it has printed it.

        Raises PrinterFault, with `sent` when bytes of the slip may have left.
        """
        self.link.open()
        try:
            for at in range(0, len(data), CHUNK):
                self.link.write(data[at : at + CHUNK])
            return self._confirmed(len(data)) if self.link.talks else False
        except PrinterFault as fault:
            self.close()
            raise PrinterFault(fault.message, fault.permanent, sent=True) from fault

    def _confirmed(self, size: int) -> bool:
        self.link.write(CONFIRM)
        wait = min(TIMEOUT_S + size / SLOWEST_BYTES_S, LONGEST_PROOF_S)
        paper = self._answer("paper", SHORT_PATIENCE_S if self._silences > 1 else wait)
        return paper is not None and not paper & PAPER_GONE

    def close(self) -> None:
        """Let go of the printer, so that others may use it."""
        self.link.close()
