"""What reports cost: a year's figures over one and ten million tickets, and a workbook of many rows.

The figures of each day are written as the housekeeping would leave them; months and years are added up by
the program itself. There is no floor to compare with: each figure stands alone, some with a limit.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import insert

from bench.figures import Alone, median
from bench.slips import resident_mb
from queue_server.domain.actor import SYSTEM
from queue_server.domain.sketch import Sketch
from queue_server.operations import setup
from queue_server.reports import raw, report, rollup, wait_times
from queue_server.storage import figures, migrating, schema
from queue_server.storage.engine import open_engine
from queue_server.storage.figures import Figure, Place, Span
from queue_server.storage.work import Store
from queue_server.web.long_workbook import long_workbook
from queue_server.web.sheets import CellKind

Say = Callable[[str], None]
YEAR = 2025
REPORT_MS = 100.0
GROWTH = 2.0
ROWS = 100_000
WORKBOOK_S = 10.0
WORKBOOK_MB = 20.0
POOL = 12
TIMES = 15
GROUPS = {  # how many groups of each grouping a large hall has
    "all": [""],
    "procedure": [f"2.{n:06}" for n in range(40)],
    "queue": list("AHKMSX"),
    "counter": [str(n) for n in range(1, 13)],
    "clerk": [f"clerk{n}" for n in range(1, 17)],
}
HOURS = range(7, 17)


def figures_of_reports(say: Say) -> Iterator[Alone]:
    """All figures of the reports."""
    quick = {}
    with TemporaryDirectory(prefix="queue-server-bench-") as folder:
        for millions in (1, 10):
            say(f"adding up a year of {millions} million tickets")
            store, hall = year_of(Path(folder) / f"{millions}.sqlite", millions * 1_000_000)
            quick[millions] = _asked(store, hall, date(YEAR, 1, 1), date(YEAR, 12, 31))
            busy = time.process_time()
            broken = _asked(store, hall, date(YEAR, 1, 15), date(YEAR, 12, 16))
            own = (time.process_time() - busy) * 1000 / TIMES
            whole = _asked(store, hall, date(YEAR, 1, 1), date(YEAR, 12, 31), everything=True)
            what = f"a year over {millions},000,000 tickets"
            yield Alone(
                f"{what}, waits by procedure, p50",
                "ms",
                quick[millions],
                at_most=REPORT_MS if millions == 1 else None,
            )
            yield Alone("… from the middle of a month to the middle of another", "ms", broken)
            yield Alone("… processor alone", "ms", own)
            yield Alone("… the whole page: groups, hours of the week, counters", "ms", whole)
            store.engine.dispose()
        yield Alone("… ten times the tickets take", "times", quick[10] / quick[1], at_most=GROWTH)
        yield from workbooks(Path(folder) / "long.xlsx", say)


def year_of(path: Path, tickets: int) -> tuple[Store, str]:
    """A hall whose figures of one year count so many tickets."""
    engine = open_engine(f"sqlite:///{path}")
    migrating.upgrade(engine)
    store = Store(engine, lambda: datetime(YEAR + 1, 1, 5, 2, tzinfo=UTC))
    plan = setup.read_plan(setup.SAMPLE)
    setup.found_hall(store, plan, "a password of the bench")
    with store.glance() as db:
        hall = str(db.execute(schema.hall.select()).one().id)
    _fill(store, hall, tickets)
    with store.look(hall) as look:
        whole = rollup.prepare_whole(look)
    with store.work(hall, SYSTEM) as work:
        rollup.write_whole(work, whole)
    return store, hall


def _fill(store: Store, hall: str, tickets: int) -> None:
    known = [date(YEAR, 1, 1) + timedelta(days=n) for n in range(365)]
    worked = [day for day in known if day.weekday() < 5]
    chance = random.Random(tickets)
    slots = {day: [f"{day.weekday()}-{hour:02d}" for hour in HOURS] for day in worked}
    pool = {
        by: [_figure(chance, tickets // len(worked) // len(keys)) for _ in range(POOL)]
        for by, keys in {**GROUPS, "slot": list(HOURS)}.items()
    }
    with store.founding() as db:
        rows = [
            {"hall": hall, "day": day, "opened_at": _noon(day), "closed_at": _noon(day)} for day in worked
        ]
        db.execute(insert(schema.service_day), rows)
        for day in worked:
            groups = {**GROUPS, "slot": slots[day]}
            cells = {
                Place(by, Span.DAY, day, key): chance.choice(pool[by])
                for by, keys in groups.items()
                for key in keys
            }
            figures.write(db, hall, cells)
        figures.set_until(db, hall, 0)


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 5, tzinfo=UTC)


def _figure(chance: random.Random, n: int) -> Figure:
    def sketch(median_s: float) -> Sketch:
        return Sketch.of(chance.lognormvariate(0, 0.8) * median_s for _ in range(n))

    tally = {"issued": n, "served": n - n // 20, "no_show": n // 20, "outcome.done": n - n // 20}
    return Figure(tally, sketch(500), sketch(30), sketch(400), sketch(200))


def _asked(store: Store, hall: str, first: date, last: date, everything: bool = False) -> float:
    took = []
    for _ in range(TIMES):
        began = time.perf_counter()
        with store.look(hall) as look:
            made = report.report(look, first, last) if everything else wait_times.times(look, first, last)
        took.append((time.perf_counter() - began) * 1000)
        if not made:
            raise RuntimeError("The report is empty.")
    return median(took)


def workbooks(path: Path, say: Say) -> Iterator[Alone]:
    """The journal as a workbook: how long so many rows take, and what memory they gain on the way."""
    say(f"a workbook of {ROWS:,} rows")
    columns = [(name, CellKind.DATE if name == "at" else CellKind.NUMBER) for name in raw.JOURNAL]
    at, body = datetime(YEAR, 3, 3, 8), '{"number": "A012", "queue": "A", "procedure": "2.000815"}'

    def rows(count: int) -> Iterator[tuple[object, ...]]:
        return ((seq, at, "ticket.called", "clerk1", seq // 4, body) for seq in range(count))

    with path.open("wb") as book:
        long_workbook("first", columns, rows(ROWS // 10), book)
    before, began, busy = resident_mb(), time.perf_counter(), time.process_time()
    with path.open("wb") as book:
        long_workbook("long", columns, rows(ROWS), book)
    took, own = time.perf_counter() - began, time.process_time() - busy
    yield Alone(f"a workbook of {ROWS:,} journal rows", "s", took, at_most=WORKBOOK_S)
    yield Alone("… processor alone", "s", own)
    yield Alone("… memory gained over one of a tenth", "MB", resident_mb() - before, at_most=WORKBOOK_MB)
