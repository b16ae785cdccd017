"""One ticket: written, changed where it still is as it was read, and found again."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, insert, select, update

from queue_server.domain.errors import AlreadyMoved, NotFound
from queue_server.domain.paper_numbers import Known
from queue_server.domain.ticket import Ticket
from queue_server.storage import schema
from queue_server.storage.tickets.row import ticket_of

_t = schema.ticket
LARGEST = 2**31 - 1
_NEW = ("id", "counter", "directed", "called_at", "call", "not_before", "returns_to", "note")
_COLUMNS: dict[str, Any] = {c.name: bindparam(c.name) for c in _t.c if c.name not in _NEW}
_INSERT = insert(_t).values(_COLUMNS)


def insert_ticket(db: Connection, **columns: Any) -> Ticket:
    """A new ticket with the id the database gives it."""
    columns = {"estimated": False, "told_low_s": None, "told_high_s": None, "sign": None, **columns}
    return Ticket(id=db.execute(_INSERT, columns).inserted_primary_key[0], **columns)


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
    return ticket_of(row)


_BY_LINK = select(_t).where(_t.c.link == bindparam("of_link"))


def by_link(db: Connection, link: str) -> Ticket | None:
    row = db.execute(_BY_LINK, {"of_link": link}).first()
    return None if row is None else ticket_of(row)


def save(db: Connection, old: Ticket, new: Ticket) -> None:
    """Replace `old` by `new`; AlreadyMoved if somebody got there first."""
    before, guard = vars(old), {"own": old.id, "was": old.state, "since_then": old.since}
    changed = {key: value for key, value in vars(new).items() if value != before[key]}
    if changed and db.execute(_SAVE, {**changed, **guard}).rowcount == 0:
        raise AlreadyMoved(number=old.number)


def by_number(db: Connection, hall: str, day: date, series: str, sequence: int) -> Ticket | None:
    row = db.execute(select(_t).where(*_of_series(hall, day, series), _t.c.sequence == sequence)).first()
    return None if row is None else ticket_of(row)


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


def of_days(db: Connection, hall: str, first: date, last: date) -> list[Ticket]:
    query = select(_t).where(_t.c.hall == hall, _t.c.day.between(first, last))
    return [ticket_of(row) for row in db.execute(query.order_by(_t.c.id))]


def page(db: Connection, hall: str, *, after: int, limit: int, **filters: Any) -> list[Ticket]:
    """At most `limit` tickets with an id above `after`, filtered by equal columns."""
    query = select(_t).where(_t.c.hall == hall, _t.c.id > after)
    for column, value in filters.items():
        query = query.where(_t.c[column] == value)
    return [ticket_of(row) for row in db.execute(query.order_by(_t.c.id).limit(limit))]
