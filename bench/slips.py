"""What a slip costs: to draw, in memory over many, and on its way to a printer on the network.

There is no floor to compare with: each figure stands alone, some with a limit.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.figures import Alone, median, percentile
from printer.layout import encode, render
from printer.slip import Slip
from printer.spooler import Job, Spooler
from printer.status import Condition
from printer.virtual import VirtualServer

Say = Callable[[str], None]
DRAWN = 200
DRAW_MS = 25.0
GROWTH_MB = 5.0
SLIPS_A_SECOND = 20
SLOWER = 2.0
QUICK_MS = 100.0
IDLE_S = 5.0
IDLE_PERCENT = 2.0
LONGEST_S = 120.0


def slip(number: int) -> Slip:
    """A full slip; what changes from one citizen to the next changes here too."""
    return Slip(
        number=f"A{number % 1000:03}",
        centre=("TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG", "XÃ BÁT MỌT"),
        title="SỐ THỨ TỰ",
        sign="stamp",
        procedure="Chứng thực bản sao từ bản chính",
        counters="Mời đến: Quầy 1, Quầy 4",
        ahead=f"Trước ông/bà có {number % 37} người",
        wait="Chờ khoảng 10–25 phút",
        bring=("Bản chính giấy tờ cần sao", "Căn cước"),
        second_language=("Certified copy", "Please go to: Counter 1, Counter 4"),
        link=f"http://192.168.1.10:8000/t/Zk3vQ0yX7mWb2tRn{number:06}?A{number % 1000:03}K7PC4X",
        check_code=f"Mã kiểm tra: {number:06X}",
        issued_at=f"{number // 60 % 24:02}:{number % 60:02} · 12/10/2026",
        thanks="Cảm ơn ông/bà. Xin giữ phiếu cho đến khi được gọi.",
        footer="Ưu tiên người cao tuổi, người khuyết tật, phụ nữ mang thai",
    )


def figures(slips: int, say: Say) -> Iterator[Alone]:
    """All figures of the printer; `slips` are drawn for the memory."""
    yield from drawing(say)
    yield from memory(slips, say)
    yield from through_tcp(min(slips, 400), say)
    yield idle(say)


def drawing(say: Say) -> Iterator[Alone]:
    """Render and encode full 80 mm slips; the thread's own time too, for machines that do other things."""
    say("drawing slips")
    encode(render(slip(0)))
    wall, own = [], []
    for number in range(DRAWN):
        began, busy = time.perf_counter(), time.thread_time()
        encode(render(slip(number)))
        wall.append((time.perf_counter() - began) * 1000)
        own.append((time.thread_time() - busy) * 1000)
    yield Alone("a full 80 mm slip drawn and encoded, p50", "ms", median(wall), at_most=DRAW_MS)
    yield Alone("… p95", "ms", percentile(wall, 0.95))
    yield Alone("… p50, processor alone", "ms", median(own))


def memory(slips: int, say: Say) -> Iterator[Alone]:
    """Megabytes gained from the first tenth of the slips to the last."""
    say(f"drawing {slips:,} slips")
    first = slips // 10
    for number in range(first):
        encode(render(slip(number)))
    before = resident_mb()
    for number in range(first, slips):
        encode(render(slip(number)))
    what = f"memory gained from slip {first:,} to slip {slips:,}"
    yield Alone(what, "MB", resident_mb() - before, at_most=GROWTH_MB)


class Queue:
    """Jobs in memory: the printer is measured, not a database. Remembers how long each took."""

    def __init__(self) -> None:
        self.durations: list[float] = []
        self.states: set[str] = set()
        self._waiting: deque[tuple[Job, float]] = deque()
        self._begun: dict[int | str, float] = {}

    def add(self, number: int) -> None:
        self._waiting.append((Job(number, slip(number)), time.perf_counter()))

    def take(self, printer_code: str) -> Job | None:
        if not self._waiting:
            return None
        job, self._begun[job.id] = self._waiting.popleft()
        return job

    def settle(self, job: Job, state: str, reason: str, used_mm: float) -> None:
        self.durations.append((time.perf_counter() - self._begun.pop(job.id)) * 1000)
        self.states.add(state)

    def resume(self, printer_code: str) -> None:
        pass


def through_tcp(slips: int, say: Say) -> Iterator[Alone]:
    """So many slips a second through spooler and TCP driver to the virtual printer: from wish to proof."""
    say(f"{slips} slips through TCP")
    with _spooling() as (spooler, queue):
        begun = time.perf_counter()
        for number in range(slips):
            time.sleep(max(0.0, begun + number / SLIPS_A_SECOND - time.perf_counter()))
            queue.add(number)
            spooler.wake()
        _wait(lambda: len(queue.durations) == slips)
        rate = slips / (time.perf_counter() - begun)
    if queue.states != {"printed"}:
        raise RuntimeError(f"some slips were not printed: {sorted(queue.states)}")
    tenth = max(1, slips // 10)
    first, last = median(queue.durations[:tenth]), median(queue.durations[-tenth:])
    yield Alone("slips through TCP to the virtual printer", "1/s", rate, at_least=SLIPS_A_SECOND * 0.95)
    yield Alone("from wish to proof, p50 of the first tenth", "ms", first)
    yield Alone("… p50 of the last tenth", "ms", last, at_most=max(first * SLOWER, QUICK_MS))


def idle(say: Say) -> Alone:
    """What a spooler with nothing to do takes of one processor; the virtual printer that it asks included."""
    say("idle spooler")
    with _spooling():
        busy = time.process_time()
        time.sleep(IDLE_S)
        share = (time.process_time() - busy) / IDLE_S * 100
    return Alone("idle spooler and virtual printer", "% of a processor", share, at_most=IDLE_PERCENT)


@contextmanager
def _spooling() -> Iterator[tuple[Spooler, Queue]]:
    """A spooler that has found its virtual printer ready."""
    queue = Queue()
    with VirtualServer() as server, tempfile.TemporaryDirectory() as folder:
        spooler = Spooler("P1", server.url, queue, lambda *_: None, Path(folder))
        spooler.start()
        _wait(lambda: spooler.condition is Condition.READY)
        yield spooler, queue
        spooler.stop()


def resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _wait(done: Callable[[], bool]) -> None:
    until = time.monotonic() + LONGEST_S
    while not done():
        if time.monotonic() > until:
            raise TimeoutError("The printer did not finish.")
        time.sleep(0.01)
