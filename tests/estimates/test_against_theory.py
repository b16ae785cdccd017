"""Both simulations held against formulas: Erlang-C, Erlang-A, and sums of exponential services."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import accumulate
from math import inf, log, sqrt
from statistics import fmean, stdev

import pytest

from queue_server.estimates import erlang
from queue_server.estimates.pools import SIZE, pools
from queue_server.estimates.replay import Arrival, Shift, replay
from queue_server.estimates.scene import Desk, Doing, Habits, Person, Scene
from queue_server.estimates.simulation import forecast

SERVICE_S = 300.0
ALWAYS = ((-inf, inf),)
SIGMAS = 3.5
PEOPLE, BATCHES = 40_000, 20


def arrivals(counters: int, busy: float, patience_s: float = inf, seed: int = 1) -> list[Arrival]:
    """Poisson arrivals at a load of `busy` for each counter, with exponential services and patience."""
    chance = random.Random(seed)
    rate = busy * counters / SERVICE_S
    times = accumulate(chance.expovariate(rate) for _ in range(PEOPLE))
    patience = (inf if patience_s == inf else chance.expovariate(1 / patience_s) for _ in range(PEOPLE))
    return [
        Arrival(at, "A", chance.expovariate(1 / SERVICE_S), at, left)
        for at, left in zip(times, patience, strict=True)
    ]


def shifts(counters: int) -> list[Shift]:
    return [Shift(str(n), frozenset("A"), ALWAYS) for n in range(counters)]


def interval(values: Sequence[float]) -> tuple[float, float]:
    """Mean of correlated values and its standard error, by means of batches."""
    size = len(values) // BATCHES
    means = [fmean(values[n * size : (n + 1) * size]) for n in range(BATCHES)]
    return fmean(means), stdev(means) / sqrt(BATCHES)


@pytest.mark.parametrize(("counters", "busy"), [(1, 0.7), (3, 0.8), (8, 0.75)])
def test_waits_of_a_steady_hall_are_those_of_erlang_c(counters: int, busy: float) -> None:
    come = arrivals(counters, busy)
    calls = replay(come, shifts(counters))
    waits = [call.at_s - each.at_s for each, call in zip(come, calls, strict=True) if call]
    mean, error = interval(waits)
    theory = erlang.mean_wait_s(counters, busy * counters / SERVICE_S, SERVICE_S)
    assert abs(mean - theory) < SIGMAS * error
    assert error < theory / 5


@pytest.mark.parametrize(("counters", "busy"), [(3, 0.8), (3, 1.3)])
def test_waits_of_impatient_people_are_those_of_erlang_a(counters: int, busy: float) -> None:
    patience_s = 900.0
    come = arrivals(counters, busy, patience_s)
    calls = replay(come, shifts(counters))
    times = [
        call.at_s - each.at_s if call else each.patience_s for each, call in zip(come, calls, strict=True)
    ]
    mean, error = interval(times)
    lost, lost_error = interval([float(call is None) for call in calls])
    theory, share = erlang.impatient(counters, busy * counters / SERVICE_S, SERVICE_S, patience_s)
    assert abs(mean - theory) < SIGMAS * error
    assert abs(lost - share) < SIGMAS * lost_error


def test_patience_without_end_is_erlang_c() -> None:
    wait, lost = erlang.impatient(3, 0.008, SERVICE_S, 1e12)
    assert wait == pytest.approx(erlang.mean_wait_s(3, 0.008, SERVICE_S), rel=1e-6)
    assert lost == pytest.approx(0, abs=1e-6)


def test_more_people_than_can_be_served_wait_for_ever() -> None:
    assert erlang.mean_wait_s(2, 0.01, SERVICE_S) == inf
    assert erlang.within(2, 0.01, SERVICE_S, 900) == 0


def exponential() -> Habits:
    """Services of an exponential law, evenly over its quantiles."""
    return Habits(services={"P": [-SERVICE_S * log(1 - (n + 0.5) / 4000) for n in range(4000)]})


@pytest.mark.parametrize(("counters", "ahead"), [(1, 0), (1, 9), (3, 5), (4, 40)])
def test_the_forecast_of_a_busy_hall_is_a_sum_of_exponential_services(counters: int, ahead: int) -> None:
    """With n ahead and s busy counters the wait is (n + 1) steps of mean m / s, however long they serve."""
    desks = [Desk(str(n), Doing.SERVING, 120.0 * n, "P") for n in range(counters)]
    every = {n: 0.0 for n in range(counters)}
    people = [Person(n, "A", "P", -1.0, every) for n in range(ahead)]
    draws = 4000
    calls = forecast(Scene(desks, people, {"A": every}), pools(exponential()), draws).newcomers["A"]
    steps, step_s = ahead + 1, SERVICE_S / counters
    # The pool is a sample of its own: its mean is off by about 1 / √SIZE.
    error = step_s * sqrt(steps / draws + steps**2 / SIZE)
    assert abs(float(calls.mean()) - steps * step_s) < SIGMAS * error
    assert float(calls.std()) == pytest.approx(step_s * sqrt(steps), rel=0.15)
