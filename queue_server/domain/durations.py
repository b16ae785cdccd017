"""Wait, walk, service and hold times of a ticket, from the journal: segments, never one start stamp."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from queue_server.domain.journal import TicketEntry, TicketFinished, TicketRemark, TicketTimesWrong
from queue_server.domain.states import TicketState


@dataclass(frozen=True)
class Segment:
    """A stretch that a ticket spent in one state; `by` is who began it.

    `left_out` marks a service whose times are wrong or that nobody finished; `lost_s` are the seconds of
    a clerk's time in which the server was down. The citizen waited on, so a wait loses nothing.
    """

    state: TicketState
    start: datetime
    end: datetime
    queue: str
    procedure: str
    counter: str | None
    by: str
    left_out: bool = False
    lost_s: float = 0.0

    @property
    def elapsed_s(self) -> float:
        # A clock set back after a power cut must not shorten anything below nothing.
        return max(0.0, (self.end - self.start).total_seconds())

    @property
    def seconds(self) -> float:
        return max(0.0, self.elapsed_s - self.lost_s)


@dataclass(frozen=True)
class Times:
    """Seconds a ticket spent waiting, walking to the counter, being served, and parked."""

    wait_s: float
    walk_s: float
    service_s: float
    hold_s: float


Interval = tuple[datetime, datetime]
CLERK_TIME = frozenset({TicketState.CALLED, TicketState.SERVING})


def segments(
    entries: Sequence[TicketEntry], until: datetime | None = None, outages: Sequence[Interval] = ()
) -> list[Segment]:
    """The stretches between the moves of one ticket, in order; the open one ends at `until`, if given."""
    wrong = {entry.counter for entry in entries if isinstance(entry, TicketTimesWrong)}
    moves = [entry for entry in entries if not isinstance(entry, TicketRemark)]
    closed = [_segment(now, after.at, after) for now, after in pairwise(moves)]
    if moves and until is not None:
        closed.append(_segment(moves[-1], until, None))
    return [_honest(part, wrong, outages) for part in closed]


def _honest(part: Segment, wrong: Set[str | None], outages: Sequence[Interval]) -> Segment:
    """The stretch without what must not count in it."""
    left_out = part.left_out or (part.state is TicketState.SERVING and part.counter in wrong)
    cuts = outages if part.state in CLERK_TIME else ()
    lost_s = sum(overlap_s((part.start, part.end), each) for each in cuts)
    return replace(part, left_out=left_out, lost_s=lost_s) if left_out or lost_s else part


def overlap_s(one: Interval, other: Interval) -> float:
    """Seconds that two intervals have in common."""
    return max(0.0, (min(one[1], other[1]) - max(one[0], other[0])).total_seconds())


def _segment(begun: TicketEntry, end: datetime, ended: TicketEntry | None) -> Segment:
    forgotten = isinstance(ended, TicketFinished) and ended.forgotten
    return Segment(
        begun.target, begun.at, end, begun.queue, begun.procedure, begun.counter, begun.by, forgotten
    )


def times(parts: Iterable[Segment]) -> Times:
    """Sums per state; what is left out counts for nothing."""
    seconds = dict.fromkeys(TicketState, 0.0)
    for part in parts:
        if not part.left_out:
            seconds[part.state] += part.seconds
    return Times(
        wait_s=seconds[TicketState.WAITING],
        walk_s=seconds[TicketState.CALLED],
        service_s=seconds[TicketState.SERVING],
        hold_s=seconds[TicketState.PARKED],
    )
