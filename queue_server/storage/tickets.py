"""Tickets; every change is guarded by the state it starts from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Integer,
    Row,
    Select,
    and_,
    bindparam,
    case,
    func,
    insert,
    or_,
    select,
    type_coerce,
    update,
)

from queue_server.domain.errors import AlreadyMoved, NotFound
from queue_server.domain.hall import Counter, View
from queue_server.domain.numbering import number
from queue_server.domain.paper_numbers import Known
from queue_server.domain.states import TicketState
from queue_server.domain.ticket import Ticket
from queue_server.storage import schema
from queue_server.storage.columns import MICROSECOND

LARGEST = 2**31 - 1
NEWEST = 2**62
_t = schema.ticket


def _ticket(row: Row[Any]) -> Ticket:
    return Ticket(**row._mapping)


_NEW = ("id", "counter", "directed", "called_at", "call", "not_before", "returns_to", "note")
_COLUMNS: dict[str, Any] = {c.name: bindparam(c.name) for c in _t.c if c.name not in _NEW}
_INSERT = insert(_t).values(_COLUMNS).returning(_t.c.id)


def insert_ticket(db: Connection, **columns: Any) -> Ticket:
    """A new ticket with the id the database gives it."""
    columns = {"estimated": False, "told_low_s": None, "told_high_s": None, "sign": None, **columns}
    return Ticket(id=db.execute(_INSERT, columns).scalar_one(), **columns)


_BY_ID = select(_t).where(_t.c.hall == bindparam("of_hall"), _t.c.id == bindparam("own"))
# Which columns are set is told by the values that it is executed with.
_SAVE = update(_t).where(
    _t.c.id == bindparam("own"), _t.c.state == bindparam("was"), _t.c.since == bindparam("since_then")
)


def by_id(db: Connection, hall: str, ticket: int) -> Ticket:
    """NotFound if the hall has no such ticket."""
    row = db.execute(_BY_ID, {"of_hall": hall, "own": ticket}).first()
    if row is None:
        raise NotFound(kind="ticket", id=ticket)
    return _ticket(row)


_BY_LINK = select(_t).where(_t.c.link == bindparam("of_link"))


def by_link(db: Connection, link: str) -> Ticket | None:
    row = db.execute(_BY_LINK, {"of_link": link}).first()
    return None if row is None else _ticket(row)


def save(db: Connection, old: Ticket, new: Ticket) -> None:
    """Replace `old` by `new`; AlreadyMoved if somebody got there first."""
    before, guard = vars(old), {"own": old.id, "was": old.state, "since_then": old.since}
    changed = {key: value for key, value in vars(new).items() if value != before[key]}
    if changed and db.execute(_SAVE, {**changed, **guard}).rowcount == 0:
        raise AlreadyMoved(number=old.number)


def by_number(db: Connection, hall: str, day: date, series: str, sequence: int) -> Ticket | None:
    row = db.execute(select(_t).where(*_of_series(hall, day, series), _t.c.sequence == sequence)).first()
    return None if row is None else _ticket(row)


def _of_series(hall: str, day: date, series: str) -> tuple[ColumnElement[bool], ...]:
    return _t.c.hall == hall, _t.c.day == day, _t.c.series == series


def last_of_series(db: Connection, hall: str, day: date, series: str) -> Known | None:
    """The highest number of a series on `day`, and when it was taken."""
    return neighbours(db, hall, day, series, LARGEST)[0]


def neighbours(
    db: Connection, hall: str, day: date, series: str, sequence: int
) -> tuple[Known | None, Known | None]:
    """The next lower and the next higher number of a series that are known."""
    query = select(_t.c.sequence, _t.c.issued_at).where(*_of_series(hall, day, series)).limit(1)
    before = db.execute(query.where(_t.c.sequence < sequence).order_by(_t.c.sequence.desc())).first()
    after = db.execute(query.where(_t.c.sequence > sequence).order_by(_t.c.sequence)).first()
    return before and Known(*before), after and Known(*after)


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
    return None if row is None else _ticket(row)


def at_counter(db: Connection, hall: str, counter: str) -> Ticket | None:
    """The ticket called to or served at `counter`, or None."""
    row = db.execute(_AT_COUNTER, {"of_hall": hall, "counter": counter}).first()
    return None if row is None else _ticket(row)


def directed_to(db: Connection, hall: str, counter: str) -> list[Ticket]:
    """Who waits for that counter alone."""
    only = (_t.c.hall == hall, _t.c.state == TicketState.WAITING, _t.c.directed == counter)
    return [_ticket(row) for row in db.execute(select(_t).where(schema.LIVE, *only).order_by(_t.c.id))]


def last_served(db: Connection, hall: str, day: date, counter: str) -> Ticket | None:
    """The ticket that was finished last at `counter` on `day`, or None."""
    which = (_t.c.hall == hall, _t.c.day == day, _t.c.state == TicketState.SERVED, _t.c.counter == counter)
    row = db.execute(select(_t).where(*which).order_by(_t.c.since.desc()).limit(1)).first()
    return None if row is None else _ticket(row)


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


_NEWEST_SIGNS = (
    select(_t.c.sign)
    .where(schema.LIVE, _t.c.hall == bindparam("of_hall"), _t.c.sign.is_not(None))
    .order_by(_t.c.id.desc())
    .limit(bindparam("most"))
)


def newest_signs(db: Connection, hall: str, most: int) -> list[str]:
    """The own signs of the `most` newest tickets of those who are in the hall, the newest first."""
    return list(db.scalars(_NEWEST_SIGNS, {"of_hall": hall, "most": most}).all())


_DUE = bindparam("due", type_=_t.c.due_at.type)
_AHEAD = select(func.count()).where(
    _t.c.hall == bindparam("of_hall"),
    _t.c.state == TicketState.WAITING,
    _t.c.day == bindparam("of_day"),
    _t.c.queue == bindparam("of_queue"),
    or_(_t.c.due_at < _DUE, and_(_t.c.due_at == _DUE, _t.c.id < bindparam("own"))),
)


def ahead(db: Connection, ticket: Ticket) -> int:
    """How many wait in the same queue before this one."""
    return before(db, ticket.hall, ticket.day, ticket.queue, ticket.due_at, ticket.id)


def before(db: Connection, hall: str, day: date, queue: str, due_at: datetime, ticket: int = NEWEST) -> int:
    """How many wait in `queue` before a ticket that is due then; before the newest one, if none is given."""
    place = {"of_hall": hall, "of_day": day, "of_queue": queue, "due": due_at, "own": ticket}
    count: int = db.execute(_AHEAD, place).scalar_one()
    return count


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
    return [_ticket(row) for row in db.execute(query.order_by(_t.c.due_at, _t.c.id))]


_ALL_AT_COUNTERS = select(_t).where(schema.AT_COUNTER, _t.c.hall == bindparam("of_hall"))


def all_at_counters(db: Connection, hall: str) -> list[Ticket]:
    """Every ticket that is called to or served at a counter, whatever its day."""
    return [_ticket(row) for row in db.execute(_ALL_AT_COUNTERS, {"of_hall": hall}).all()]


def in_line(db: Connection, hall: str, day: date, queue: str | None = None) -> list[Ticket]:
    """Who waits on `day`, in the order of turns."""
    return in_states(db, hall, [TicketState.WAITING], day=day, queue=queue)


def of_days(db: Connection, hall: str, first: date, last: date) -> list[Ticket]:
    query = select(_t).where(_t.c.hall == hall, _t.c.day.between(first, last))
    return [_ticket(row) for row in db.execute(query.order_by(_t.c.id))]


def page(db: Connection, hall: str, *, after: int, limit: int, **filters: Any) -> list[Ticket]:
    """At most `limit` tickets with an id above `after`, filtered by equal columns."""
    query = select(_t).where(_t.c.hall == hall, _t.c.id > after)
    for column, value in filters.items():
        query = query.where(_t.c[column] == value)
    return [_ticket(row) for row in db.execute(query.order_by(_t.c.id).limit(limit))]


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
        return [_ticket(row) for row in db.execute(_CALLED_TO, {**which, "counter": view.counter})]
    if view.queues:
        return [_ticket(row) for row in db.execute(_CALLED_IN, {**which, "queues": view.queues})]
    return [_ticket(row) for row in db.execute(_CALLED, which)]


def called_since(db: Connection, hall: str, day: date, since: datetime) -> list[Ticket]:
    """Those of `day` whose last call was after `since` and who do not wait again, newest first."""
    away = _t.c.state.not_in([TicketState.WAITING, TicketState.CANCELLED])
    query = select(_t).where(_t.c.hall == hall, _t.c.day == day, _t.c.called_at > since, away)
    return [_ticket(row) for row in db.execute(query.order_by(_t.c.called_at.desc(), _t.c.id))]


def given(db: Connection, hall: str, day: date) -> dict[str, int]:
    """How many numbers of each queue were given on `day`, wherever their tickets went later."""
    query = select(_t.c.series, func.count()).where(_t.c.hall == hall, _t.c.day == day)
    return {series: count for series, count in db.execute(query.group_by(_t.c.series))}


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
        found.setdefault(row.queue, []).append(_ticket(row))
    return found


_PRIORITIES = (
    select(_t.c.queue, func.count())
    .where(_t.c.hall == bindparam("of_hall"), _t.c.day == bindparam("of_day"), _t.c.priority.is_not(None))
    .group_by(_t.c.queue)
)


def priorities(db: Connection, hall: str, day: date) -> dict[str, int]:
    """How many numbers with priority were given out in each queue."""
    return {queue: count for queue, count in db.execute(_PRIORITIES, {"of_hall": hall, "of_day": day})}


class Stays(NamedTuple):
    """How many came in one step and left the line in another, steps counted since 1970; None: they wait."""

    came: int
    left: int | None
    people: int


_LEFT = case((_t.c.state == TicketState.WAITING, None), else_=func.coalesce(_t.c.called_at, _t.c.since))
_STEP: ColumnElement[int] = bindparam("step", type_=BigInteger)
_STAYS = (
    select(
        (type_coerce(_t.c.issued_at, BigInteger) // _STEP).label("came"),
        (type_coerce(_LEFT, BigInteger) // _STEP).label("left"),
        func.count(),
    )
    .where(_t.c.hall == bindparam("of_hall"), _t.c.day == bindparam("of_day"), _t.c.estimated.is_(False))
    .group_by("came", "left")
)


def stays(db: Connection, hall: str, day: date, step: timedelta) -> list[Stays]:
    """The visits of `day` by the steps in which they began and ended, without those whose time is a guess."""
    words = {"of_hall": hall, "of_day": day, "step": step // MICROSECOND}
    return [Stays(*row) for row in db.execute(_STAYS, words).all()]


def within(db: Connection, hall: str, day: date, target_s: int) -> dict[str, tuple[int, int]]:
    """Of each queue, how many of `day` were called, and how many of them within `target_s` seconds."""
    in_time = func.sum(case((_t.c.waited_s <= target_s, 1), else_=0))
    called = (_t.c.hall == hall, _t.c.day == day, _t.c.call > 0, _t.c.estimated.is_(False))
    rows = db.execute(select(_t.c.queue, func.count(), in_time).where(*called).group_by(_t.c.queue))
    return {queue: (int(n), int(good)) for queue, n, good in rows}
