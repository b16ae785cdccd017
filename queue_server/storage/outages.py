"""When the server was down, and the sign of life by which that is noticed."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from sqlalchemy import Connection, insert, select, update

from queue_server.domain.durations import Interval
from queue_server.domain.hall import Hall
from queue_server.storage import schema

_outages, _hall = schema.outage, schema.hall


def live(db: Connection, hall: str, at: datetime) -> None:
    """A sign of life."""
    db.execute(update(_hall).where(_hall.c.id == hall).values(alive_at=at))


def last_life(db: Connection, hall: str) -> datetime | None:
    """The last sign of life, None if there never was one."""
    return db.scalar(select(_hall.c.alive_at).where(_hall.c.id == hall))


def add(db: Connection, hall: str, interval: Interval) -> None:
    began_at, ended_at = interval
    db.execute(insert(_outages).values(hall=hall, began_at=began_at, ended_at=ended_at))


def of_days(db: Connection, hall: Hall, first: date, last: date) -> list[Interval]:
    """The outages of the service days `first` to `last`, in order."""
    begin = datetime.combine(first, time(), hall.zone)
    end = datetime.combine(last + timedelta(days=1), time(), hall.zone)
    query = select(_outages.c.began_at, _outages.c.ended_at).where(
        _outages.c.hall == hall.id, _outages.c.ended_at > begin, _outages.c.began_at < end
    )
    return [(began_at, ended_at) for began_at, ended_at in db.execute(query.order_by(_outages.c.began_at))]
