"""Emergency calls that are open now, at most one a counter."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, Row, delete, insert, select, update

from queue_server.domain.emergency import Emergency
from queue_server.storage import schema

_t = schema.emergency
_COLUMNS = [c for c in _t.c if c.name != "hall"]


def open_now(db: Connection, hall: str) -> list[Emergency]:
    """The oldest first."""
    rows = db.execute(select(*_COLUMNS).where(_t.c.hall == hall).order_by(_t.c.at)).all()
    return [_emergency(row) for row in rows]


def at(db: Connection, hall: str, counter: str) -> Emergency | None:
    row = db.execute(select(*_COLUMNS).where(_t.c.hall == hall, _t.c.counter == counter)).first()
    return None if row is None else _emergency(row)


def _emergency(row: Row[tuple[object, ...]]) -> Emergency:
    return Emergency(**{**row._mapping, "answered_by": tuple(row.answered_by)})


def add(db: Connection, hall: str, new: Emergency) -> None:
    values = {**vars(new), "answered_by": list(new.answered_by)}
    db.execute(insert(_t).values(hall=hall, **values))


def set_answers(db: Connection, hall: str, counter: str, answered_by: Sequence[str]) -> None:
    which = (_t.c.hall == hall, _t.c.counter == counter)
    db.execute(update(_t).where(*which).values(answered_by=list(answered_by)))


def remove(db: Connection, hall: str, counter: str) -> None:
    db.execute(delete(_t).where(_t.c.hall == hall, _t.c.counter == counter))
