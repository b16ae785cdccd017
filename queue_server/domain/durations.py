"""Wait, walk, service and hold times of a ticket, from the journal: segments, never one start stamp."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from queue_server.domain.journal import TicketEntry, TicketFinished, TicketRemark
from queue_server.domain.states import TicketState


@dataclass(frozen=True)
class Segment:
    """A stretch that a ticket spent in one state; `by` is who began it."""

    state: TicketState
    start: datetime
    end: datetime
    queue: str
    procedure: str
    counter: str | None
    by: str
    forgotten: bool = False

    @property
    def seconds(self) -> float:
        # A clock set back after a power cut must not shorten anything below nothing.
        return max(0.0, (self.end - self.start).total_seconds())


@dataclass(frozen=True)
class Times:
    """Seconds a ticket spent waiting, walking to the counter, being served, and parked."""

    wait_s: float
    walk_s: float
    service_s: float
    hold_s: float


def segments(entries: Sequence[TicketEntry], until: datetime | None = None) -> list[Segment]:
    """The stretches between the moves of one ticket, in order; the open one ends at `until`, if given."""
    moves = [entry for entry in entries if not isinstance(entry, TicketRemark)]
    closed = [_segment(now, after.at, after) for now, after in pairwise(moves)]
    if moves and until is not None:
        closed.append(_segment(moves[-1], until, None))
    return closed


def _segment(begun: TicketEntry, end: datetime, ended: TicketEntry | None) -> Segment:
    forgotten = isinstance(ended, TicketFinished) and ended.forgotten
    return Segment(
        begun.target, begun.at, end, begun.queue, begun.procedure, begun.counter, begun.by, forgotten
    )


def times(parts: Iterable[Segment]) -> Times:
    """Sums per state; a forgotten service counts for nothing."""
    seconds = dict.fromkeys(TicketState, 0.0)
    for part in parts:
        if not part.forgotten:
            seconds[part.state] += part.seconds
    return Times(
        wait_s=seconds[TicketState.WAITING],
        walk_s=seconds[TicketState.CALLED],
        service_s=seconds[TicketState.SERVING],
        hold_s=seconds[TicketState.PARKED],
    )
