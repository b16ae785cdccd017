"""Who was called, newest first."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Integer, bindparam, select

from queue_server.domain.hall import View
from queue_server.domain.states import TicketState
from queue_server.domain.ticket import Ticket
from queue_server.storage import schema
from queue_server.storage.tickets.row import ticket_of

_t = schema.ticket


def last_served(db: Connection, hall: str, day: date, counter: str) -> Ticket | None:
    """The ticket that was finished last at `counter` on `day`, or None."""
    which = (_t.c.hall == hall, _t.c.day == day, _t.c.state == TicketState.SERVED, _t.c.counter == counter)
    row = db.execute(select(_t).where(*which).order_by(_t.c.since.desc()).limit(1)).first()
    return None if row is None else ticket_of(row)


_CALLED = (
    select(_t)
    .where(
        _t.c.hall == bindparam("of_hall"),
        _t.c.day == bindparam("of_day"),
        _t.c.call.is_not(None),
        _t.c.counter.is_not(None),
        _t.c.state.not_in([TicketState.WAITING, TicketState.CANCELLED]),
    )
    .order_by(_t.c.call.desc())
    .limit(bindparam("limit", type_=Integer))
)
_CALLED_TO = _CALLED.where(_t.c.counter == bindparam("counter"))
_CALLED_IN = _CALLED.where(_t.c.queue.in_(bindparam("queues", expanding=True)))


def last_called(db: Connection, hall: str, day: date, limit: int, view: View) -> list[Ticket]:
    """The newest calls of the day whose tickets have not gone back to wait, newest first."""
    which: dict[str, Any] = {"of_hall": hall, "of_day": day, "limit": limit}
    if view.counter is not None:
        return [ticket_of(row) for row in db.execute(_CALLED_TO, {**which, "counter": view.counter})]
    if view.queues:
        return [ticket_of(row) for row in db.execute(_CALLED_IN, {**which, "queues": view.queues})]
    return [ticket_of(row) for row in db.execute(_CALLED, which)]


def called_since(db: Connection, hall: str, day: date, since: datetime) -> list[Ticket]:
    """Those of `day` whose last call was after `since` and who do not wait again, newest first."""
    away = _t.c.state.not_in([TicketState.WAITING, TicketState.CANCELLED])
    query = select(_t).where(_t.c.hall == hall, _t.c.day == day, _t.c.called_at > since, away)
    return [ticket_of(row) for row in db.execute(query.order_by(_t.c.called_at.desc(), _t.c.id))]
