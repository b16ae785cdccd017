"""One transaction for one thing that people do: lock the hall, change, record, commit, then tell."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, update

from queue_server.domain.actor import Actor
from queue_server.domain.hall import Furniture, Hall
from queue_server.domain.journal import Entry
from queue_server.storage import furniture, halls, journal, schema
from queue_server.storage.engine import transaction

log = logging.getLogger(__name__)

Clock = Callable[[], datetime]


@dataclass(frozen=True)
class News:
    """What was committed at once, in the journal's order, with the number of each entry."""

    hall: str
    entries: Sequence[tuple[int, Entry]]


Listener = Callable[[News], None]


@dataclass
class Look:
    """A consistent view of one hall at `now`; `behind` is how far the machine's clock lags the journal."""

    db: Connection
    hall: Hall
    now: datetime
    behind: timedelta

    @cached_property
    def furniture(self) -> Furniture:
        """What stands in the hall, as of this transaction."""
        return furniture.of_hall(self.db, self.hall)

    @property
    def today(self) -> date:
        """The service day of now."""
        return self.hall.day(self.now)


@dataclass
class Work(Look):
    """A write in progress: everything recorded here is committed together, or nothing is."""

    actor: Actor
    entries: list[Entry] = field(default_factory=list)
    calls: int = 0

    def record(self, entry: Entry) -> None:
        """Add one row to the journal of this transaction."""
        self.entries.append(entry)

    def next_call(self) -> int:
        """The hall's number of the next call; it grows with every call and recall."""
        self.calls += 1
        return self.calls


class Store:
    """The database of one or many halls, and those who want to hear what was committed."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self.engine = engine
        self.clock = clock
        self.listeners: list[Listener] = []
        self._behind = timedelta(0)
        # SQLite's own lock is polled with growing pauses; queueing here first is fair and quicker.
        self._queue: AbstractContextManager[Any] = (
            threading.Lock() if engine.dialect.name == "sqlite" else nullcontext()
        )

    @contextmanager
    def look(self, hall: str) -> Iterator[Look]:
        """Read `hall` without changing anything; NotFound if it does not exist."""
        with transaction(self.engine) as db:
            found = halls.hall(db, hall)
            yield Look(db, found, *self._time(found))

    @contextmanager
    def work(self, hall: str, actor: Actor) -> Iterator[Work]:
        """Change `hall` as `actor`: commits at the end, or changes nothing if an error is raised."""
        with self._queue, transaction(self.engine, writes=True) as db:
            found = halls.hall(db, hall, lock=True)
            work = Work(db, found, *self._time(found), actor, calls=found.calls)
            yield work
            news = _write_journal(work)
        self._tell(news)

    @contextmanager
    def glance(self) -> Iterator[Connection]:
        """A plain read that needs no hall."""
        with transaction(self.engine) as db:
            yield db

    @contextmanager
    def founding(self) -> Iterator[Connection]:
        """A plain write, for what is there before a hall is."""
        with self._queue, transaction(self.engine, writes=True) as db:
            yield db

    def _time(self, hall: Hall) -> tuple[datetime, timedelta]:
        """Now, and how far the clock is behind: after it jumped back, time runs on from the last event."""
        wall = self.clock()
        if wall >= hall.last_at:
            self._behind = timedelta(0)
        elif wall + self._behind < hall.last_at:
            self._behind = hall.last_at - wall
        return wall + self._behind, self._behind

    def _tell(self, news: News) -> None:
        for listener in self.listeners if news.entries else ():
            try:
                listener(news)
            except Exception:
                log.exception("a listener failed", extra={"hall": news.hall})


_GO_ON = (
    update(schema.hall)
    .where(schema.hall.c.id == bindparam("of_hall"))
    .values(seq=bindparam("seq"), last_at=bindparam("last_at"), calls=bindparam("calls"))
)


def _write_journal(work: Work) -> News:
    numbered = list(enumerate(work.entries, work.hall.seq + 1))
    if numbered:
        journal.append(work.db, work.hall.id, numbered)
        last = {"seq": numbered[-1][0], "last_at": work.now, "calls": work.calls}
        work.db.execute(_GO_ON, {"of_hall": work.hall.id, **last})
    return News(work.hall.id, numbered)
