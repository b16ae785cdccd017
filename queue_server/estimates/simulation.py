"""The rest of the day, played a few hundred times at once: who is called when.

Tickets are taken in the order of turns, each by the desk that can call it first. That is what the hall
does: a counter that becomes free calls the first one it may call, and nobody later in the order can take
a desk from somebody earlier who is there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf
from typing import Any

from queue_server.domain.estimate import HIGH_SHARE, LOW_SHARE
from queue_server.estimates.pools import LEFT_SHARE, Array, Pools, left, some
from queue_server.estimates.scene import Desk, Doing, Scene

DRAWS, FEWER_DRAWS, MANY = 200, 100, 60
"""With more than `MANY` in the line, fewer draws say as much: sums of many visits scatter less."""
SEED = 61


@dataclass(frozen=True)
class Wait:
    """Median and 80th percentile in seconds from now; `in_session` is the share called before it ends."""

    low_s: float
    high_s: float
    in_session: float


@dataclass(frozen=True)
class Forecast:
    """When each ticket and a newcomer of each queue may be called, one column a draw; missing: never.

    `places` are the tickets of each queue in the order of turns.
    """

    calls: Array
    rows: Mapping[int, int]
    newcomers: Mapping[str, Array]
    places: Mapping[str, tuple[tuple[float, int], ...]]
    gap_s: Mapping[str, float]
    scene: Scene

    def of_ticket(self, ticket: int) -> Wait | None:
        """The wait of a ticket that was in the line; None if it was not, or nobody will call it."""
        row = self.rows.get(ticket)
        return None if row is None else self.wait(self.calls[row])

    def of_newcomer(self, queue: str) -> Wait | None:
        """The wait of somebody who takes a number now; None if nobody serves that queue."""
        calls = self.newcomers.get(queue)
        return None if calls is None else self.wait(calls)

    def of_place(self, queue: str, due_s: float, ahead: int) -> Wait | None:
        """The wait of a newcomer of `queue` due at `due_s` with so many ahead; None if nobody serves it.

        Who came since the scene was drawn is counted with a mean visit each.
        """
        line = self.places.get(queue, ())
        before = [row for due, row in line if due <= due_s]
        behind = line[len(before)][1] if len(before) < len(line) else None
        calls = self.newcomers.get(queue) if behind is None else self.calls[behind]
        return None if calls is None else self.wait(calls, (ahead - len(before)) * self.gap_s.get(queue, 0.0))

    def mean_waits(self) -> dict[int, float]:
        """The mean wait of every ticket in the line that somebody will call, in seconds, by ticket."""
        means = self.calls.clip(0.0, self.day_end_s).mean(1).tolist() if self.rows else []
        return {ticket: means[row] for ticket, row in self.rows.items()}

    @property
    def day_end_s(self) -> float:
        """When nobody is called any more; `inf` for a hall that never closes."""
        return self.scene.closed[-1][0] if self.scene.closed else inf

    def wait(self, calls: Array, later_s: float = 0.0) -> Wait:
        """What a row of calls amounts to, all of them `later_s` later; never past the end of the day."""
        ordered = sorted((calls + later_s).tolist())
        called = sum(each < self.scene.session_end_s for each in ordered) / len(ordered)
        low, high = (ordered[int(share * len(ordered))] for share in (LOW_SHARE, HIGH_SHARE))
        last = self.day_end_s
        return Wait(max(0.0, min(low, last)), max(0.0, min(high, last)), called)


def forecast(scene: Scene, pools: Pools, draws: int | None = None, seed: int = SEED) -> Forecast:
    """Play the rest of the day from `scene`."""
    # See `pools`: nothing is loaded before a wait is to be told.
    import numpy as np

    draws = draws or (DRAWS if len(scene.people) <= MANY else FEWER_DRAWS)
    chance = np.random.default_rng(seed)
    clock = _Clock(np, scene)
    free = np.stack(
        [clock.open(_free_at(np, desk, scene, pools, chance, draws)) for desk in scene.desks], axis=1
    )
    rows = np.asarray([pools.row(each.procedure) for each in scene.people], dtype=np.intp)
    size = pools.visits.shape[1]
    taken = pools.visits.reshape(-1).take(rows[:, None] * size + chance.integers(0, size, (len(rows), draws)))
    calls, newcomers = _play(np, scene, clock, free, taken)
    return Forecast(
        calls=calls,
        rows={each.ticket: row for row, each in enumerate(scene.people) if each.from_s},
        newcomers=newcomers,
        places=_places(scene),
        gap_s={queue: pools.mean_s / len(desks) for queue, desks in scene.arrivals.items() if desks},
        scene=scene,
    )


def _free_at(np: Any, desk: Desk, scene: Scene, pools: Pools, chance: Any, draws: int) -> Array:
    """When the desk can call the next."""
    if desk.doing is Doing.RESTING:
        return np.full(draws, next((end for _, end in scene.closed if end > 0), 0.0))
    if desk.doing is Doing.AWAY:
        return left(pools.pauses, desk.elapsed_s, chance, draws, desk.elapsed_s)
    if desk.doing is Doing.FREE:
        return np.zeros(draws)
    services = pools.services.get(desk.procedure, pools.services[""])
    gaps = some(pools.gaps, chance, draws)
    if desk.doing is Doing.SERVING:
        return left(services, desk.elapsed_s, chance, draws, LEFT_SHARE * pools.service_mean_s) + gaps
    walk = left(pools.walks, desk.elapsed_s, chance, draws, 10.0)
    return walk + some(services, chance, draws) + gaps


class _Clock:
    """The hours of the hall: what falls into a closed stretch happens when it ends."""

    def __init__(self, np: Any, scene: Scene) -> None:
        self._np = np
        self._closed = scene.closed
        self._first = min((start for start, _ in scene.closed), default=inf)

    def open(self, at: Array) -> Array:
        if not self._closed:
            return at
        latest = at.max()
        if latest < self._first:
            return at
        earliest = at.min()
        for start, end in self._closed:
            if start <= latest and earliest < end:
                at = self._np.where((at >= start) & (at < end), end, at)
        return at


def _play(np: Any, scene: Scene, clock: _Clock, free: Array, taken: Array) -> tuple[Array, dict[str, Array]]:
    """When each is called; a newcomer stands behind everybody who is due by now, and moves nobody.

    `free` has a row for each draw and a column for each desk; it is written through the flat view of it,
    which takes half the time of two indices.
    """
    calls = np.full(taken.shape, inf)
    leaves = _Leaves(np, scene)
    free[:] = leaves.gone(free, np.arange(free.shape[1]))
    newcomers: dict[str, Array] | None = None
    flat, begins = free.reshape(-1), np.arange(len(free)) * free.shape[1]
    kept: dict[int, _Able] = {}
    for row, person in enumerate(scene.people):
        if newcomers is None and person.due_s > 0:
            newcomers = _newcomers(np, scene, clock, free)
        if not person.from_s:
            continue
        able = kept.get(id(person.from_s))
        if able is None:
            able = kept[id(person.from_s)] = _Able(np, person.from_s, len(scene.desks))
        called, cells = able.first(free, begins, clock)
        calls[row] = called
        flat[cells] = leaves.gone(clock.open(called + taken[row]), cells - begins)
    return calls, _newcomers(np, scene, clock, free) if newcomers is None else newcomers


class _Leaves:
    """Desks that the rota does not have any more after a while are never free again."""

    def __init__(self, np: Any, scene: Scene) -> None:
        self._np = np
        ends = [scene.leaves.get(place, inf) for place in range(len(scene.desks))]
        self._ends = np.asarray(ends) if scene.leaves else None

    def gone(self, free: Array, desks: Array) -> Array:
        """The times from which those desks are free, `inf` from when they have left."""
        return free if self._ends is None else self._np.where(free >= self._ends.take(desks), inf, free)


class _Able:
    """The desks that may call somebody, and from when, if not at once."""

    def __init__(self, np: Any, from_s: Mapping[int, float], desks: int) -> None:
        earliest = np.asarray(list(from_s.values()))
        self._np = np
        self._all = len(from_s) == desks
        self._which = np.asarray(list(from_s), dtype=np.intp)
        self._earliest = earliest if earliest.max() > 0 else None
        self._begins: Array | None = None

    def at(self, free: Array, clock: _Clock) -> Array:
        """When each of them can, a row for each draw."""
        theirs = free if self._all else free.take(self._which, axis=1)
        return theirs if self._earliest is None else clock.open(self._np.maximum(theirs, self._earliest))

    def first(self, free: Array, begins: Array, clock: _Clock) -> tuple[Array, Array]:
        """When the first of them can, and where it stands in the flat view of `free`, for each draw."""
        if self._all and self._earliest is None:  # most halls most of the time
            cells = begins + free.argmin(1)
            return free.reshape(-1).take(cells), cells
        at = self.at(free, clock)
        best = at.argmin(1)
        if self._begins is None:
            self._begins = self._np.arange(len(free)) * at.shape[1]
        called = at.reshape(-1).take(self._begins + best)
        return called, begins + (best if self._all else self._which.take(best))


def _newcomers(np: Any, scene: Scene, clock: _Clock, free: Array) -> dict[str, Array]:
    able = {queue: _Able(np, each, len(free[0])) for queue, each in scene.arrivals.items() if each}
    return {queue: each.at(free, clock).min(1) for queue, each in able.items()}


def _places(scene: Scene) -> dict[str, tuple[tuple[float, int], ...]]:
    found: dict[str, list[tuple[float, int]]] = {}
    for row, person in enumerate(scene.people):
        found.setdefault(person.queue, []).append((person.due_s, row))
    return {queue: tuple(people) for queue, people in found.items()}
