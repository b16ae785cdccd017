"""Files; every change is guarded by the state it starts from."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Row,
    ScalarSelect,
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
from queue_server.domain.files import File, FileState, name_of
from queue_server.storage import schema
from queue_server.storage.schema.files import OPEN

_f = schema.file
_COLUMNS = [c for c in _f.c if c.name != "hall"]
MOST_COUNTED = 1000
"""A list that holds more is not counted on: the pages say "1000+"."""


class Band(StrEnum):
    """Where a file stands against its date: the lists of the files page."""

    LATE = "late"
    TODAY = "today"
    NEXT = "next"
    LATER = "later"
    UNDATED = "undated"
    READY = "ready"
    SENT_BACK = "sent_back"


def add(db: Connection, hall: str, **columns: Any) -> File:
    """A new file with the id that the database gives it."""
    columns = {"token": secrets.token_urlsafe(9), **columns}
    file_id = db.execute(insert(_f).values(hall=hall, **columns).returning(_f.c.id)).scalar_one()
    return by_id(db, hall, file_id)


def by_id(db: Connection, hall: str, file_id: int) -> File:
    """NotFound if the hall has no such file."""
    row = db.execute(select(*_COLUMNS).where(_f.c.hall == hall, _f.c.id == file_id)).first()
    if row is None:
        raise NotFound(kind="file", id=file_id)
    return _file(row)


def save(db: Connection, old: File, new: File) -> None:
    """Replace `old` by `new`; AlreadyMoved if somebody got there first."""
    before = vars(old)
    changed = {key: value for key, value in vars(new).items() if value != before[key]}
    guard = (_f.c.id == old.id, _f.c.state == old.state.value, _f.c.due_at.is_not_distinct_from(old.due_at))
    if changed and db.execute(update(_f).where(*guard).values(**changed)).rowcount == 0:
        raise AlreadyMoved(number=name_of(old))


def by_number(db: Connection, hall: str, number: str) -> File | None:
    """The newest file of that number."""
    query = select(*_COLUMNS).where(_f.c.hall == hall, _f.c.number == number)
    row = db.execute(query.order_by(_f.c.id.desc()).limit(1)).first()
    return None if row is None else _file(row)


def by_token(db: Connection, hall: str, token: str) -> File | None:
    row = db.execute(select(*_COLUMNS).where(_f.c.hall == hall, _f.c.token == token)).first()
    return None if row is None else _file(row)


def collected_by(db: Connection, ticket: int) -> File | None:
    """The file for which the visit `ticket` has come."""
    row = db.execute(select(*_COLUMNS).where(_f.c.collecting == ticket)).first()
    return None if row is None else _file(row)


def asked_for(db: Connection, hall: str, since: datetime) -> list[File]:
    """Files for which somebody came without a number after `since`, the first to come first."""
    query = select(*_COLUMNS).where(_f.c.hall == hall, OPEN, _f.c.asked_at >= since)
    return [_file(row) for row in db.execute(query.order_by(_f.c.asked_at))]


def open_with_digits(db: Connection, hall: str, digits: str, most: int) -> list[File]:
    """Files not yet handed over whose number ends with these digits."""
    query = select(*_COLUMNS).where(_f.c.hall == hall, OPEN, _f.c.digits.endswith(digits, autoescape=True))
    return [_file(row) for row in db.execute(query.order_by(_f.c.id.desc()).limit(most))]


def any_open(db: Connection, hall: str) -> bool:
    """Whether any file is not yet handed over."""
    return db.execute(select(_f.c.id).where(_f.c.hall == hall, OPEN).limit(1)).first() is not None


def find(db: Connection, hall: str, words: str, most: int) -> list[File]:
    """Files of any state whose number holds `words`, the newest first."""
    query = select(*_COLUMNS).where(_f.c.hall == hall, _f.c.number.icontains(words, autoescape=True))
    return [_file(row) for row in db.execute(query.order_by(_f.c.id.desc()).limit(most))]


def in_band(
    db: Connection, hall: str, band: Band, marks: Sequence[datetime], most: int, after: int = 0
) -> list[File]:
    """Files of one list, the most urgent first.

    `marks` are now, the end of today and the end of the next working day.
    """
    query = select(*_COLUMNS).where(_f.c.hall == hall, OPEN, _within(band, marks))
    return [_file(row) for row in db.execute(query.order_by(_f.c.due_at, _f.c.id).limit(most).offset(after))]


def counts(db: Connection, hall: str, marks: Sequence[datetime]) -> dict[Band, int]:
    """How many files each list holds, counted up to `MOST_COUNTED`."""
    words = {"of_hall": hall, "most": MOST_COUNTED, **dict(zip(_MARKS, marks, strict=True))}
    return dict(zip(Band, db.execute(_counts(), words).one(), strict=True))


_MARKS = ("now", "today", "following")


@cache
def _counts() -> Select[Any]:
    # A range of the index is counted for each list; one CASE over all rows takes ten times as long.
    marks = [bindparam(name, type_=_f.c.due_at.type) for name in _MARKS]
    return select(*(_counted(_within(band, marks)) for band in Band))


def _counted(where: ColumnElement[bool]) -> ScalarSelect[int]:
    some = select(_f.c.id).where(_f.c.hall == bindparam("of_hall"), OPEN, where)
    return select(func.count()).select_from(some.limit(bindparam("most")).subquery()).scalar_subquery()


def _within(band: Band, marks: Sequence[Any]) -> ColumnElement[bool]:
    now, today, following = marks
    due, received = _f.c.due_at, _f.c.state == FileState.RECEIVED.value
    return {
        Band.LATE: and_(received, due < now),
        Band.TODAY: and_(received, due >= now, due <= today),
        Band.NEXT: and_(received, due > today, due <= following),
        Band.LATER: and_(received, due > following),
        Band.UNDATED: and_(received, due.is_(None)),
        Band.READY: _f.c.state == FileState.READY.value,
        Band.SENT_BACK: _f.c.state == FileState.SENT_BACK.value,
    }[band]


def written(db: Connection, hall: str, since: datetime) -> Iterable[File]:
    """Every open file, and every other received after `since`, in the order of receipt."""
    query = select(*_COLUMNS).where(_f.c.hall == hall, or_(OPEN, _f.c.received_at >= since))
    return (_file(row) for row in db.execute(query.order_by(_f.c.id)))


def _file(row: Row[Any]) -> File:
    return File(**{**row._mapping, "state": FileState(row.state)})


class Count(NamedTuple):
    """Files of one procedure: received, ready in time and late in a period, and what is late now."""

    procedure: str
    received: int
    on_time: int
    late: int
    late_now: int
    postponed: int
    collected: int
    collected_s: float


def in_time(db: Connection, hall: str, begin: datetime, end: datetime, now: datetime) -> list[Count]:
    """Each procedure's files between two instants, held against the day that their receipt promised."""
    ready = and_(_f.c.ready_at >= begin, _f.c.ready_at < end, _f.c.promised_at.is_not(None))
    handed = and_(_f.c.handed_at >= begin, _f.c.handed_at < end, _f.c.ready_at.is_not(None))
    lasted = type_coerce(_f.c.handed_at, BigInteger) - type_coerce(_f.c.ready_at, BigInteger)
    query = select(
        _f.c.procedure,
        _how_many(and_(_f.c.received_at >= begin, _f.c.received_at < end)),
        _how_many(and_(ready, _f.c.ready_at <= _f.c.promised_at)),
        _how_many(and_(ready, _f.c.ready_at > _f.c.promised_at)),
        _how_many(and_(_f.c.state == FileState.RECEIVED.value, _f.c.promised_at < now)),
        _how_many(and_(_f.c.postponed_at >= begin, _f.c.postponed_at < end)),
        _how_many(handed),
        func.coalesce(func.sum(case((handed, lasted), else_=0)), 0),
    ).where(_f.c.hall == hall)
    rows = db.execute(query.group_by(_f.c.procedure).order_by(_f.c.procedure))
    return [Count(*row[:-1], float(row[-1]) / 1_000_000) for row in rows]


def _how_many(where: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((where, 1), else_=0)), 0)
