"""How many counters a hall needs, and what one more would have done: days of its own, played again."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, inf

from queue_server.estimates import erlang
from queue_server.estimates.replay import Arrival, Call, Shift, replay
from queue_server.estimates.scene import Stretch

SLOT_S = 1800.0
MOST_COUNTERS = 30
ROUNDS = 40
RESAMPLES, SEED = 2000, 20


@dataclass(frozen=True)
class Day:
    """A recorded day, seconds since midnight: who came, which counters were open, and the waits that came."""

    arrivals: Sequence[Arrival]
    shifts: Sequence[Shift]
    waits_s: Sequence[float] = ()


@dataclass(frozen=True)
class Need:
    """The counters that a half hour needs; `within` is the share of its `people` within the target.

    `erlang` is what M/M/s says for the same arrivals and the mean visit, as a check.
    """

    start_s: float
    people: float
    counters: int
    within: float | None
    erlang: int


@dataclass(frozen=True)
class Difference:
    """What a change does to a figure of a day: before, after, and the change with its 95 % interval."""

    before: float
    after: float
    change: float
    low: float
    high: float

    @property
    def is_sure(self) -> bool:
        """Whether the interval leaves out no change at all."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True)
class WhatIf:
    """A change replayed over `days` days with `people` people.

    `wait_s` is the mean wait, `within` the share within the target, `waiting_s` all waits of a day together.
    `recorded_wait_s` is the mean wait that was recorded; `wait_s.before` beside it shows how true this is.
    """

    days: int
    people: int
    recorded_wait_s: float | None
    wait_s: Difference
    within: Difference
    waiting_s: Difference


# --- counters for each half hour ---


def needs(days: Sequence[Day], sessions: Sequence[Stretch], target_s: float, share: float) -> list[Need]:
    """The fewest counters for each half hour with which `share` of its people wait at most `target_s`.

    Every counter is taken to serve every queue. Begins with what M/M/s says, adds where the replay falls
    short and takes away where it does not.
    """
    slots = [start for opens, closes in sessions for start in _slots(opens, closes)]
    if not days or not slots:
        return []
    people = {slot: _people(days, slot) for slot in slots}
    mean_s = _mean_visit(days)
    steady = {slot: _steady(people[slot] / SLOT_S, mean_s, target_s, share) for slot in slots}
    counters = _lowered(
        days, sessions, _raised(days, sessions, dict(steady), target_s, share), target_s, share
    )
    found = _within(days, sessions, counters, target_s)
    return [Need(slot, people[slot], counters[slot], found.get(slot), steady[slot]) for slot in slots]


def _slots(opens: float, closes: float) -> list[float]:
    return [opens + n * SLOT_S for n in range(ceil((closes - opens) / SLOT_S))]


def _people(days: Sequence[Day], slot: float) -> float:
    return sum(slot <= each.at_s < slot + SLOT_S for day in days for each in day.arrivals) / len(days)


def _mean_visit(days: Sequence[Day]) -> float:
    taken = [each.takes_s for day in days for each in day.arrivals]
    return sum(taken) / len(taken) if taken else 0.0


def _steady(a_second: float, visit_s: float, target_s: float, share: float) -> int:
    enough = (n for n in range(1, MOST_COUNTERS) if erlang.within(n, a_second, visit_s, target_s) >= share)
    return next(enough, MOST_COUNTERS)


Counters = dict[float, int]


def _raised(
    days: Sequence[Day], sessions: Sequence[Stretch], counters: Counters, target_s: float, share: float
) -> Counters:
    """One more where too many waited too long; the first such half hour of a session, as the rest follows."""
    for _ in range(ROUNDS):
        found = _within(days, sessions, counters, target_s)
        short = [slot for slot in counters if found.get(slot, 1.0) < share and counters[slot] < MOST_COUNTERS]
        if not short:
            break
        for opens, closes in sessions:
            first = next((slot for slot in short if opens <= slot < closes), None)
            if first is not None:
                counters[first] += 1
    return counters


def _lowered(
    days: Sequence[Day], sessions: Sequence[Stretch], counters: Counters, target_s: float, share: float
) -> Counters:
    """One fewer wherever that harms no half hour."""
    for slot in list(counters):
        fewer = {**counters, slot: counters[slot] - 1}
        if fewer[slot] >= 1 and all(s >= share for s in _within(days, sessions, fewer, target_s).values()):
            counters = fewer
    return counters


def _within(
    days: Sequence[Day], sessions: Sequence[Stretch], counters: Mapping[float, int], target_s: float
) -> dict[float, float]:
    """The share within the target of those who come in each half hour."""
    came, kept = dict.fromkeys(counters, 0), dict.fromkeys(counters, 0)
    for day in days:
        shifts = _shifts(day, sessions, counters)
        for each, call in zip(day.arrivals, replay(day.arrivals, shifts), strict=True):
            slot = next((start for start in counters if start <= each.at_s < start + SLOT_S), None)
            if slot is not None:
                came[slot] += 1
                kept[slot] += call is not None and call.at_s - each.at_s <= target_s
    return {slot: kept[slot] / n for slot, n in came.items() if n}


def _shifts(day: Day, sessions: Sequence[Stretch], counters: Mapping[float, int]) -> list[Shift]:
    """So many counters in each half hour, all for every queue."""
    queues = frozenset(each.queue for each in day.arrivals)
    most = max(counters.values())
    return [Shift(str(n), queues, _hours(n, sessions, counters)) for n in range(most)]


def _hours(n: int, sessions: Sequence[Stretch], counters: Mapping[float, int]) -> tuple[Stretch, ...]:
    return tuple(
        (start, min(start + SLOT_S, next(closes for opens, closes in sessions if opens <= start < closes)))
        for start, needed in counters.items()
        if needed > n
    )


# --- what one more counter would have done ---


def with_one_more(day: Day, queues: frozenset[str], hours: Sequence[Stretch]) -> Day:
    """The day with another counter for `queues` in those hours."""
    return Day(day.arrivals, [*day.shifts, Shift("+", queues, tuple(hours))], day.waits_s)


def what_if(before: Sequence[Day], after: Sequence[Day], target_s: float) -> WhatIf | None:
    """Both played through, day by day; None where nobody was called in either.

    The interval resamples days (Efron 1979), because people of one day wait together.
    """
    pairs = [(_waits(one), _waits(other)) for one, other in zip(before, after, strict=True)]
    pairs = [(one, other) for one, other in pairs if one and other]
    recorded = [each for day in before for each in day.waits_s]
    if not pairs:
        return None
    return WhatIf(
        days=len(pairs),
        people=sum(len(one) for one, _ in pairs),
        recorded_wait_s=sum(recorded) / len(recorded) if recorded else None,
        wait_s=_difference([(_mean(one), _mean(other)) for one, other in pairs]),
        within=_difference([(_share(one, target_s), _share(other, target_s)) for one, other in pairs]),
        waiting_s=_difference([(sum(one), sum(other)) for one, other in pairs]),
    )


def _waits(day: Day) -> list[float]:
    """The waits of a day; who is never called waits until the last counter closes."""
    last = max((end for shift in day.shifts for _, end in shift.open if end < inf), default=0.0)
    calls = replay(day.arrivals, day.shifts)
    return [max(0.0, _called(call, last) - each.at_s) for each, call in zip(day.arrivals, calls, strict=True)]


def _called(call: Call | None, last: float) -> float:
    return last if call is None else call.at_s


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _share(waits: Sequence[float], target_s: float) -> float:
    return sum(each <= target_s for each in waits) / len(waits)


def _difference(pairs: Sequence[tuple[float, float]]) -> Difference:
    chance = random.Random(SEED)
    changes = [after - before for before, after in pairs]
    means = sorted(_mean(chance.choices(changes, k=len(changes))) for _ in range(RESAMPLES))
    return Difference(
        before=_mean([before for before, _ in pairs]),
        after=_mean([after for _, after in pairs]),
        change=_mean(changes),
        low=means[int(0.025 * RESAMPLES)],
        high=means[int(0.975 * RESAMPLES) - 1],
    )
