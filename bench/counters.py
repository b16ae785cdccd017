"""Twenty counters: all press at once while three hundred wait, and a day of 1,500 tickets at 60× speed."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.figures import Alone, Figure, percentile
from bench.load import Line
from bench.programs import PASSWORD, Hall, Program
from queue_server.operations.setup import SAMPLE, found_hall, read_plan
from queue_server.storage import migrating
from queue_server.storage.engine import open_engine
from queue_server.storage.work import Store

COUNTERS = tuple(str(n) for n in range(1, 21))
WAITING = 300
DAY_S, TICKETS_A_DAY, SPEED = 8 * 3600, 1500, 60
SERVICE_S = 5 * 60
Say = Callable[[str], None]
Act = Callable[[], Any]


class HallOfTwenty(Hall):
    """The sample hall with twenty counters that serve every queue."""

    def __init__(self, folder: Path, settings: Mapping[str, str]) -> None:
        super().__init__(folder, settings)
        store = Store(open_engine(f"sqlite:///{self.database}"), lambda: datetime.now(UTC))
        migrating.upgrade(store.engine)
        found_hall(store, _plan(), PASSWORD, settings.get("QUEUE_PRINTER_URL"))
        store.engine.dispose()


def _plan() -> dict[str, Any]:
    plan = read_plan(SAMPLE)
    every = [queue["code"] for queue in plan["queues"]]
    names = [{"vi": f"Quầy {n}", "en": f"Counter {n}"} for n in COUNTERS]
    counters = [{"code": n, "names": name, "queues": every} for n, name in zip(COUNTERS, names, strict=True)]
    return {**plan, "counters": counters}


class Desk:
    """One counter of the hall, held by the clerk of them all."""

    def __init__(self, hall: Hall, code: str) -> None:
        self._port, self._token = hall.port, hall.token("clerk1")
        self._code = code
        self._ticket: int | None = None
        self.connect()
        self._line.post(f"/api/v1/counters/{code}/open")

    def connect(self) -> None:
        """A fresh connection: servers close those that were silent for seconds."""
        self._line = _connected(self._port, self._token)

    def call(self) -> None:
        """Call the next; RuntimeError when nobody came."""
        status, ticket = self._line.post(f"/api/v1/counters/{self._code}/call-next")
        if status != 200:
            raise RuntimeError(f"call-next was answered {status} {ticket}")
        self._ticket = ticket["id"]

    def serve(self) -> None:
        """Serve who was called, to the end."""
        for action in ("start", "finish"):
            status, answer = self._line.post(
                f"/api/v1/tickets/{self._ticket}/{action}", {"counter": self._code}
            )
            if status != 200:
                raise RuntimeError(f"{action} was answered {status} {answer}")


def pressed_at_once(floor: Program, hall: HallOfTwenty, rounds: int, say: Say) -> Iterator[Figure]:
    """Call-next, pressed at the same instant at twenty counters, with three hundred people waiting."""
    say(f"{len(COUNTERS)} counters press at once")
    desks = [Desk(hall, code) for code in COUNTERS]
    for program in (floor, hall):
        _let_wait(program, WAITING)
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        taken[0].extend(_at_once([_plain_press(floor) for _ in COUNTERS]))
        for desk in desks:
            desk.connect()
        taken[1].extend(_at_once([desk.call for desk in desks]))
        for desk in desks:
            desk.serve()
        for program in (floor, hall):
            _let_wait(program, len(COUNTERS))
    what = f"call-next at {len(COUNTERS)} counters at once"
    for share, name, limit in ((0.5, "p50", 2.0), (0.99, "p99", 3.0)):
        pair = (percentile(durations, share) * 1000 for durations in taken)
        yield Figure(f"{what}, {name}", "ms", *pair, at_most=limit)


def _plain_press(floor: Program) -> Act:
    line = _connected(floor.port)
    return lambda: line.post("/call-next")


def _connected(port: int, token: str = "") -> Line:
    line = Line(port, token)
    line.get("/readyz")
    return line


def _at_once(presses: Sequence[Act]) -> list[float]:
    """Seconds that each press took; all begin at one instant."""
    gate = threading.Barrier(len(presses))

    def press(act: Act) -> float:
        gate.wait()
        begun = time.perf_counter()
        act()
        return time.perf_counter() - begun

    with ThreadPoolExecutor(len(presses)) as pool:
        return list(pool.map(press, presses))


def _let_wait(program: Program, people: int) -> None:
    kiosk = program.kiosk()
    line = Line(kiosk.port, kiosk.token)
    for _ in range(people):
        line.post(kiosk.path, kiosk.body)
    program.settle()


def day_at_speed(hall: HallOfTwenty, seconds: float, say: Say) -> Iterator[Alone]:
    """Processors that the server needs for a day of 1,500 tickets at twenty counters, 60 times as fast."""
    say(f"{seconds:.0f} s of a day of {TICKETS_A_DAY:,} tickets at {SPEED}× speed")
    desks = [Desk(hall, code) for code in COUNTERS]
    between = DAY_S / TICKETS_A_DAY / SPEED
    used, begun = hall.processor_s(), time.perf_counter()
    with ThreadPoolExecutor(len(desks)) as pool:
        visits = []
        for n in range(int(seconds / between)):
            time.sleep(max(0.0, begun + n * between - time.perf_counter()))
            _let_wait(hall, 1)
            visits.append(pool.submit(_visit, desks[n % len(desks)]))
        for visit in visits:
            visit.result()
    taken = time.perf_counter() - begun
    yield Alone(
        f"processors for a day of {TICKETS_A_DAY:,} tickets at {SPEED}× speed",
        "",
        (hall.processor_s() - used) / taken,
        at_most=1.0,
    )


def _visit(desk: Desk) -> None:
    desk.connect()
    desk.call()
    time.sleep(SERVICE_S / SPEED)
    desk.connect()
    desk.serve()
