"""Past days as they were recorded: who came, what they took of a counter, and which counters were open."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, Connection, and_, case, func, select, type_coerce

from queue_server.domain.states import TicketState
from queue_server.storage import schema

_t, _r, _j = schema.ticket, schema.service_record, schema.journal


class Came(NamedTuple):
    """One ticket; instants and `service`, the sum of its trusted services, in microseconds."""

    day: date
    queue: str
    state: TicketState
    issued_at: int
    due_at: int
    called_at: int | None
    since: int
    started_at: int | None
    service: int | None


def came(db: Connection, hall: str, first: date, last: date) -> list[Came]:
    """Everybody who took a number from `first` to `last`, in the order of time; without those from paper."""
    issued, due, called, since, started, ended = (
        type_coerce(column, BigInteger)
        for column in (
            _t.c.issued_at,
            _t.c.due_at,
            _t.c.called_at,
            _t.c.since,
            _r.c.started_at,
            _r.c.ended_at,
        )
    )
    trusted = and_(~_r.c.forgotten, ~_r.c.times_wrong)
    query = (
        select(
            _t.c.day,
            _t.c.queue,
            _t.c.state,
            issued,
            due,
            called,
            since,
            func.min(started),
            func.sum(case((trusted, ended - started))),
        )
        .outerjoin(_r, and_(_r.c.ticket == _t.c.id, _r.c.ended_at.is_not(None)))
        .where(_t.c.hall == hall, _t.c.day.between(first, last), ~_t.c.estimated)
        .group_by(_t.c.id)
        .order_by(_t.c.issued_at, _t.c.id)
    )
    return [Came(*row[:8], None if row[8] is None else int(row[8])) for row in db.execute(query)]


def counter_changes(db: Connection, hall: str, after: int, until: int) -> list[tuple[int, dict[str, Any]]]:
    """How counters changed and when (microseconds), in the journal after one number and up to another."""
    query = select(type_coerce(_j.c.at, BigInteger), _j.c.body).where(
        _j.c.hall == hall, _j.c.seq > after, _j.c.seq <= until, _j.c.kind == "counter.state"
    )
    return [(at, body) for at, body in db.execute(query.order_by(_j.c.seq))]
