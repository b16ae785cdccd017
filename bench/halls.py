"""Synthetic halls: days with lunch, pauses, no-shows and priority, and what each rule would have told.

The days come from `estimates.replay`, which knows nothing of the simulation that is judged. History and
days to judge are drawn alike, which favours whoever learns from history; trust the order, not the digits.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf

from queue_server.domain import estimate
from queue_server.estimates import baselines, simulation
from queue_server.estimates.accuracy import Accuracy, Told, accuracy
from queue_server.estimates.baselines import Known
from queue_server.estimates.pools import Pools, pools
from queue_server.estimates.replay import Arrival, Call, Shift, replay
from queue_server.estimates.scene import Desk, Doing, Habits, Person, Scene, Stretch

HOUR = 3600.0
OPENS, LUNCH, AFTER_LUNCH, CLOSES = 7.5 * HOUR, 11.5 * HOUR, 13.5 * HOUR, 17 * HOUR
SESSIONS = ((OPENS, LUNCH), (AFTER_LUNCH, CLOSES))
CLOSED = ((-inf, OPENS), (LUNCH, AFTER_LUNCH), (CLOSES, inf))
NO_SHOW, HEAD_START, PRIORITY = 0.08, 900.0, 0.08
MEAN_MIN = {"copy": 5.0, "birth": 10.0, "land": 18.0, "results": 4.0}
SPREAD = 0.55


@dataclass(frozen=True)
class Hall:
    """Counters with the queues they serve, and how many people come of each procedure a day."""

    name: str
    counters: Mapping[str, frozenset[str]]
    queue_of: Mapping[str, str]
    a_day: Mapping[str, int]


ONE_LINE = Hall(
    "one line",
    {code: frozenset("A") for code in "1234"},
    dict.fromkeys(MEAN_MIN, "A"),
    {"copy": 50, "birth": 45, "land": 31, "results": 20},
)
THREE_LINES = Hall(
    "three lines",
    {"1": frozenset("A"), "2": frozenset("B"), "3": frozenset("AB"), "4": frozenset("ABC")},
    {"copy": "A", "birth": "B", "land": "C", "results": "A"},
    {"copy": 66, "birth": 46, "land": 14, "results": 30},
)


@dataclass(frozen=True)
class Visit:
    """One ticket of a day, seconds since midnight; `free_s` is when its counter calls the next."""

    at_s: float
    due_s: float
    procedure: str
    queue: str
    walk_s: float
    service_s: float
    gap_s: float
    missed: bool
    call: Call | None

    @property
    def start_s(self) -> float:
        return inf if self.call is None else self.call.at_s + self.walk_s

    @property
    def end_s(self) -> float:
        return self.start_s + (0.0 if self.missed else self.service_s)

    @property
    def free_s(self) -> float:
        return self.end_s + self.gap_s


@dataclass(frozen=True)
class Day:
    visits: Sequence[Visit]
    away: Mapping[str, Stretch]


def day(hall: Hall, chance: random.Random) -> Day:
    """A busy day: most people come in the first hours of a session, one clerk is away for a while."""
    who = chance.choice(sorted(hall.counters))
    start = chance.choice((chance.uniform(8.5, 10), chance.uniform(14, 15.5))) * HOUR
    away = {who: (start, start + chance.uniform(20, 60) * 60)}
    people = sorted(
        _person(hall, code, chance) for code, n in hall.a_day.items() for _ in range(_noisy(n, chance))
    )
    shifts = [Shift(code, queues, _open(away.get(code))) for code, queues in hall.counters.items()]
    arrivals = [
        Arrival(at, hall.queue_of[code], walk + service + gap, due)
        for at, due, code, walk, service, gap, _ in people
    ]
    calls = replay(arrivals, shifts)
    return Day(
        [
            Visit(at, due, code, hall.queue_of[code], walk, service, gap, missed, call)
            for (at, due, code, walk, service, gap, missed), call in zip(people, calls, strict=True)
        ],
        away,
    )


def _noisy(n: int, chance: random.Random) -> int:
    return round(n * chance.uniform(0.85, 1.15))


def _person(
    hall: Hall, code: str, chance: random.Random
) -> tuple[float, float, str, float, float, float, bool]:
    at = _comes(chance)
    due = at - HEAD_START if chance.random() < PRIORITY else at
    missed = chance.random() < NO_SHOW
    mean_s = MEAN_MIN[code] * 60
    service = 0.0 if missed else mean_s * chance.lognormvariate(-SPREAD * SPREAD / 2, SPREAD)
    walk = chance.uniform(90, 150) if missed else chance.uniform(10, 60)
    return at, due, code, walk, service, chance.expovariate(1 / 20), missed


def _comes(chance: random.Random) -> float:
    start, end = SESSIONS[chance.random() < 0.4]
    return start + (end - start - 900) * chance.betavariate(1.2, 1.4)


def _open(away: Stretch | None) -> tuple[Stretch, ...]:
    cuts = [away] if away else []
    return tuple(part for session in SESSIONS for part in _without(session, cuts))


def _without(session: Stretch, cuts: Sequence[Stretch]) -> Iterator[Stretch]:
    start, end = session
    for a, b in cuts:
        if a < end and b > start:
            yield start, max(start, a)
            start = b
    if start < end:
        yield start, end


def habits(days: Sequence[Day]) -> Habits:
    """What a hall would know of these days."""
    visits = [each for one in days for each in one.visits if each.call is not None]
    came, missed = [v for v in visits if not v.missed], [v for v in visits if v.missed]
    services: dict[str, list[float]] = {}
    for each in came:
        services.setdefault(each.procedure, []).append(each.service_s)
    return Habits(
        services=services,
        walks=[each.walk_s for each in came],
        gaps=[each.gap_s for each in visits],
        pauses=[end - start for one in days for start, end in one.away.values()],
        misses=[each.walk_s for each in missed],
        no_show=len(missed) / len(visits),
    )


def scene(hall: Hall, one: Day, place: int) -> Scene:
    """The hall as it was just before the ticket at `place` was given out."""
    now = one.visits[place].at_s
    desks = [_desk(one, code, place) for code in hall.counters]
    codes = [desk.code for desk in desks]
    arrivals = {
        queue: {n: 0.0 for n, code in enumerate(codes) if queue in hall.counters[code]}
        for queue in sorted(set(hall.queue_of.values()))
    }
    line = sorted(
        (v.due_s, n) for n, v in enumerate(one.visits[:place]) if v.call is None or v.call.at_s >= now
    )
    people = [_waiting(one.visits[n], n, now, arrivals) for _, n in line]
    closed = [(start - now, end - now) for start, end in CLOSED if end > now]
    ends = next(start for start, _ in closed if start > 0)
    return Scene(desks, people, arrivals, closed, ends)


def _waiting(visit: Visit, ticket: int, now: float, arrivals: Mapping[str, Mapping[int, float]]) -> Person:
    return Person(ticket, visit.queue, visit.procedure, visit.due_s - now, arrivals[visit.queue])


def _desk(one: Day, code: str, place: int) -> Desk:
    now = one.visits[place].at_s
    calls = [v for v in one.visits[:place] if v.call and v.call.code == code and v.call.at_s < now]
    last = max(calls, key=lambda visit: visit.call.at_s if visit.call else 0.0, default=None)
    if last and last.call and now < last.start_s:
        return Desk(code, Doing.CALLING, now - last.call.at_s, last.procedure)
    if last and now < last.end_s:
        return Desk(code, Doing.SERVING, now - last.start_s, last.procedure)
    start, end = one.away.get(code, (inf, inf))
    if start <= now < end:
        return Desk(code, Doing.AWAY, now - max(start, last.end_s if last else start))
    return Desk(code)


@dataclass(frozen=True)
class Judged:
    """One ticket: what each rule told, and what came of it."""

    at_s: float
    told: Mapping[str, Told]


def judge(hall: Hall, one: Day, drawn: Pools, mean_s: float) -> Iterator[Judged]:
    """What each rule would have told everybody who was called that day."""
    for place, visit in enumerate(one.visits):
        if visit.call is None:
            continue
        shown, waited = scene(hall, one, place), visit.call.at_s - visit.at_s
        rules = baselines.all_of(_known(hall, one, place, shown, mean_s))
        told = {name: Told(waited, point) for name, point in rules.items()}
        ahead = sum(
            each.queue == visit.queue and each.due_s <= visit.due_s - visit.at_s for each in shown.people
        )
        wait = simulation.forecast(shown, drawn).of_place(visit.queue, visit.due_s - visit.at_s, ahead)
        if wait is not None:
            band = estimate.band(wait.low_s, wait.high_s)
            told["simulation"] = Told(waited, wait.low_s, wait.high_s)
            told["told band"] = Told(waited, (band.low_s + band.high_s) / 2, band.high_s)
        yield Judged(visit.at_s, told)


def _known(hall: Hall, one: Day, place: int, shown: Scene, mean_s: float) -> Known:
    visit = one.visits[place]
    ahead = sum(each.queue == visit.queue for each in shown.people)
    open_now = [desk for desk in shown.desks if desk.doing is not Doing.AWAY]
    serving = sum(visit.queue in hall.counters[desk.code] for desk in open_now)
    called = [v for v in one.visits[:place] if v.queue == visit.queue and v.call and v.call.at_s < visit.at_s]
    last = max(called, key=lambda each: each.call.at_s if each.call else 0.0, default=None)
    return Known(ahead, serving, mean_s, last.call.at_s - last.at_s if last and last.call else None)


def trial(hall: Hall, seed: int, history: int = 30, days: int = 12) -> list[Judged]:
    """Days of a hall that has worked for a while."""
    chance = random.Random(f"{hall.name} {seed}")
    past = habits([day(hall, chance) for _ in range(history)])
    services = [each for known in past.services.values() for each in known]
    drawn, mean_s = pools(past), sum(services) / len(services)
    return [each for _ in range(days) for each in judge(hall, day(hall, chance), drawn, mean_s)]


def scores(judged: Sequence[Judged]) -> dict[str, Accuracy]:
    """How good each rule was."""
    return {name: accuracy([each.told[name] for each in judged]) for name in judged[0].told}


def hour_before_lunch(judged: Sequence[Judged]) -> list[Judged]:
    return [each for each in judged if LUNCH - HOUR <= each.at_s < LUNCH]
