"""The alarms that are open now, since when, and who has seen them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from queue_server.domain.alarms import Alarm, AlarmKind
from queue_server.storage import schema

_table = schema.alarm


@dataclass(frozen=True)
class OpenAlarm:
    alarm: Alarm
    since: datetime
    seen_by: str | None


def open_now(db: Connection, hall: str) -> list[OpenAlarm]:
    """The oldest first."""
    rows = db.execute(select(_table).where(_table.c.hall == hall).order_by(_table.c.since, _table.c.kind))
    return [
        OpenAlarm(Alarm(AlarmKind(row.kind), row.place, row.value), row.since, row.seen_by) for row in rows
    ]


def begin(db: Connection, hall: str, alarm: Alarm, at: datetime) -> None:
    values = {"kind": alarm.kind.value, "place": alarm.place, "value": alarm.value}
    db.execute(insert(_table).values(hall=hall, since=at, seen_by=None, **values))


def end(db: Connection, hall: str, alarm: Alarm) -> None:
    db.execute(delete(_table).where(*_one(hall, alarm.kind.value, alarm.place)))


def see(db: Connection, hall: str, kind: str, place: str, by: str) -> bool:
    """Whether there was such an alarm; `by` has seen it."""
    return db.execute(update(_table).where(*_one(hall, kind, place)).values(seen_by=by)).rowcount > 0


def _one(hall: str, kind: str, place: str) -> tuple[ColumnElement[bool], ...]:
    return _table.c.hall == hall, _table.c.kind == kind, _table.c.place == place
