"""What the simulation of waits needs to know: the line in a few columns, and the days behind us."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, ColumnElement, Connection, bindparam, func, select, type_coerce

from queue_server.domain.states import TicketState
from queue_server.estimates.drawing import Visitor, Waiting
from queue_server.storage import schema

RECENT_VISITS = 10_000
RECENT_MISSES = 500
_t, _r = schema.ticket, schema.service_record


def _micros(column: ColumnElement[Any]) -> ColumnElement[int]:
    return type_coerce(column, BigInteger)


_LINE = (
    select(
        _t.c.id,
        _t.c.queue,
        _t.c.procedure,
        _micros(_t.c.due_at),
        _micros(_t.c.since),
        _t.c.directed,
        _micros(_t.c.not_before),
        _t.c.language,
    )
    .where(
        _t.c.hall == bindparam("of_hall"),
        _t.c.state == TicketState.WAITING,
        _t.c.day == bindparam("of_day"),
    )
    .order_by(_t.c.due_at, _t.c.id)
)


def line(db: Connection, hall: str, day: date) -> list[Waiting]:
    """Who waits on `day`, in the order of turns."""
    return [Waiting(*row) for row in db.execute(_LINE, {"of_hall": hall, "of_day": day}).all()]


# The condition stands as in the index, word for word, so that past tickets cost nothing.
_AT_COUNTERS = select(_t.c.counter, _t.c.state, _t.c.since, _t.c.procedure).where(
    schema.AT_COUNTER, _t.c.hall == bindparam("of_hall")
)


def at_counters(db: Connection, hall: str) -> dict[str, Visitor]:
    """Who is called to or served at each counter."""
    rows = db.execute(_AT_COUNTERS, {"of_hall": hall})
    return {counter: Visitor(state, since, procedure) for counter, state, since, procedure in rows}


class Served(NamedTuple):
    """One service of a past visit; instants in microseconds since 1970."""

    ticket: int
    procedure: str
    counter: str
    issued_at: int
    called_at: int | None
    started_at: int
    ended_at: int
    trusted: bool


_SERVED = (
    select(
        _r.c.ticket,
        _r.c.procedure,
        _r.c.counter,
        _micros(_t.c.issued_at),
        _micros(_t.c.called_at),
        _micros(_r.c.started_at),
        _micros(_r.c.ended_at),
        (~_r.c.forgotten) & (~_r.c.times_wrong),
    )
    .join(_t, _t.c.id == _r.c.ticket)
    .where(_r.c.hall == bindparam("of_hall"), _r.c.ended_at.is_not(None))
    .order_by(_r.c.id.desc())
    .limit(RECENT_VISITS)
)


def served(db: Connection, hall: str, first: int, before: int) -> list[Served]:
    """The newest services begun from `first` up to `before` (microseconds), in the order of their ids."""
    recent = _SERVED.where(_r.c.started_at < bindparam("before", type_=BigInteger))
    rows = [Served(*row) for row in db.execute(recent, {"of_hall": hall, "before": before}).all()]
    return [row for row in reversed(rows) if row.started_at >= first]


def ended(db: Connection, hall: str, first: date, last: date) -> dict[TicketState, int]:
    """How many tickets of those days were served, and how many nobody came for."""
    states = (TicketState.SERVED, TicketState.NO_SHOW)
    query = select(_t.c.state, func.count()).where(
        _t.c.hall == hall, _t.c.day.between(first, last), _t.c.state.in_(states)
    )
    return {state: count for state, count in db.execute(query.group_by(_t.c.state))}


def misses(db: Connection, hall: str, first: date, last: date) -> list[float]:
    """Seconds from the last call until somebody was given up, of the newest no-shows of those days."""
    took = _micros(_t.c.since) - _micros(_t.c.called_at)
    missed = (_t.c.state == TicketState.NO_SHOW, _t.c.called_at.is_not(None))
    query = select(took).where(_t.c.hall == hall, _t.c.day.between(first, last), *missed)
    return [each / 1e6 for each in db.scalars(query.order_by(_t.c.id.desc()).limit(RECENT_MISSES))]
