"""Whose turn it is at a counter, and who stands there."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, and_, bindparam, func, or_, select

from queue_server.domain.hall import Counter
from queue_server.domain.numbering import number
from queue_server.domain.states import TicketState
from queue_server.domain.ticket import Ticket
from queue_server.storage import schema
from queue_server.storage.tickets.row import ticket_of

_t = schema.ticket
_NOW = bindparam("now", type_=_t.c.due_at.type)


@cache
def _next(helping: int) -> Select[Any]:
    """What `turn.may_call` says, in SQL, for a counter that helps in so many queues."""
    helped = (
        and_(_t.c.queue == bindparam(f"helped_{n}"), _t.c.due_at <= bindparam(f"due_{n}", type_=_NOW.type))
        for n in range(helping)
    )
    served = or_(_t.c.queue.in_(bindparam("queues", expanding=True)), *helped)
    query = select(_t).where(
        schema.LIVE,
        _t.c.hall == bindparam("of_hall"),
        _t.c.state == TicketState.WAITING,
        # Hidden from the index by day: along that of the live ones the first that fits is the answer.
        func.coalesce(_t.c.day, _t.c.day) == bindparam("of_day", type_=_t.c.day.type),
        or_(and_(_t.c.directed.is_(None), served), _t.c.directed == bindparam("counter")),
        or_(_t.c.not_before.is_(None), _t.c.not_before <= _NOW),
    )
    return query.order_by(_t.c.due_at, _t.c.id).limit(1)


_AT_COUNTER = select(_t).where(
    schema.AT_COUNTER, _t.c.hall == bindparam("of_hall"), _t.c.counter == bindparam("counter")
)


def next_for(db: Connection, hall: str, day: date, counter: Counter, now: datetime) -> Ticket | None:
    """The ticket whose turn it is at `counter`: what `turn.pick` says without languages, in SQL."""
    helps = list(counter.helps_after_s.items())
    primary = [queue for queue in counter.queues if queue not in counter.helps_after_s]
    place = {"of_hall": hall, "of_day": day, "queues": primary, "counter": counter.code, "now": now}
    for n, (queue, after_s) in enumerate(helps):
        place |= {f"helped_{n}": queue, f"due_{n}": now - timedelta(seconds=after_s)}
    row = db.execute(_next(len(helps)), place).first()
    return None if row is None else ticket_of(row)


def at_counter(db: Connection, hall: str, counter: str) -> Ticket | None:
    """The ticket called to or served at `counter`, or None."""
    row = db.execute(_AT_COUNTER, {"of_hall": hall, "counter": counter}).first()
    return None if row is None else ticket_of(row)


def directed_to(db: Connection, hall: str, counter: str) -> list[Ticket]:
    """Who waits for that counter alone."""
    only = (_t.c.hall == hall, _t.c.state == TicketState.WAITING, _t.c.directed == counter)
    return [ticket_of(row) for row in db.execute(select(_t).where(schema.LIVE, *only).order_by(_t.c.id))]


class AtCounter(NamedTuple):
    """A number that was called to `counter` or is served there."""

    number: str
    counter: str


_AT_COUNTERS = (
    select(_t.c.series, _t.c.sequence, _t.c.counter)
    .where(
        schema.AT_COUNTER,
        _t.c.hall == bindparam("of_hall"),
        _t.c.day == bindparam("of_day"),
        _t.c.queue == bindparam("of_queue"),
    )
    .order_by(_t.c.counter)
)


def at_counters(db: Connection, hall: str, day: date, queue: str) -> list[AtCounter]:
    """The numbers of a queue that are at a counter now, by counter."""
    rows = db.execute(_AT_COUNTERS, {"of_hall": hall, "of_day": day, "of_queue": queue})
    return [AtCounter(number(series, sequence), counter) for series, sequence, counter in rows]


_ALL_AT_COUNTERS = select(_t).where(schema.AT_COUNTER, _t.c.hall == bindparam("of_hall"))


def all_at_counters(db: Connection, hall: str) -> list[Ticket]:
    """Every ticket that is called to or served at a counter, whatever its day."""
    return [ticket_of(row) for row in db.execute(_ALL_AT_COUNTERS, {"of_hall": hall}).all()]
