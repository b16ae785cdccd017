"""Appointments, and how many a half hour each queue takes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from queue_server.domain.appointment import Appointment, Standing
from queue_server.storage import schema

_table, _limits = schema.appointment, schema.appointment_limit
_COLUMNS = [column for column in _table.c if column.name != "hall"]
_HELD = (Standing.BOOKED, Standing.CAME)


def _appointment(row: Mapping[str, Any]) -> Appointment:
    return Appointment(**{**row, "state": Standing(row["state"])})


def insert_appointment(db: Connection, hall: str, **columns: Any) -> Appointment:
    """A new appointment with the id that the database gives it."""
    row = {**columns, "state": columns["state"].value}
    statement = insert(_table).values(hall=hall, **row).returning(_table.c.id)
    return Appointment(id=db.execute(statement).scalar_one(), **columns)


def by_code(db: Connection, hall: str, code: str) -> Appointment | None:
    rows = db.execute(select(*_COLUMNS).where(_table.c.hall == hall, _table.c.code == code)).mappings()
    return next(map(_appointment, rows), None)


def of_day(db: Connection, hall: str, day: date) -> list[Appointment]:
    """Those of a day, by their time."""
    query = select(*_COLUMNS).where(_table.c.hall == hall, _table.c.day == day)
    return [
        _appointment(row) for row in db.execute(query.order_by(_table.c.starts_at, _table.c.id)).mappings()
    ]


def change(db: Connection, appointment: Appointment, state: Standing, ticket: int | None = None) -> None:
    db.execute(update(_table).where(_table.c.id == appointment.id).values(state=state.value, ticket=ticket))


def still_booked(db: Connection, hall: str, until: date) -> list[Appointment]:
    """Those up to the day `until` for which nobody has come."""
    open_ones = (_table.c.hall == hall, _table.c.day <= until, _table.c.state == Standing.BOOKED.value)
    return [_appointment(row) for row in db.execute(select(*_COLUMNS).where(*open_ones)).mappings()]


def taken(db: Connection, hall: str, queue: str, day: date) -> dict[datetime, int]:
    """How many places of each half hour are taken."""
    held = _table.c.state.in_([each.value for each in _HELD])
    which = (_table.c.hall == hall, _table.c.day == day, _table.c.queue == queue, held)
    rows = db.execute(select(_table.c.starts_at, func.count()).where(*which).group_by(_table.c.starts_at))
    return {at: count for at, count in rows}


def limits(db: Connection, hall: str) -> dict[str, int]:
    """How many appointments a half hour each queue takes; queues that take none are missing."""
    rows = db.execute(select(_limits.c.queue, _limits.c.per_slot).where(_limits.c.hall == hall))
    return {queue: count for queue, count in rows if count > 0}


def set_limit(db: Connection, hall: str, queue: str, per_slot: int) -> None:
    db.execute(delete(_limits).where(_limits.c.hall == hall, _limits.c.queue == queue))
    if per_slot:
        db.execute(insert(_limits).values(hall=hall, queue=queue, per_slot=per_slot))
