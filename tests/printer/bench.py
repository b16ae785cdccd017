"""`python -m tests.printer.bench`: what a slip costs in time, memory and through the TCP driver.

Times are wall times; `cpu` ones are the thread's own, for machines that do other things meanwhile.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from printer.drivers import open_printer
from printer.layout import encode, render
from printer.slip import Slip
from printer.spooler import Job, Spooler
from printer.status import Condition
from printer.virtual import VirtualServer
from tests.printer.slips import slip


def numbered(number: int) -> Slip:
    """A slip with everything on it that changes from one citizen to the next."""
    return slip(
        number=f"A{number % 1000:03}",
        ahead=f"Trước ông/bà: {number % 37} người",
        link=f"http://192.168.1.10:8000/t/Zk3vQ0yX7mWb2tRn{number:06}",
        check_code=f"Mã kiểm tra: {number:06X}",
        issued_at=f"{number // 60 % 24:02}:{number % 60:02} · 12/10/2026",
    )


def drawing(slips: int = 200) -> dict[str, float]:
    """Render and encode full 80 mm slips: milliseconds each."""
    encode(render(numbered(0)))
    wall, cpu = [], []
    for number in range(slips):
        began, busy = time.perf_counter(), time.thread_time()
        encode(render(numbered(number)))
        wall.append((time.perf_counter() - began) * 1000)
        cpu.append((time.thread_time() - busy) * 1000)
    return {
        "p50_ms": statistics.median(wall),
        "p95_ms": quantile(wall, 95),
        "cpu_p50_ms": statistics.median(cpu),
    }


def memory(slips: int = 10_000) -> dict[str, float]:
    """Megabytes resident after the first tenth and after all slips."""
    for number in range(slips // 10):
        encode(render(numbered(number)))
    first = resident_mb()
    for number in range(slips // 10, slips):
        encode(render(numbered(number)))
    return {"slips": slips, "first_mb": first, "last_mb": resident_mb()}


class Queue:
    """Jobs in memory: the printer is measured, not a database."""

    def __init__(self, slips: int) -> None:
        self.jobs = [Job(number, numbered(number)) for number in range(slips)]
        self.ends: list[float] = []
        self.states: set[str] = set()

    def take(self, printer_code: str) -> Job | None:
        return self.jobs.pop(0) if self.jobs else None

    def settle(self, job: Job, state: str, reason: str, used_mm: float) -> None:
        self.ends.append(time.perf_counter())
        self.states.add(state)

    def resume(self, printer_code: str) -> None:
        pass


def through_tcp(slips: int = 400) -> dict[str, float]:
    """Slips a second through spooler, TCP driver and virtual printer, and whether they become slower."""
    queue = Queue(slips)
    with VirtualServer() as server, tempfile.TemporaryDirectory() as folder:
        server.mechanism._on_slip = lambda picture, raw: None
        spooler = Spooler("P1", server.url, queue, lambda *_: None, Path(folder))
        spooler.start()
        wait(lambda: len(queue.ends) == slips)
        spooler.stop()
    assert queue.states == {"printed"}
    steps = [(b - a) * 1000 for a, b in zip(queue.ends, queue.ends[1:], strict=False)]
    half = len(steps) // 2
    return {
        "slips_per_s": (slips - 1) / (queue.ends[-1] - queue.ends[0]),
        "first_half_ms": statistics.median(steps[:half]),
        "second_half_ms": statistics.median(steps[half:]),
    }


def idle(seconds: float = 10.0) -> dict[str, float]:
    """Processor time of a spooler that has nothing to do, as a share of one core in per cent."""
    with VirtualServer() as server, tempfile.TemporaryDirectory() as folder:
        spooler = Spooler("P1", server.url, Queue(0), lambda *_: None, Path(folder))
        spooler.start()
        wait(lambda: spooler.condition is Condition.READY)
        busy = time.process_time()
        time.sleep(seconds)
        share = (time.process_time() - busy) / seconds * 100
        spooler.stop()
    return {"cpu_percent": share}


def asking(times: int = 50) -> dict[str, float]:
    """One look at a printer: connect, ask DLE EOT 1–4, close: milliseconds."""
    with VirtualServer() as server:
        printer = open_printer(server.url)
        spent = []
        for _ in range(times):
            began = time.perf_counter()
            printer.condition()
            printer.close()
            spent.append((time.perf_counter() - began) * 1000)
    return {"p50_ms": statistics.median(spent)}


def quantile(values: list[float], percent: int) -> float:
    return statistics.quantiles(values, n=100)[percent - 1]


def resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def wait(done: Callable[[], bool]) -> None:
    until = time.monotonic() + 120
    while not done():
        if time.monotonic() > until:
            raise TimeoutError("The bench did not end.")
        time.sleep(0.01)


def main() -> None:
    found = {f.__name__: f() for f in (drawing, asking, through_tcp, idle, memory)}
    json.dump(
        {name: {k: round(v, 2) for k, v in values.items()} for name, values in found.items()},
        sys.stdout,
        indent=1,
    )
    print()


if __name__ == "__main__":
    main()
