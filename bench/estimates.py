"""What a wait costs to foresee, and how good it is on synthetic halls beside the plain rules."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench import past
from bench.counters import COUNTERS, HallOfTwenty
from bench.figures import Alone, median
from bench.halls import ONE_LINE, THREE_LINES, Judged, hour_before_lunch, scores, trial
from queue_server.domain.actor import Actor
from queue_server.domain.states import Role
from queue_server.estimates.accuracy import Accuracy
from queue_server.operations import calling, counters, estimates, issuing, moving
from queue_server.operations.issuing import Wish
from queue_server.storage.engine import open_engine
from queue_server.storage.work import Look, Store

Say = Callable[[str], None]
HALL, WAITING, ROUNDS, PAST = "bat-mot", 300, 20, 20_000
QUEUE, PROCEDURE = "A", "2.000815"
CLERK = Actor("clerk1", frozenset({Role.CLERK}))
KIOSK = Actor("K1", frozenset({Role.KIOSK}))
ONE_MS, ALL_MS = 5.0, 20.0
BELOW_MUNICH, BELOW_MEAN, BELOW_AT_LUNCH = 0.70, 0.80, 0.50
COVERAGE = (0.75, 0.90)
SEEDS = (7, 11)


class _Clock:
    """Goes on only where it is told to, so that a forecast is made when it is wanted."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.now


def figures(folder: Path, days: int, say: Say) -> Iterator[Alone]:
    """Speed with three hundred people waiting at twenty counters, then quality over `days` of each hall."""
    say(f"estimates with {WAITING} waiting")
    yield from _speed(folder)
    say(f"estimates on synthetic halls, {days} days of each")
    yield from quality([trial(hall, seed, days=days) for hall in (ONE_LINE, THREE_LINES) for seed in SEEDS])


def _speed(folder: Path) -> Iterator[Alone]:
    hall, clock = HallOfTwenty(folder, {}), _Clock()
    past.fill(hall.database, PAST)
    store = Store(open_engine(f"sqlite:///{hall.database}"), clock)
    taking = _fill(store, clock)
    with store.look(HALL) as look:
        estimates.current(look)
        busy = time.process_time()
        every = [_timed(lambda: _anew(look, clock)) for _ in range(ROUNDS)]
        own = (time.process_time() - busy) * 1000 / ROUNDS
        line = estimates.current(look)
        if line.forecast is None:
            raise RuntimeError("nothing could be foreseen")
        one = [_timed(lambda: estimates.of_place(look, QUEUE, look.now, WAITING)) for _ in range(ROUNDS)]
    store.engine.dispose()
    yield Alone("all queues foreseen, 300 waiting", "ms", median(every), at_most=ALL_MS)
    yield Alone("… processor alone", "ms", own)
    yield Alone("one estimate, 300 waiting", "ms", median(one), at_most=ONE_MS)
    yield Alone("taking a number with an estimate, 300 waiting", "ms", taking)


def _fill(store: Store, clock: _Clock) -> float:
    """Twenty counters serve somebody and three hundred wait; milliseconds of taking a number meanwhile."""
    _issue(store, clock, len(COUNTERS))
    for code in COUNTERS:
        with store.work(HALL, CLERK) as work:
            counters.open_counter(work, code)
            called = calling.call_next(work, code)
            if called is not None:
                moving.start(work, called, code)
    return _issue(store, clock, WAITING)


def _issue(store: Store, clock: _Clock, people: int) -> float:
    taken = []
    for _ in range(people):
        clock.now += timedelta(seconds=10)
        with store.look(HALL) as look:  # as housekeeping does, outside of the transaction
            estimates.foresee(look)
        clock.now += timedelta(seconds=2)
        taken.append(_timed(lambda: _take(store)))
    return median(taken)


def _take(store: Store) -> None:
    with store.work(HALL, KIOSK) as work:
        issuing.issue(work, Wish(PROCEDURE))


def _anew(look: Look, clock: _Clock) -> None:
    """A forecast of its own: the line is read and the rest of the day is played."""
    look.now += timedelta(minutes=1)
    estimates.of_queues(look)


def _timed(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000


def quality(trials: Sequence[Sequence[Judged]]) -> Iterator[Alone]:
    """The simulation's mean absolute error beside that of the plain rules, and how often its p80 holds."""
    every = [each for judged in trials for each in judged]
    whole, late = scores(every), scores(hour_before_lunch(every))
    yield _ratio("mean error beside Munich's rule", whole, "munich", BELOW_MUNICH)
    yield _ratio("mean error beside people × mean ÷ counters", whole, "people_times_mean", BELOW_MEAN)
    for rule in ("munich", "people_times_mean"):
        yield _ratio(f"mean error in the hour before lunch beside {rule}", late, rule, BELOW_AT_LUNCH)
    kept = whole["simulation"].coverage_p80 or 0.0
    yield Alone("called within the 80th percentile, at least", "share", kept, at_least=COVERAGE[0])
    yield Alone("called within the 80th percentile, at most", "share", kept, at_most=COVERAGE[1])
    yield Alone("called within the band told", "share", whole["told band"].coverage_p80 or 0.0)
    yield Alone("told over 5 min too short", "share", whole["told band"].too_short_share or 0.0)
    yield Alone("mean error of the median", "min", (whole["simulation"].mae_s or 0.0) / 60)


def _ratio(what: str, found: dict[str, Accuracy], rule: str, at_most: float) -> Alone:
    ours, theirs = found["simulation"].mae_s or 0.0, found[rule].mae_s or 1.0
    return Alone(what, "ratio", ours / theirs, at_most=at_most)
