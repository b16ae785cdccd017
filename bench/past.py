"""A long past: tickets of former days, written straight into a hall's SQLite database.

Every ticket was served, with its four journal rows, its service record and its printed slip, in the
way the server would have left them, so that every table and every index has its true size.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

HALL = "bat-mot"
TICKETS_A_DAY = 1500
PROCEDURE, SERIES, COUNTER = "2.000815", "A", "1"
BATCH = 20_000
WAIT, WALK, SERVICE = timedelta(minutes=7), timedelta(minutes=1), timedelta(minutes=5)


class Table(NamedTuple):
    name: str
    columns: tuple[str, ...]


TICKET = Table(
    "ticket",
    (
        *("id", "hall", "day", "series", "sequence", "queue", "procedure", "state", "language", "people"),
        *("issued_at", "due_at", "since", "waited_s", "counter", "calls", "called_at", "call", "link"),
    ),
)
JOURNAL = Table("journal", ("hall", "seq", "at", "kind", "by", "ticket", "body"))
RECORD = Table(
    "service_record",
    ("hall", "ticket", "procedure", "counter", "staff", "started_at", "ended_at", "outcome", "forgotten"),
)
SLIP = Table(
    "print_job",
    ("hall", "printer", "ticket", "number", "facts", "state", "attempts", "queued_at", "changed_at"),
)


def fill(database: Path, tickets: int) -> None:
    """Add `tickets` served tickets before today to the sample hall in `database`; stop the server first."""
    with closing(sqlite3.connect(database, isolation_level=None)) as db:
        db.execute("PRAGMA synchronous = OFF")
        db.execute("BEGIN IMMEDIATE")
        first = db.execute("SELECT coalesce(max(id), 0) FROM ticket").fetchone()[0] + 1
        seq, calls = db.execute("SELECT seq, calls FROM hall WHERE id = ?", (HALL,)).fetchone()
        past = _Past(first, seq, calls, tickets)
        days = [(HALL, day.isoformat(), past.opening(day), past.opening(day)) for day in past.days()]
        db.executemany("INSERT INTO service_day (hall, day, opened_at, closed_at) VALUES (?, ?, ?, ?)", days)
        for start in range(0, tickets, BATCH):
            past.write(db, range(start, min(start + BATCH, tickets)))
        db.execute("UPDATE hall SET seq = ?, calls = ?", (seq + 4 * tickets, calls + tickets))
        db.execute("COMMIT")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


class _Past:
    def __init__(self, first: int, seq: int, calls: int, tickets: int) -> None:
        self._first, self._seq, self._calls = first, seq, calls
        self._length = -(-tickets // TICKETS_A_DAY)
        self._today = datetime.now(UTC).date()

    def days(self) -> Iterator[date]:
        return (self._today - timedelta(days=n) for n in range(self._length + 1, 1, -1))

    def opening(self, day: date) -> int:
        return _microseconds(datetime(day.year, day.month, day.day, 0, 30, tzinfo=UTC))

    def write(self, db: sqlite3.Connection, numbers: range) -> None:
        for table, rows in (
            (TICKET, (self._ticket(n) for n in numbers)),
            (JOURNAL, (row for n in numbers for row in self._journal(n))),
            (RECORD, (self._record(n) for n in numbers)),
            (SLIP, (self._slip(n) for n in numbers)),
        ):
            marks = ", ".join("?" * len(table.columns))
            columns = ", ".join(f'"{column}"' for column in table.columns)
            db.executemany(f"INSERT INTO {table.name} ({columns}) VALUES ({marks})", rows)

    def _times(self, n: int) -> tuple[date, int, int, int, int]:
        """The day, and when it was issued, called, started and finished."""
        day = self._today - timedelta(days=self._length + 1 - n // TICKETS_A_DAY)
        issued = self.opening(day) + n % TICKETS_A_DAY * 20_000_000
        called = issued + WAIT // timedelta(microseconds=1)
        started = called + WALK // timedelta(microseconds=1)
        return day, issued, called, started, started + SERVICE // timedelta(microseconds=1)

    def _ticket(self, n: int) -> tuple[Any, ...]:
        day, issued, called, _, finished = self._times(n)
        sequence, waited = n % TICKETS_A_DAY + 1, WAIT.total_seconds()
        return (
            *(self._first + n, HALL, day.isoformat(), SERIES, sequence, SERIES, PROCEDURE, "served", "vi", 1),
            *(issued, issued, finished, waited, COUNTER, 1, called, self._calls + n + 1, f"past-{n}"),
        )

    def _journal(self, n: int) -> Iterator[tuple[Any, ...]]:
        _, issued, called, started, finished = self._times(n)
        moves = (
            ("ticket.issued", issued, "K1", None, "waiting"),
            ("ticket.called", called, "clerk1", "waiting", "called"),
            ("ticket.started", started, "clerk1", "called", "serving"),
            ("ticket.finished", finished, "clerk1", "serving", "served"),
        )
        for step, (kind, at, by, source, target) in enumerate(moves, 1):
            body = {
                "ticket": self._first + n,
                "number": _number(n),
                "queue": SERIES,
                "procedure": PROCEDURE,
                "counter": COUNTER,
                "source": source,
                "target": target,
            }
            yield HALL, self._seq + 4 * n + step, at, kind, by, self._first + n, json.dumps(body)

    def _record(self, n: int) -> tuple[Any, ...]:
        *_, started, finished = self._times(n)
        return HALL, self._first + n, PROCEDURE, COUNTER, "clerk1", started, finished, "done", 0

    def _slip(self, n: int) -> tuple[Any, ...]:
        _, issued, *_ = self._times(n)
        facts = '{"ahead": 3, "reprint": false}'
        return HALL, "P1", self._first + n, _number(n), facts, "printed", 1, issued, issued


def _number(n: int) -> str:
    return f"{SERIES}{n % TICKETS_A_DAY + 1:03d}"


def _microseconds(at: datetime) -> int:
    return (at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
