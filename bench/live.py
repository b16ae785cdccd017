"""What one update of the manager's live page costs the server, at the end of a busy day's queue."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import event

from bench import past
from bench.counters import COUNTERS, HallOfTwenty
from bench.figures import Alone, median
from queue_server.app import create_app
from queue_server.config import Config
from queue_server.domain.actor import Actor
from queue_server.domain.states import Role
from queue_server.operations import calling, counters, issuing, moving
from queue_server.operations.issuing import Wish
from queue_server.storage import staff
from queue_server.storage.work import Store

Say = Callable[[str], None]
HALL, PROCEDURE = "bat-mot", "1.001193"
SERVED, WAITING, ROUNDS = 680, 300, 20
DAYS_BEFORE = 13
UPDATE_MS = 50.0
CLERK = Actor("clerk1", frozenset({Role.CLERK}))
KIOSK = Actor("K1", frozenset({Role.KIOSK}))


class _Afternoon:
    """The last day that `past.fill` writes, after its last ticket; goes on where it is told to."""

    def __init__(self) -> None:
        midnight = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        self.now = midnight - timedelta(days=2) + timedelta(hours=4, minutes=30)

    def __call__(self) -> datetime:
        return self.now


def figures(folder: Path, say: Say) -> Iterator[Alone]:
    """A thousand tickets in a day, three hundred of them waiting, twenty counters serving."""
    say(f"the manager's live page with {WAITING} waiting")
    hall, clock = HallOfTwenty(folder, {}), _Afternoon()
    past.fill(hall.database, DAYS_BEFORE * past.TICKETS_A_DAY + SERVED)
    _reopen(hall.database, clock.now)
    url = f"sqlite:///{hall.database}"
    app = create_app(Config(data=folder, database_url=url, secret="a secret of the bench"), clock)
    store: Store = app.extensions["queue"]["store"]
    _fill(store, clock)
    ask = _manager(app)
    ask()
    wall, own, asked = [], [], []
    for _ in range(ROUNDS):
        _issue(store, clock)  # whoever comes makes everything that was kept old
        with _Statements(store) as statements:
            begun, busy = time.perf_counter(), time.process_time()
            ask()
            wall.append((time.perf_counter() - begun) * 1000)
            own.append((time.process_time() - busy) * 1000)
        asked.append(float(statements.count))
    store.engine.dispose()
    what = f"an update of the manager's live page, {WAITING} waiting"
    yield Alone(what, "ms", median(wall), at_most=UPDATE_MS)
    yield Alone("… processor alone", "ms", median(own))
    yield Alone("… statements", "", median(asked))


class _Statements:
    """Counts what the database is asked while it lasts."""

    def __init__(self, store: Store) -> None:
        self._engine, self.count = store.engine, 0

    def __enter__(self) -> _Statements:
        event.listen(self._engine, "before_cursor_execute", self._one)
        return self

    def __exit__(self, *_: object) -> None:
        event.remove(self._engine, "before_cursor_execute", self._one)

    def _one(self, *_: object) -> None:
        self.count += 1


def _manager(app: Flask) -> Callable[[], Any]:
    parts, client = app.extensions["queue"], app.test_client()
    with parts["store"].glance() as db:
        person = staff.staff(db, HALL, "manager")
    head = {"Authorization": f"Bearer {parts['tokens'].of_staff(person)}"}

    def ask() -> Any:
        answer = client.get("/manager/now", headers=head)
        if answer.status_code != 200:
            raise RuntimeError(f"the live page was answered {answer.status}")
        return answer

    return ask


def _reopen(database: Path, now: datetime) -> None:
    """The last day of the past goes on: the hall knows nothing later."""
    with closing(sqlite3.connect(database)) as db, db:
        words = {"day": now.date().isoformat(), "now": int(now.timestamp()) * 1_000_000}
        db.execute("UPDATE hall SET open_day = :day, last_at = :now", words)
        db.execute("UPDATE service_day SET closed_at = NULL WHERE day = :day", words)


def _fill(store: Store, clock: _Afternoon) -> None:
    for _ in COUNTERS:
        _issue(store, clock)
    for code in COUNTERS:
        with store.work(HALL, CLERK) as work:
            counters.open_counter(work, code)
            called = calling.call_next(work, code)
            if called is not None:
                moving.start(work, called, code)
    for _ in range(WAITING):
        _issue(store, clock)


def _issue(store: Store, clock: _Afternoon) -> None:
    clock.now += timedelta(seconds=12)
    with store.work(HALL, KIOSK) as work:
        issuing.issue(work, Wish(PROCEDURE))
