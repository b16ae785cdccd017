"""A file (hồ sơ) from its receipt until its result is handed over: states and moves on one page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from queue_server.domain.errors import FileMoveImpossible, ReasonMissing

DIGITS = 4
"""How many last digits of a file number tell which file it is, at least."""


class FileState(StrEnum):
    RECEIVED = "received"
    READY = "ready"
    SENT_BACK = "sent_back"
    HANDED_OVER = "handed_over"


class Step(StrEnum):
    READY = "ready"
    HAND_OVER = "hand-over"
    SEND_BACK = "send-back"
    TAKE_AGAIN = "take-again"
    UNDO = "undo"


class Move(NamedTuple):
    targets: Mapping[FileState, FileState]
    needs_reason: bool = False


_S = FileState
MOVES: Mapping[Step, Move] = {
    Step.READY: Move({_S.RECEIVED: _S.READY}),
    Step.HAND_OVER: Move({_S.RECEIVED: _S.HANDED_OVER, _S.READY: _S.HANDED_OVER}),
    Step.SEND_BACK: Move({_S.RECEIVED: _S.SENT_BACK}, needs_reason=True),
    Step.TAKE_AGAIN: Move({_S.SENT_BACK: _S.RECEIVED}),
    Step.UNDO: Move({_S.READY: _S.RECEIVED, _S.HANDED_OVER: _S.READY}, needs_reason=True),
}


@dataclass(frozen=True, kw_only=True)
class File:
    """`promised_at` is the last instant that the receipt promises, `due_at` the one that holds now.

    They differ once somebody has postponed it with an apology. None: nobody has promised anything.
    """

    id: int
    token: str
    number: str | None
    digits: str
    procedure: str
    version: date
    channel: str
    ticket: int | None
    staff: str
    state: FileState
    received_at: datetime
    promised_at: datetime | None
    due_at: datetime | None
    ready_at: datetime | None = None
    handed_at: datetime | None = None
    postponed_at: datetime | None = None
    postponed_by: str | None = None
    postponed_why: str | None = None
    collecting: int | None = None
    asked_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        return self.state is not FileState.HANDED_OVER

    def is_late(self, now: datetime) -> bool:
        """Whether the result should be there and is not."""
        return self.state is FileState.RECEIVED and self.due_at is not None and self.due_at < now


def moved(file: File, step: Step, now: datetime, reason: str | None = None) -> File:
    """The file after one step. Raises FileMoveImpossible or ReasonMissing."""
    target = MOVES[step].targets.get(file.state)
    if target is None:
        raise FileMoveImpossible(file=name_of(file), state=file.state.value)
    if MOVES[step].needs_reason and not reason:
        raise ReasonMissing()
    ready = {_S.READY: file.ready_at or now, _S.HANDED_OVER: file.ready_at or now}.get(target)
    handed = now if target is _S.HANDED_OVER else None
    return replace(file, state=target, ready_at=ready, handed_at=handed, collecting=None, asked_at=None)


def name_of(file: File) -> str:
    """How people speak of it: its number, or ours if it has none."""
    return file.number or f"#{file.id}"


def digits_of(number: str | None) -> str:
    return "".join(c for c in number or "" if c.isascii() and c.isdigit())
