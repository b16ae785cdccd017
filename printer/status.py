"""What state a printer is in, and what its status bytes mean.

Bits as in Epson's ESC/POS reference for DLE EOT n, GS a (automatic status back) and GS r 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Condition(StrEnum):
    """The state of a printer as people are told it; `silent` never answers."""

    READY = "ready"
    PAPER_LOW = "paper_low"
    PAPER_OUT = "paper_out"
    COVER_OPEN = "cover_open"
    ERROR = "error"
    OFFLINE = "offline"
    SILENT = "silent"

    @property
    def usable(self) -> bool:
        """Whether a slip may be sent; a silent printer is given the benefit of the doubt."""
        return self in (Condition.READY, Condition.PAPER_LOW, Condition.SILENT)


QUERIES = {n: bytes((0x10, 0x04, n)) for n in (1, 2, 3, 4)}
"""DLE EOT 1 printer, 2 cause of being offline, 3 cause of error, 4 paper sensors."""


def decode(answers: Mapping[int, int]) -> Condition:
    """The condition from the answers to DLE EOT 1–4; what was not answered is left out.

    An open cover goes before missing paper, because the sensor sees none while it is open.
    """
    if not answers:
        return Condition.SILENT
    online, cause, error, paper = (answers.get(n, 0) for n in (1, 2, 3, 4))
    found = (
        (cause & 0x04, Condition.COVER_OPEN),
        (paper & 0x60 or cause & 0x20, Condition.PAPER_OUT),
        (cause & 0x40 or error & 0x6C, Condition.ERROR),
        (online & 0x08, Condition.OFFLINE),
        (paper & 0x0C, Condition.PAPER_LOW),
    )
    return next((condition for bits, condition in found if bits), Condition.READY)


def decode_automatic(status: bytes) -> Condition:
    """The condition from the four bytes of an automatic status (ASB)."""
    first, second, third = status[0], status[1], status[2]
    found = (
        (first & 0x20, Condition.COVER_OPEN),
        (third & 0x0C, Condition.PAPER_OUT),
        (second & 0x2C, Condition.ERROR),
        (first & 0x08, Condition.OFFLINE),
        (third & 0x03, Condition.PAPER_LOW),
    )
    return next((condition for bits, condition in found if bits), Condition.READY)


@dataclass(frozen=True, slots=True)
class Reply:
    """One thing a printer said: `realtime` (DLE EOT), `paper` (GS r 1) or `automatic` (ASB, 4 bytes)."""

    kind: str
    data: bytes


class Ear:
    """Sorts what a printer says into replies and keeps them until they are asked for.

    Replies are told apart by their fixed bits: DLE EOT 0xx1xx10, ASB's first byte 0xx1xx00 and three of
    0xx0xxxx, GS r 0xx0xxxx. Flow control and garbage are passed over.
    """

    def __init__(self) -> None:
        self._begun = b""
        self._replies: list[Reply] = []

    def hear(self, received: bytes) -> None:
        """Take in some bytes; an automatic status cut in two waits for its rest."""
        heard = self._begun + received
        at = 0
        while at < len(heard):
            kind, length = _kind(heard, at)
            if at + length > len(heard):
                break
            if kind:
                self._replies.append(Reply(kind, heard[at : at + length]))
            at += length
        self._begun = heard[at:]

    def answer(self, kind: str) -> bytes | None:
        """The oldest reply of a kind, taken out; None when there is none."""
        found = next((reply for reply in self._replies if reply.kind == kind), None)
        if found is not None:
            self._replies.remove(found)
        return found.data if found else None


def _kind(heard: bytes, at: int) -> tuple[str, int]:
    byte = heard[at]
    if byte & 0x93 == 0x12:
        return "realtime", 1
    if byte & 0x93 == 0x10:
        whole = all(following & 0x90 == 0 for following in heard[at + 1 : at + 4])
        return ("automatic", 4) if whole else ("", 1)
    return ("paper", 1) if byte & 0x90 == 0 else ("", 1)
