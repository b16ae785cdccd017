"""Who waits, in which order and before whom."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, func, or_, select

from queue_server.domain.states import TicketState
from queue_server.domain.ticket import Ticket
from queue_server.storage import schema
from queue_server.storage.tickets.row import ticket_of

_t = schema.ticket
_DUE = bindparam("due", type_=_t.c.due_at.type)
# SQLite walks an index that far for an upper limit, and all of the line for an OR.
_DUE_BY_THEN = select(func.count()).where(
    _t.c.hall == bindparam("of_hall"),
    _t.c.state == TicketState.WAITING,
    _t.c.day == bindparam("of_day"),
    _t.c.queue == bindparam("of_queue"),
    _t.c.due_at <= _DUE,
)
_AHEAD = _DUE_BY_THEN.where(or_(_t.c.due_at < _DUE, _t.c.id < bindparam("own")))


def ahead(db: Connection, ticket: Ticket) -> int:
    """How many wait in the same queue before this one."""
    place = _place(ticket.hall, ticket.day, ticket.queue, ticket.due_at)
    count: int = db.execute(_AHEAD, {**place, "own": ticket.id}).scalar_one()
    return count


def before(db: Connection, hall: str, day: date, queue: str, due_at: datetime) -> int:
    """How many wait in `queue` before a new ticket that is due then."""
    count: int = db.execute(_DUE_BY_THEN, _place(hall, day, queue, due_at)).scalar_one()
    return count


def _place(hall: str, day: date, queue: str, due_at: datetime) -> dict[str, Any]:
    return {"of_hall": hall, "of_day": day, "of_queue": queue, "due": due_at}


def places(db: Connection, hall: str, day: date) -> dict[int, int]:
    """For every ticket that waits on `day`, how many of its queue are before it."""
    before = func.row_number().over(partition_by=_t.c.queue, order_by=(_t.c.due_at, _t.c.id)) - 1
    waiting = (_t.c.hall == hall, _t.c.day == day, _t.c.state == TicketState.WAITING)
    query = select(_t.c.id, before).where(*waiting)
    return {ticket: place for ticket, place in db.execute(query)}


def in_states(
    db: Connection,
    hall: str,
    states: Iterable[TicketState],
    day: date | None = None,
    queue: str | None = None,
) -> list[Ticket]:
    """In the order of turns."""
    query = select(_t).where(_t.c.hall == hall, _t.c.state.in_(list(states)))
    if day is not None:
        query = query.where(_t.c.day == day)
    if queue is not None:
        query = query.where(_t.c.queue == queue)
    return [ticket_of(row) for row in db.execute(query.order_by(_t.c.due_at, _t.c.id))]


def in_line(db: Connection, hall: str, day: date, queue: str | None = None) -> list[Ticket]:
    """Who waits on `day`, in the order of turns."""
    return in_states(db, hall, [TicketState.WAITING], day=day, queue=queue)


class QueueLength(NamedTuple):
    waiting: int
    oldest: datetime


# The newest wait began at `since`; what was waited before counts too.
_LENGTHS = (
    select(_t.c.queue, func.count(), func.min(_t.c.since))
    .where(
        _t.c.hall == bindparam("of_hall"),
        _t.c.state == TicketState.WAITING,
        _t.c.day == bindparam("of_day"),
    )
    .group_by(_t.c.queue)
)


def lengths(db: Connection, hall: str, day: date) -> dict[str, QueueLength]:
    """How many wait in each queue, and since when the longest of them; queues with nobody are missing."""
    rows = db.execute(_LENGTHS, {"of_hall": hall, "of_day": day})
    return {queue: QueueLength(count, oldest) for queue, count, oldest in rows}


def next_in_line(db: Connection, hall: str, day: date, most: int) -> dict[str, list[Ticket]]:
    """At most `most` tickets of each queue that are called next, in the order of turns."""
    turn = func.row_number().over(partition_by=_t.c.queue, order_by=(_t.c.due_at, _t.c.id))
    waiting = (_t.c.hall == hall, _t.c.day == day, _t.c.state == TicketState.WAITING)
    ranked = select(_t.c.id, turn.label("turn")).where(*waiting).subquery()
    query = select(_t).join(ranked, ranked.c.id == _t.c.id).where(ranked.c.turn <= most)
    found: dict[str, list[Ticket]] = {}
    for row in db.execute(query.order_by(_t.c.due_at, _t.c.id)):
        found.setdefault(row.queue, []).append(ticket_of(row))
    return found


_NEWEST_SIGNS = (
    select(_t.c.sign)
    .where(schema.LIVE, _t.c.hall == bindparam("of_hall"), _t.c.sign.is_not(None))
    .order_by(_t.c.id.desc())
    .limit(bindparam("most"))
)


def newest_signs(db: Connection, hall: str, most: int) -> list[str]:
    """The own signs of the `most` newest tickets of those who are in the hall, the newest first."""
    rows = db.execute(_NEWEST_SIGNS, {"of_hall": hall, "most": most}).all()
    return [sign for (sign,) in rows]
