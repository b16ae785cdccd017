"""Suggestions of citizens, and the hall's list of obstacles."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from queue_server.domain.errors import NotFound
from queue_server.domain.suggestion import Kind, Obstacle, Status, Suggestion
from queue_server.storage import schema

_table, _obstacles = schema.suggestion, schema.obstacle
_COLUMNS = [c for c in _table.c if c.name != "hall"]
_OBSTACLE = [c for c in _obstacles.c if c.name != "hall"]
MOST = 500


def _suggestion(row: Row[Any]) -> Suggestion:
    kind, status = Kind(row.kind), Status(row.status)
    return Suggestion(**{**row._mapping, "kind": kind, "status": status, "spoken": bool(row.spoken)})


def add(db: Connection, hall: str, **columns: Any) -> int:
    """A new suggestion; its id."""
    return int(db.execute(insert(_table).values(hall=hall, **columns).returning(_table.c.id)).scalar_one())


def by_id(db: Connection, hall: str, id: int) -> Suggestion:
    """NotFound if the hall has none of this id."""
    row = db.execute(select(*_COLUMNS).where(_table.c.hall == hall, _table.c.id == id)).first()
    if row is None:
        raise NotFound(kind="suggestion", id=id)
    return _suggestion(row)


def by_reference(db: Connection, hall: str, reference: str) -> Suggestion | None:
    which = (_table.c.hall == hall, _table.c.reference == reference)
    row = db.execute(select(*_COLUMNS).where(*which)).first()
    return None if row is None else _suggestion(row)


def change(db: Connection, hall: str, id: int, **columns: Any) -> None:
    db.execute(update(_table).where(_table.c.hall == hall, _table.c.id == id).values(**columns))


def of_days(db: Connection, hall: str, first: date, last: date) -> list[Suggestion]:
    """The newest of these days first, at most five hundred."""
    which = (_table.c.hall == hall, _table.c.day.between(first, last))
    rows = db.execute(select(*_COLUMNS).where(*which).order_by(_table.c.id.desc()).limit(MOST))
    return [_suggestion(row) for row in rows]


def complaints(db: Connection, hall: str, first: date, last: date) -> int:
    """How many complaints came in on these days."""
    which = (_table.c.hall == hall, _table.c.day.between(first, last), _table.c.kind == Kind.COMPLAINT.value)
    return int(db.execute(select(func.count()).where(*which)).scalar_one())


def add_obstacle(db: Connection, hall: str, **columns: Any) -> int:
    found = db.execute(insert(_obstacles).values(hall=hall, **columns).returning(_obstacles.c.id))
    return int(found.scalar_one())


def obstacle(db: Connection, hall: str, id: int) -> Obstacle:
    """NotFound if the hall has none of this id."""
    which = (_obstacles.c.hall == hall, _obstacles.c.id == id)
    row = db.execute(select(*_OBSTACLE).where(*which)).first()
    if row is None:
        raise NotFound(kind="obstacle", id=id)
    return Obstacle(**row._mapping)


def solve(db: Connection, hall: str, id: int, day: date) -> None:
    which = (_obstacles.c.hall == hall, _obstacles.c.id == id)
    db.execute(update(_obstacles).where(*which).values(solved_on=day))


def obstacles(db: Connection, hall: str, first: date, last: date) -> list[Obstacle]:
    """Those that were noted on these days or were open in them, the newest first."""
    solved = _obstacles.c.solved_on
    open_then = (solved.is_(None)) | (solved >= first)
    which = (_obstacles.c.hall == hall, _obstacles.c.day <= last, open_then)
    rows = db.execute(select(*_OBSTACLE).where(*which).order_by(_obstacles.c.id.desc()).limit(MOST))
    return [Obstacle(**row._mapping) for row in rows]
