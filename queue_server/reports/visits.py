"""Every visit of a period, measured from its journal: the one source of all figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from queue_server.domain.durations import Interval, Segment, segments, times
from queue_server.domain.journal import WALK_UP, TicketCalled, TicketEntry, TicketIssued
from queue_server.domain.states import TicketState
from queue_server.storage import journal, outages
from queue_server.storage.work import Look

_OVER = frozenset(TicketState) - {TicketState.WAITING, TicketState.EXPIRED, TicketState.CANCELLED}


@dataclass(frozen=True)
class Visit:
    """One ticket: where it stands, what it waited for, and each of its services.

    `wait_s` is None until it was called, for a walk-up, and where a number from paper makes its start a
    guess. `services` are the stretches of service without those that are left out.
    """

    ticket: int
    issued_at: datetime
    queue: str
    procedure: str
    counter: str | None
    clerk: str | None
    state: TicketState
    wait_s: float | None
    services: tuple[Segment, ...]

    @property
    def served(self) -> bool:
        return self.state is TicketState.SERVED

    @property
    def no_show(self) -> bool:
        return self.state is TicketState.NO_SHOW


def visits(look: Look, first: date, last: date) -> list[Visit]:
    """The visits of the service days `first` to `last`."""
    moves = journal.of_tickets(look.db, look.hall.id, first, last)
    cuts = outages.of_days(look.db, look.hall, first, last)
    return [measure(entries, cuts) for entries in moves.values()]


def measure(entries: Sequence[TicketEntry], cuts: Sequence[Interval] = ()) -> Visit:
    """One visit, from the moves of its ticket in order; in the intervals `cuts` the server was down."""
    first, last, parts = entries[0], entries[-1], segments(entries, outages=cuts)
    guess = first if isinstance(first, TicketIssued) and first.estimated else None
    serving = [part for part in parts if part.state is TicketState.SERVING and not part.left_out]
    begun = next((part for part in reversed(parts) if part.state is TicketState.SERVING), None)
    waited = guess is None and first.reason != WALK_UP
    known = waited and any(isinstance(entry, TicketCalled) for entry in entries)
    return Visit(
        ticket=last.ticket,
        issued_at=datetime.fromisoformat(guess.due_at) if guess else first.at,
        queue=last.queue,
        procedure=last.procedure,
        counter=last.counter,
        clerk=begun.by if begun else None,
        state=last.target,
        wait_s=times(parts).wait_s if known and last.target in _OVER else None,
        services=tuple(serving),
    )
