"""What was told of waits, and when those people were called."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Connection, and_, func, not_, select

from queue_server.storage import schema
from queue_server.storage.columns import Instant

_t, _j = schema.ticket, schema.journal


class Promise(NamedTuple):
    """A number that was taken, the band told with it (None: nothing was), and the first call, if one came."""

    ticket: int
    issued_at: datetime
    low_s: int | None
    high_s: int | None
    called_at: datetime | None

    @property
    def is_kept(self) -> bool | None:
        """Whether the call came within the band; None if there was no call or no band."""
        if self.high_s is None or self.called_at is None:
            return None
        return (self.called_at - self.issued_at).total_seconds() <= self.high_s


def of_days(db: Connection, hall: str, first: date, last: date) -> list[Promise]:
    """Every number taken on those days, without those from paper and of people who walked up."""
    call = (
        select(func.min(_j.c.at, type_=Instant))
        .where(_j.c.ticket == _t.c.id, _j.c.kind == "ticket.called")
        .scalar_subquery()
    )
    walked_up = and_(_t.c.called_at.is_not(None), _t.c.call.is_(None))
    query = (
        select(_t.c.id, _t.c.issued_at, _t.c.told_low_s, _t.c.told_high_s, call)
        .where(_t.c.hall == hall, _t.c.day.between(first, last), ~_t.c.estimated, not_(walked_up))
        .order_by(_t.c.id)
    )
    return [Promise(*row) for row in db.execute(query)]
