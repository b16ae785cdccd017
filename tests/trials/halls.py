"""Halls for the trials: the sample hall, and one with eight counters that all serve every queue."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from queue_server.operations.setup import SAMPLE, found_hall, read_plan
from queue_server.storage.engine import open_engine
from queue_server.storage.work import Store

PASSWORD = "mot-cua-bat-mot"
HALL = "bat-mot"
EIGHT = tuple(str(n) for n in range(1, 9))


def store_at(url: str) -> Store:
    return Store(open_engine(url), lambda: datetime.now(UTC))


def found_hall_of_eight(url: str) -> None:
    """The sample hall with counters 1 to 8, clerks clerk1 to clerk8, greeters greeter1 to greeter8."""
    store = store_at(url)
    found_hall(store, _plan_of_eight(), PASSWORD)
    store.engine.dispose()


def _plan_of_eight() -> dict[str, Any]:
    plan = read_plan(SAMPLE)
    every = [queue["code"] for queue in plan["queues"]]
    counters = [
        {"code": n, "names": {"vi": f"Quầy {n}", "en": f"Counter {n}"}, "queues": every} for n in EIGHT
    ]
    clerks = {f"clerk{n}": ["clerk"] for n in EIGHT}
    greeters = {f"greeter{n}": ["greeter"] for n in EIGHT}
    return {**plan, "counters": counters, "staff": {**plan["staff"], **clerks, **greeters}}
