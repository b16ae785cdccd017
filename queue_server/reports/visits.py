"""Every visit of a period, measured from its journal: the one source of all figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from queue_server.domain.durations import Interval, Segment, segments, times
from queue_server.domain.journal import (
    WALK_UP,
    TicketCalled,
    TicketEntry,
    TicketIssued,
    TicketRecalled,
    TicketRemark,
)
from queue_server.domain.states import FINAL, TicketState
from queue_server.storage import journal, outages
from queue_server.storage.work import Look

_OVER = frozenset(TicketState) - {TicketState.WAITING, TicketState.EXPIRED, TicketState.CANCELLED}


@dataclass(frozen=True)
class Ending:
    """A service that ended with an outcome, and where."""

    service: Segment
    outcome: str


@dataclass(frozen=True)
class Visit:
    """One ticket: where it stands, what it waited for, and each of its services.

    `told_at` is when the journal first knew of it, in the service day it counts for; `issued_at` when the
    number was taken. `wait_s` is None until it was called, for a walk-up, and where a number from paper
    makes its start a guess (`guessed`).
    `services` are the stretches of service without those that are `left_out`, `walks` those from a call to
    the service that followed, `holds` those it was set aside; `jumps` are the calls out of turn.
    """

    ticket: int
    told_at: datetime
    issued_at: datetime
    queue: str
    procedure: str
    counter: str | None
    clerk: str | None
    state: TicketState
    priority: str | None
    walked_up: bool
    guessed: bool
    wait_s: float | None
    services: tuple[Segment, ...]
    left_out: tuple[Segment, ...]
    walks: tuple[Segment, ...]
    holds: tuple[Segment, ...]
    endings: tuple[Ending, ...]
    jumps: tuple[TicketCalled, ...]

    @property
    def served(self) -> bool:
        return self.state is TicketState.SERVED

    @property
    def no_show(self) -> bool:
        return self.state is TicketState.NO_SHOW

    @property
    def ended(self) -> bool:
        return self.state in FINAL


def visits(look: Look, first: date, last: date, until: int | None = None) -> list[Visit]:
    """The visits of the service days `first` to `last`, as of the journal's number `until`."""
    moves = journal.of_tickets(look.db, look.hall.id, first, last, until)
    return measured(look, moves.values(), first, last)


def measured(look: Look, stories: Iterable[Sequence[TicketEntry]], first: date, last: date) -> list[Visit]:
    """The visits whose moves are `stories`, all of the service days `first` to `last`."""
    cuts = outages.of_days(look.db, look.hall, first, last)
    return [measure(entries, cuts) for entries in stories]


def measure(entries: Sequence[TicketEntry], cuts: Sequence[Interval] = ()) -> Visit:
    """One visit, from the moves of its ticket in order; in the intervals `cuts` the server was down."""
    first, last, parts = entries[0], entries[-1], segments(entries, outages=cuts)
    guess = first if isinstance(first, TicketIssued) and first.estimated else None
    serving = [part for part in parts if part.state is TicketState.SERVING]
    waited = guess is None and first.reason != WALK_UP
    known = waited and any(isinstance(entry, TicketCalled) for entry in entries)
    return Visit(
        ticket=last.ticket,
        told_at=first.at,
        issued_at=datetime.fromisoformat(guess.due_at) if guess else first.at,
        queue=last.queue,
        procedure=last.procedure,
        counter=last.counter,
        clerk=serving[-1].by if serving else None,
        state=last.target,
        priority=getattr(first, "priority", None),
        walked_up=first.reason == WALK_UP,
        guessed=guess is not None,
        wait_s=times(parts).wait_s if known and last.target in _OVER else None,
        services=tuple(part for part in serving if not part.left_out),
        left_out=tuple(part for part in serving if part.left_out),
        walks=tuple(_walks(parts, last.target)),
        holds=tuple(part for part in parts if part.state is TicketState.PARKED),
        endings=tuple(_endings(entries, parts)),
        jumps=tuple(_jumps(entries)),
    )


def _walks(parts: Sequence[Segment], now: TicketState) -> Iterator[Segment]:
    """From the first call of a turn to the service that follows it; whoever did not come did not walk."""
    begun: Segment | None = None
    then = [*(part.state for part in parts[1:]), now]
    for part, after in zip(parts, then, strict=False):
        if part.state is not TicketState.CALLED:
            begun = None
            continue
        begun = part if begun is None else _joined(begun, part)
        if after is TicketState.SERVING:
            yield begun


def _joined(one: Segment, other: Segment) -> Segment:
    return replace(one, end=other.end, lost_s=one.lost_s + other.lost_s)


def _endings(entries: Sequence[TicketEntry], parts: Sequence[Segment]) -> Iterator[Ending]:
    moves = [entry for entry in entries if not isinstance(entry, TicketRemark)]
    for part, ended in zip(parts, moves[1:], strict=True):
        outcome = getattr(ended, "outcome", None)
        if outcome and part.state is TicketState.SERVING and not getattr(ended, "forgotten", False):
            yield Ending(part, outcome)


def _jumps(entries: Sequence[TicketEntry]) -> Iterator[TicketCalled]:
    for entry in entries:
        if isinstance(entry, TicketCalled) and entry.chosen and not isinstance(entry, TicketRecalled):
            yield entry
