"""Service days, and the sequence of numbers within each."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from queue_server.storage import schema

_days, _series = schema.service_day, schema.series


def exists(db: Connection, hall: str, day: date) -> bool:
    query = select(_days.c.day).where(_days.c.hall == hall, _days.c.day == day)
    return db.execute(query).first() is not None


def last(db: Connection, hall: str) -> date | None:
    """The newest day that was opened, or None."""
    query = select(_days.c.day).where(_days.c.hall == hall).order_by(_days.c.day.desc()).limit(1)
    return db.scalar(query)


def all_of(db: Connection, hall: str) -> list[date]:
    """Every day that was opened, in order."""
    return list(db.scalars(select(_days.c.day).where(_days.c.hall == hall).order_by(_days.c.day)))


def is_closed(db: Connection, hall: str, day: date) -> bool:
    query = select(_days.c.closed_at).where(_days.c.hall == hall, _days.c.day == day)
    return db.scalar(query) is not None


def open_before(db: Connection, hall: str, day: date) -> list[date]:
    """Days before `day` that nobody has closed."""
    query = select(_days.c.day).where(_days.c.hall == hall, _days.c.day < day, _days.c.closed_at.is_(None))
    return list(db.scalars(query.order_by(_days.c.day)))


def start(db: Connection, hall: str, day: date, at: datetime) -> None:
    db.execute(insert(_days).values(hall=hall, day=day, opened_at=at))
    _set_open(db, hall, day)


def close(db: Connection, hall: str, day: date, at: datetime) -> None:
    db.execute(update(_days).where(_days.c.hall == hall, _days.c.day == day).values(closed_at=at))
    still = schema.hall.c.open_day == day
    db.execute(update(schema.hall).where(schema.hall.c.id == hall, still).values(open_day=None))


def _set_open(db: Connection, hall: str, day: date) -> None:
    """The day that is open stands with the hall, which every write reads anyway."""
    db.execute(update(schema.hall).where(schema.hall.c.id == hall).values(open_day=day))


def next_sequence(db: Connection, hall: str, day: date, series: str) -> int:
    """The next number of a series; it counts up inside the transaction, so a refusal leaves no gap."""
    which = {"hall": hall, "day": day, "series": series, "last": 1}
    sequence: int = db.execute(_COUNT_UP[db.dialect.name], which).scalar_one()
    return sequence


def reach(db: Connection, hall: str, day: date, series: str, sequence: int) -> None:
    """Numbers go on after `sequence` at least; the hall is locked by whoever writes."""
    which = (_series.c.hall == hall, _series.c.day == day, _series.c.series == series)
    last = db.scalar(select(_series.c.last).where(*which))
    if last is None:
        db.execute(insert(_series).values(hall=hall, day=day, series=series, last=sequence))
    elif last < sequence:
        db.execute(update(_series).where(*which).values(last=sequence))


def _counting_up(row: Any) -> Any:
    counted = row.on_conflict_do_update(
        index_elements=[_series.c.hall, _series.c.day, _series.c.series],
        set_={"last": _series.c.last + 1},
    )
    return counted.returning(_series.c.last)


_COUNT_UP = {
    "sqlite": _counting_up(sqlite.insert(_series)),
    "postgresql": _counting_up(postgresql.insert(_series)),
}
