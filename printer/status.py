"""What condition a printer is in, from its answers to DLE EOT (Epson's ESC/POS reference)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

DLE_EOT = b"\x10\x04"
QUERIES = (1, 2, 4)
"""Printer, cause of being offline, and paper sensors."""

_FIXED_MASK, _FIXED = 0x93, 0x12
_OFFLINE = 0x08
_COVER, _PAPER_STOP, _ERROR = 0x04, 0x20, 0x40
_PAPER_LOW, _PAPER_END = 0x0C, 0x60


class Condition(StrEnum):
    READY = "ready"
    PAPER_LOW = "paper_low"
    PAPER_OUT = "paper_out"
    COVER_OPEN = "cover_open"
    ERROR = "error"
    OFFLINE = "offline"
    SILENT = "silent"


USABLE = frozenset({Condition.READY, Condition.PAPER_LOW, Condition.SILENT})
"""A silent printer never answers, and still prints."""


def is_status(byte: int) -> bool:
    """Whether a byte can be an answer to DLE EOT: its fixed bits are right."""
    return byte & _FIXED_MASK == _FIXED


def condition_of(answers: Mapping[int, int]) -> Condition:
    """The condition told by the bytes that answered each query; silent when there are none."""
    if not answers:
        return Condition.SILENT
    printer, cause, paper = (answers.get(query, 0) for query in QUERIES)
    if paper & _PAPER_END or cause & _PAPER_STOP:
        return Condition.PAPER_OUT
    if cause & _COVER:
        return Condition.COVER_OPEN
    if cause & _ERROR:
        return Condition.ERROR
    if printer & _OFFLINE:
        return Condition.OFFLINE
    return Condition.PAPER_LOW if paper & _PAPER_LOW else Condition.READY


def answer_of(condition: Condition, query: int) -> int:
    """The byte that a printer in `condition` answers to a query: what the virtual printer says."""
    bits = {
        (Condition.PAPER_OUT, 4): _PAPER_END | _PAPER_LOW,
        (Condition.PAPER_OUT, 2): _PAPER_STOP,
        (Condition.PAPER_LOW, 4): _PAPER_LOW,
        (Condition.COVER_OPEN, 2): _COVER,
        (Condition.ERROR, 2): _ERROR,
    }.get((condition, query), 0)
    stopped = condition in (Condition.PAPER_OUT, Condition.COVER_OPEN, Condition.ERROR, Condition.OFFLINE)
    return _FIXED | bits | (_OFFLINE if query == 1 and stopped else 0)
