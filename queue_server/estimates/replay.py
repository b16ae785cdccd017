"""A day played through: arrivals as they came, counters as they were or as they might have been."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

from queue_server.estimates.scene import Stretch


@dataclass(frozen=True)
class Arrival:
    """Somebody who comes at `at_s` and takes `takes_s` of a counter, from the call to the next call.

    `due_s` is from when the turn counts. Who has not been called after `patience_s` has gone.
    """

    at_s: float
    queue: str
    takes_s: float
    due_s: float
    patience_s: float = inf


@dataclass(frozen=True)
class Shift:
    """A counter: which queues it serves and in which stretches it calls people, in order."""

    code: str
    queues: frozenset[str]
    open: tuple[Stretch, ...]

    def next_open(self, at_s: float) -> float:
        """The first instant from `at_s` on at which it calls people; `inf` for never."""
        return next((max(start, at_s) for start, end in self.open if at_s < end), inf)


@dataclass(frozen=True)
class Call:
    """When and where somebody was called."""

    at_s: float
    code: str


def replay(arrivals: Sequence[Arrival], shifts: Sequence[Shift]) -> list[Call | None]:
    """Who is called when and where, in the order of `arrivals`, which is that of time; None for never.

    A counter that becomes free calls the first in the order of turns whom it serves; somebody for whom
    several counters are free goes to the one that has been free for longest.
    """
    return _Day(arrivals, shifts).play()


class _Day:
    def __init__(self, arrivals: Sequence[Arrival], shifts: Sequence[Shift]) -> None:
        self._arrivals = arrivals
        self._shifts = shifts
        self._calls: list[Call | None] = [None] * len(arrivals)
        self._lines: dict[str, list[tuple[float, int]]] = {each.queue: [] for each in arrivals}
        self._idle: list[tuple[float, int]] = []
        self._free: list[tuple[float, int]] = []

    def play(self) -> list[Call | None]:
        for place, shift in enumerate(self._shifts):
            self._free_from(shift.next_open(-inf), place)
        for at_s, who in self._arrived():
            self._free_until(at_s)
            self._come(who)
        self._free_until(inf)
        return self._calls

    def _arrived(self) -> Iterator[tuple[float, int]]:
        return ((each.at_s, who) for who, each in enumerate(self._arrivals))

    def _free_from(self, at_s: float, place: int) -> None:
        if at_s < inf:
            heapq.heappush(self._free, (at_s, place))

    def _free_until(self, until_s: float) -> None:
        """Let every counter that becomes free before `until_s` call the next."""
        while self._free and self._free[0][0] <= until_s and self._free[0][0] < inf:
            at_s, place = heapq.heappop(self._free)
            who = self._next(place, at_s)
            if who is None:
                heapq.heappush(self._idle, (at_s, place))
            else:
                self._call(who, place, at_s)

    def _next(self, place: int, at_s: float) -> int | None:
        """Whose turn it is at a counter; who has lost patience is struck off the line."""
        heads = []
        for queue in self._shifts[place].queues & self._lines.keys():
            line = self._lines[queue]
            while line and self._gone(line[0][1], at_s):
                heapq.heappop(line)
            if line:
                heads.append((line[0], queue))
        return heapq.heappop(self._lines[min(heads)[1]])[1] if heads else None

    def _gone(self, who: int, at_s: float) -> bool:
        return at_s - self._arrivals[who].at_s > self._arrivals[who].patience_s

    def _come(self, who: int) -> None:
        """Somebody comes: to a counter that stands idle, or into the line."""
        arrival, put_aside, found = self._arrivals[who], [], None
        while self._idle and found is None:
            since_s, place = heapq.heappop(self._idle)
            opens_s = self._shifts[place].next_open(arrival.at_s)
            if opens_s > arrival.at_s:  # it has closed meanwhile, for a while or for good
                self._free_from(opens_s, place)
            elif arrival.queue in self._shifts[place].queues:
                found = place
            else:
                put_aside.append((since_s, place))
        for each in put_aside:
            heapq.heappush(self._idle, each)
        if found is None:
            heapq.heappush(self._lines[arrival.queue], (arrival.due_s, who))
        else:
            self._call(who, found, arrival.at_s)

    def _call(self, who: int, place: int, at_s: float) -> None:
        shift = self._shifts[place]
        self._calls[who] = Call(at_s, shift.code)
        self._free_from(shift.next_open(at_s + self._arrivals[who].takes_s), place)
