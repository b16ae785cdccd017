"""Service days, and the sequence of numbers within each."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from queue_server.storage import schema

_days, _series = schema.service_day, schema.series


def is_open(db: Connection, hall: str, day: date) -> bool:
    query = select(_days.c.closed_at).where(_days.c.hall == hall, _days.c.day == day)
    row = db.execute(query).first()
    return row is not None and row.closed_at is None


def exists(db: Connection, hall: str, day: date) -> bool:
    query = select(_days.c.day).where(_days.c.hall == hall, _days.c.day == day)
    return db.execute(query).first() is not None


def last(db: Connection, hall: str) -> date | None:
    """The newest day that was opened, or None."""
    query = select(_days.c.day).where(_days.c.hall == hall).order_by(_days.c.day.desc()).limit(1)
    return db.scalar(query)


def open_before(db: Connection, hall: str, day: date) -> list[date]:
    """Days before `day` that nobody has closed."""
    query = select(_days.c.day).where(_days.c.hall == hall, _days.c.day < day, _days.c.closed_at.is_(None))
    return list(db.scalars(query.order_by(_days.c.day)))


def start(db: Connection, hall: str, day: date, at: datetime) -> None:
    db.execute(insert(_days).values(hall=hall, day=day, opened_at=at))


def reopen(db: Connection, hall: str, day: date) -> None:
    db.execute(update(_days).where(_days.c.hall == hall, _days.c.day == day).values(closed_at=None))


def close(db: Connection, hall: str, day: date, at: datetime) -> None:
    db.execute(update(_days).where(_days.c.hall == hall, _days.c.day == day).values(closed_at=at))


def next_sequence(db: Connection, hall: str, day: date, series: str) -> int:
    """The next number of a series; it counts up inside the transaction, so a refusal leaves no gap."""
    dialect = sqlite if db.dialect.name == "sqlite" else postgresql
    row = dialect.insert(_series).values(hall=hall, day=day, series=series, last=1)
    counted = row.on_conflict_do_update(
        index_elements=[_series.c.hall, _series.c.day, _series.c.series],
        set_={"last": _series.c.last + 1},
    )
    sequence: int = db.execute(counted.returning(_series.c.last)).scalar_one()
    return sequence
