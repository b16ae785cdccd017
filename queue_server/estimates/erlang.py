"""What queueing theory says of a hall with one line, exponential services and steady arrivals.

A check beside the simulation, never what is told: halls have lunch, mornings and kinds of services.
"""

from __future__ import annotations

from math import exp

SMALLEST = 1e-12


def erlang_c(counters: int, load: float) -> float:
    """The chance to wait at all with `load` = arrivals × mean service (Erlang 1917); 1 from `counters` on."""
    if load >= counters:
        return 1.0
    blocked = 1.0
    for n in range(1, counters + 1):
        blocked = load * blocked / (n + load * blocked)
    return blocked / (1 - load / counters * (1 - blocked))


def mean_wait_s(counters: int, a_second: float, service_s: float) -> float:
    """The mean wait of M/M/s; infinite where more come than can be served."""
    spare = counters / service_s - a_second
    return erlang_c(counters, a_second * service_s) / spare if spare > 0 else float("inf")


def within(counters: int, a_second: float, service_s: float, target_s: float) -> float:
    """The share that waits no longer than `target_s` in M/M/s; 0 where more come than can be served."""
    spare = counters / service_s - a_second
    if spare <= 0:
        return 0.0
    return 1 - erlang_c(counters, a_second * service_s) * exp(-spare * target_s)


def impatient(counters: int, a_second: float, service_s: float, patience_s: float) -> tuple[float, float]:
    """Mean time in line of everybody, and the share that gives up, where patience is exponential.

    M/M/s+M, Erlang-A (Palm 1957; Garnett, Mandelbaum and Reiman 2002), from its birth and death rates.
    """
    weight, total, line, n = 1.0, 1.0, 0.0, 0
    while n < counters or weight > SMALLEST * total:
        n += 1
        waiting = max(0, n - counters)
        weight *= a_second / (min(n, counters) / service_s + waiting / patience_s)
        total += weight
        line += waiting * weight
    mean = line / total
    return mean / a_second, mean / patience_s / a_second
