"""Both simulations held against Ciw, which somebody else wrote: the same hall, the same waits."""

from __future__ import annotations

import random
from itertools import accumulate
from math import inf, sqrt
from statistics import fmean, quantiles, stdev

import ciw
import pytest

from queue_server.estimates.pools import pools
from queue_server.estimates.replay import Arrival, Shift, replay
from queue_server.estimates.scene import Desk, Habits, Person, Scene
from queue_server.estimates.simulation import forecast

MU, SIGMA = 5.5, 0.6
MORNING_S, LUNCH_S = 4 * 3600.0, 2 * 3600.0
A_SECOND, COUNTERS, DAYS = 0.0054, 3, 40
CYCLE_S = MORNING_S + LUNCH_S


def counters() -> list[ciw.Schedule]:
    """Counters that are open for a morning and then rest; who is being served is served to the end."""
    ends = [MORNING_S, CYCLE_S]
    return [ciw.Schedule(numbers_of_servers=[COUNTERS, 0], shift_end_dates=ends, preemption=False)]


def hall(arrivals: object) -> ciw.Network:
    return ciw.create_network(
        arrival_distributions=[arrivals],
        service_distributions=[ciw.dists.Lognormal(MU, SIGMA)],
        number_of_servers=counters(),
    )


def test_days_with_lunch_have_the_waits_that_ciw_finds() -> None:
    theirs, ours = [], []
    for seed in range(6):
        ciw.seed(seed)
        simulation = ciw.Simulation(hall(ciw.dists.Exponential(A_SECOND)))
        simulation.simulate_until_max_time(DAYS * CYCLE_S)
        theirs.append(fmean(each.waiting_time for each in simulation.get_all_records()))
        ours.append(fmean(replayed(random.Random(seed))))
    error = sqrt((stdev(theirs) ** 2 + stdev(ours) ** 2) / len(ours))
    assert abs(fmean(theirs) - fmean(ours)) < 3.5 * error
    assert error < fmean(theirs) / 5


def replayed(chance: random.Random) -> list[float]:
    times = accumulate(chance.expovariate(A_SECOND) for _ in range(int(DAYS * CYCLE_S * A_SECOND)))
    come = [Arrival(at, "A", chance.lognormvariate(MU, SIGMA), at) for at in times]
    open_s = tuple((day * CYCLE_S, day * CYCLE_S + MORNING_S) for day in range(2 * DAYS))
    calls = replay(come, [Shift(str(n), frozenset("A"), open_s) for n in range(COUNTERS)])
    return [call.at_s - each.at_s for each, call in zip(come, calls, strict=True) if call]


@pytest.mark.parametrize("ahead", [5, 120, 160])
def test_the_forecast_across_lunch_is_what_ciw_finds(ahead: int) -> None:
    """So many come at once to a hall that has just opened; when is the next one called?"""
    theirs = []
    for seed in range(150):
        ciw.seed(seed)
        at_once = ciw.dists.Sequential([0.001, *[0.0] * ahead, inf])
        simulation = ciw.Simulation(hall(at_once))
        simulation.simulate_until_max_time(3 * CYCLE_S)
        theirs.append(max(each.waiting_time for each in simulation.get_all_records()))
    chance = random.Random(0)
    habits = Habits(services={"P": [chance.lognormvariate(MU, SIGMA) for _ in range(20_000)]})
    every = {n: 0.0 for n in range(COUNTERS)}
    scene = Scene(
        [Desk(str(n)) for n in range(COUNTERS)],
        [Person(n, "A", "P", -1.0, every) for n in range(ahead)],
        {"A": every},
        [(MORNING_S, CYCLE_S), (CYCLE_S + MORNING_S, inf)],
    )
    wait = forecast(scene, pools(habits), draws=1000).of_newcomer("A")
    assert wait is not None
    fifths = quantiles(theirs, n=10)
    # A pool of a thousand services is a sample of its own, so that a few per cent lie between the two.
    assert wait.low_s == pytest.approx(fifths[4], rel=0.08)
    assert wait.high_s == pytest.approx(fifths[7], rel=0.08)
