"""The measurements. Each one asks both programs in turn, so that a noisy machine is noisy for both."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from bench.figures import Figure, median, percentile
from bench.load import Line, hammer
from bench.programs import Floor, Hall, Program
from bench.screens import Wall

Say = Callable[[str], None]
HALF_THE_RATE = 0.5
TWICE = 2.0
MANY = 1000


@dataclass(frozen=True)
class Size:
    """How long and how often to measure; `presses` at all counters at once, `day_s` of a day at speed,
    `phones_s` with a thousand ticket pages open.

    Walls of screens are hung up `walls` times in turn, for `heard` calls each. A page in a browser has
    `shown` calls that are spoken to their end, `drawn` calls into that speech, and those `of_a_day` as
    fast as they come.
    """

    rounds: int
    load_s: float
    calls: int
    screens: Sequence[int]
    walls: int
    heard: int
    past: int
    slips: int
    opened: int
    presses: int
    day_s: float
    phones_s: float
    trial_days: int
    shown: int
    drawn: int
    of_a_day: int


FULL = Size(
    rounds=5,
    load_s=4.0,
    calls=60,
    screens=(1, 20, 100, 1000),
    walls=4,
    heard=60,
    past=1_000_000,
    slips=10_000,
    opened=7,
    presses=10,
    day_s=60.0,
    phones_s=60.0,
    trial_days=12,
    shown=20,
    drawn=80,
    of_a_day=1500,
)
QUICK = Size(
    rounds=1,
    load_s=2.0,
    calls=20,
    screens=(1, 20, 100),
    walls=2,
    heard=15,
    past=100_000,
    slips=500,
    opened=3,
    presses=5,
    day_s=15.0,
    phones_s=20.0,
    trial_days=4,
    shown=5,
    drawn=20,
    of_a_day=200,
)


@dataclass(frozen=True)
class Pair:
    """The two programs, and figures of both for the same question."""

    floor: Floor
    hall: Hall

    def both(self, measure: Callable[[Program], float], rounds: int) -> tuple[float, float]:
        """The median of `rounds` measurements of each, taken alternately: floor, hall."""
        taken = [(measure(self.floor), measure(self.hall)) for _ in range(rounds)]
        return median([floor for floor, _ in taken]), median([hall for _, hall in taken])


def start_up(pair: Pair, size: Size, say: Say) -> Iterator[Figure]:
    """Seconds from the start of the process to the first answer of /readyz, with data already there."""
    say("start to ready")
    floor, hall = pair.both(_restart, size.rounds)
    yield Figure("start to ready", "s", floor, hall)


def _restart(program: Program) -> float:
    program.stop()
    return program.start()


def memory_of_first_start(pair: Pair, size: Size, say: Say) -> Iterator[Figure]:
    """Megabytes that the start which founds the hall leaves behind: the very first question."""
    yield _memory(pair, "memory after a hall's very first start", say)


def memory_at_rest(pair: Pair, size: Size, say: Say) -> Iterator[Figure]:
    yield _memory(pair, "memory at rest", say)


def _memory(pair: Pair, what: str, say: Say) -> Figure:
    say(what)
    time.sleep(1)
    return Figure(what, "MB", pair.floor.memory_mb(), pair.hall.memory_mb(), at_most=TWICE)


def tickets_issued(pair: Pair, size: Size, say: Say) -> Iterator[Figure]:
    """Tickets a second, and how long one takes, with 1 and with 16 clients; every round begins with nobody.

    The first slip loads what draws slips; that is over before the clock runs.
    """
    for program in (pair.floor, pair.hall):
        _fill(program, 10)
    time.sleep(3)
    for clients in (1, 16):
        say(f"tickets issued, {clients} client{'s' * (clients > 1)}")
        durations: dict[str, list[float]] = {"floor": [], "hall": []}

        def rate(program: Program, clients: int = clients, kept: dict[str, list[float]] = durations) -> float:
            load = hammer(program.kiosk(), clients, size.load_s)
            kept[program.name] += load.durations
            program.send_home()
            return load.rate

        what = f"tickets issued, {clients} client" + "s" * (clients > 1)
        yield Figure(f"{what}", "1/s", *pair.both(rate, size.rounds), at_least=HALF_THE_RATE)
        yield from _latencies(f"one ticket of {clients}", durations["floor"], durations["hall"])


def call_to_last_screen(pair: Pair, size: Size, say: Say) -> Iterator[Figure]:
    """From before the clerk's request to the call's arrival at the last screen; memory with most of them."""
    for count in size.screens:
        what = f"call → last of {count} screen" + "s" * (count > 1)
        say(what)
        heard = {program.name: _Heard([], []) for program in (pair.floor, pair.hall)}
        for _ in range(size.walls if count < MANY else size.walls // 2):
            for program in (pair.floor, pair.hall):
                _listen(program, count, size.heard, heard[program.name], say)
        floor, hall = heard["floor"], heard["hall"]
        if not (floor.memory and hall.memory):
            continue
        yield from _latencies(what, floor.durations, hall.durations)
        if count == max(size.screens):
            memory = median(floor.memory), median(hall.memory)
            yield Figure(f"memory with {count} sockets", "MB", *memory, at_most=TWICE)


@dataclass(frozen=True)
class _Heard:
    """Seconds from each call to its last screen, and megabytes with each wall of screens."""

    durations: list[float]
    memory: list[float]


def _listen(program: Program, count: int, calls: int, heard: _Heard, say: Say) -> None:
    """Call in front of a new wall of screens; one of a thousand may be lost on a small machine."""
    try:
        _fill(program, calls)
        with _wall(program, count) as wall:
            heard.durations.extend(_calls(program.clerk(), wall, count, calls))
            heard.memory.append(program.memory_mb())
    except RuntimeError as error:
        say(f"{count} screens of the {program.name} not measured to the end ({error})")


def _calls(call: Callable[[], float], wall: Wall, count: int, calls: int) -> Iterator[float]:
    for _ in range(calls):
        begun = call()
        yield wall.last_heard() - begun
        # Without a pause the writers of a thousand sockets starve the pings.
        time.sleep(0.02 + 0.0005 * count)


@contextmanager
def _wall(program: Program, count: int) -> Iterator[Wall]:
    wall = Wall(program.port, program.greeting(), count)
    try:
        yield wall
    finally:
        wall.close()
        program.settle()


def _fill(program: Program, tickets: int) -> None:
    kiosk = program.kiosk()
    line = Line(kiosk.port, kiosk.token)
    for _ in range(tickets):
        line.post(kiosk.path, kiosk.body)
    program.settle()


def call_next_with_a_past(empty: Hall, full: Hall, size: Size, say: Say) -> Iterator[Figure]:
    """How long call-next takes in a hall without a past and in one with `size.past` tickets of past days."""
    say(f"call-next with 0 and {size.past:,} past tickets")
    taken: list[tuple[float, float]] = []
    _fill(empty, 2 * size.calls)
    _fill(full, 2 * size.calls)
    calls = empty.clerk(), full.clerk()
    for _ in range(2 * size.calls):
        first, second = (_duration(call) for call in calls)
        taken.append((first, second))
    without, having = [a for a, _ in taken], [b for _, b in taken]
    for share, name in ((0.5, "p50"), (0.95, "p95")):
        figures = percentile(without, share) * 1000, percentile(having, share) * 1000
        yield Figure(f"call-next, 0 against {size.past:,} past tickets, {name}", "ms", *figures, at_most=1.25)


def _duration(call: Callable[[], float]) -> float:
    begun = call()
    return time.perf_counter() - begun


def _latencies(what: str, floor: Sequence[float], hall: Sequence[float]) -> Iterator[Figure]:
    for share, name in ((0.5, "p50"), (0.95, "p95"), (0.99, "p99")):
        pair = percentile(floor, share) * 1000, percentile(hall, share) * 1000
        yield Figure(f"{what}, {name}", "ms", *pair, at_most=TWICE)
