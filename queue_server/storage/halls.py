"""The hall and its furniture, read and written."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import BindParameter, Connection, RowMapping, bindparam, delete, insert, select, update

from queue_server.domain.calendar import Session, WorkCalendar
from queue_server.domain.errors import NotFound
from queue_server.domain.hall import Counter, CounterState, Hall, PriorityClass, Procedure, Queue
from queue_server.storage import schema
from queue_server.storage.kept import Kept

_zone = cache(ZoneInfo)


_APART = ("sessions", "ticket_hours", "alive_at", "portal")
_RARELY_CHANGED = ("names", "unit", "zone", "notice", "passing_notice", "voice", "file_rules")
_TOLD = [c for c in schema.hall.c if c.name not in (*_APART, *_RARELY_CHANGED)]
_NAMES = [c.name for c in _TOLD]
_HALL = select(*_TOLD).where(schema.hall.c.id == bindparam("hall"))
_LOCKED_HALL = _HALL.with_for_update()
_RARE = select(*schema.hall.c[_RARELY_CHANGED]).where(schema.hall.c.id == bindparam("hall"))
_kept: Kept[dict[str, Any]] = Kept()


def hall(db: Connection, hall_id: str, lock: bool = False) -> Hall:
    """The hall; with `lock` nobody else writes to it until the transaction ends. NotFound if unknown."""
    row = db.execute(_LOCKED_HALL if lock else _HALL, {"hall": hall_id}).first()
    if row is None:
        raise NotFound(kind="hall", id=hall_id)
    kept = _kept.get(db, hall_id, (row.epoch, row.furniture), lambda: _rare(db, hall_id))
    return Hall(**dict(zip(_NAMES, row, strict=True)), **kept)


def _rare(db: Connection, hall_id: str) -> dict[str, Any]:
    row = db.execute(_RARE, {"hall": hall_id}).mappings().one()
    return {**row, "zone": _zone(row["zone"])}


def halls(db: Connection) -> list[str]:
    return list(db.scalars(select(schema.hall.c.id).order_by(schema.hall.c.id)))


def add_hall(db: Connection, hall_id: str, at: datetime, **columns: Any) -> None:
    """A new hall with an empty journal; `epoch` marks the life of this database."""
    db.execute(
        insert(schema.hall).values(
            id=hall_id, seq=0, calls=0, epoch=secrets.token_hex(16), last_at=at, **columns
        )
    )


def change(db: Connection, hall_id: str, **columns: Any) -> None:
    """Set columns of the hall's own row; what was kept of it is read anew."""
    changed = schema.hall.c.furniture + 1
    db.execute(update(schema.hall).where(schema.hall.c.id == hall_id).values(**columns, furniture=changed))


def calendar(db: Connection, hall_id: str) -> WorkCalendar:
    hours = select(schema.hall.c.sessions, schema.hall.c.ticket_hours).where(schema.hall.c.id == hall_id)
    sessions, ticket_hours = db.execute(hours).one()
    days = db.execute(
        select(schema.day_off.c.day, schema.day_off.c.worked).where(schema.day_off.c.hall == hall_id)
    ).all()
    return WorkCalendar(
        sessions=_hours(sessions),
        ticket_hours=_hours(ticket_hours),
        holidays=frozenset(day for day, worked in days if not worked),
        swaps=frozenset(day for day, worked in days if worked),
    )


def _hours(pairs: Sequence[Sequence[str]] | None) -> tuple[Session, ...]:
    return tuple(Session(time.fromisoformat(start), time.fromisoformat(end)) for start, end in pairs or ())


class DayOff(NamedTuple):
    """A holiday, or a weekend day that is `worked` in exchange for one."""

    day: date
    worked: bool
    name: str


def days_off(db: Connection, hall_id: str, first: date, last: date) -> list[DayOff]:
    """The exceptions of the calendar from `first` to `last`, both included."""
    table = schema.day_off
    query = select(table.c.day, table.c.worked, table.c.name).where(
        table.c.hall == hall_id, table.c.day.between(first, last)
    )
    return [DayOff(*row) for row in db.execute(query.order_by(table.c.day))]


def put_day(db: Connection, hall_id: str, day: date, worked: bool, name: str) -> None:
    """A day off, or a day worked instead of one."""
    table = schema.day_off
    db.execute(delete(table).where(table.c.hall == hall_id, table.c.day == day))
    db.execute(insert(table).values(hall=hall_id, day=day, worked=worked, name=name))


def queues(db: Connection, hall_id: str) -> list[Queue]:
    """The queues of the hall, as they stand on the kiosk."""
    table = schema.queue
    query = select(*(c for c in table.c if c.name != "hall")).where(table.c.hall == hall_id)
    rows = db.execute(query.order_by(table.c.position)).mappings()
    return [Queue(**{**row, "ticket_hours": _hours(row["ticket_hours"])}) for row in rows]


def change_queue(db: Connection, hall_id: str, code: str, **columns: Any) -> None:
    """Set columns of a queue. NotFound if the hall has none of that code."""
    table = schema.queue
    which = (table.c.hall == hall_id, table.c.code == code)
    if db.execute(update(table).where(*which).values(**columns)).rowcount == 0:
        raise NotFound(kind="queue", id=code)


_PROCEDURE = [c for c in schema.procedure.c if c.name != "hall"]


def procedures(db: Connection, hall_id: str) -> list[Procedure]:
    """Every version of every procedure, by code and then the day from which it is valid."""
    table = schema.procedure
    query = select(*_PROCEDURE).where(table.c.hall == hall_id).order_by(table.c.code, table.c.valid_from)
    return [Procedure(**row) for row in db.execute(query).mappings()]


_p = schema.procedure
_DAY: BindParameter[date] = bindparam("of_day")
_END_BEFORE = (
    update(_p)
    .where(_p.c.hall == bindparam("of_hall"), _p.c.code == bindparam("of_code"), _p.c.valid_from < _DAY)
    .where(_p.c.valid_to.is_(None) | (_p.c.valid_to >= _DAY))
    .values(valid_to=bindparam("day_before"))
)
_NO_MORE = delete(_p).where(
    _p.c.hall == bindparam("of_hall"), _p.c.code == bindparam("of_code"), _p.c.valid_from == _DAY
)


def put_procedures(db: Connection, hall_id: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Put many versions in place at once; of one code in the order of the days from which they hold.

    One that begins on the same day is replaced; earlier ones that still hold then end the day before.
    """
    if not rows:
        return
    which = [{"of_hall": hall_id, "of_code": row["code"], "of_day": row["valid_from"]} for row in rows]
    ends = [{**each, "day_before": each["of_day"] - timedelta(days=1)} for each in which]
    db.execute(_END_BEFORE, ends)
    db.execute(_NO_MORE, which)
    db.execute(insert(_p), [{"hall": hall_id, "valid_to": None, **row} for row in rows])


def name_shortly(db: Connection, hall_id: str, code: str, valid_from: date, names: Mapping[str, str]) -> int:
    """Give a version of a procedure the short name that somebody chose; how many versions that were."""
    table = schema.procedure
    one = (table.c.hall == hall_id, table.c.code == code, table.c.valid_from == valid_from)
    return db.execute(update(table).where(*one).values(short_names=dict(names), proposed=False)).rowcount


def priority_classes(db: Connection, hall_id: str) -> list[PriorityClass]:
    table = schema.priority_class
    query = select(table.c.code, table.c.names, table.c.head_start_s).where(table.c.hall == hall_id)
    return [PriorityClass(**row) for row in db.execute(query.order_by(table.c.position)).mappings()]


# A queue that a counter serves, and after how many seconds it helps there; None for a primary queue.
Served = tuple[str, int | None]

_COUNTER = [c for c in schema.counter.c if c.name != "hall"]
_OF_HALL: BindParameter[str] = bindparam("of_hall")
_OF_COUNTER: BindParameter[str] = bindparam("of_counter")
_ONE_COUNTER = select(*_COUNTER).where(
    schema.counter.c.hall == _OF_HALL, schema.counter.c.code == _OF_COUNTER
)
_SERVED = (
    select(schema.counter_queue.c.queue, schema.counter_queue.c.helps_after_s)
    .where(schema.counter_queue.c.hall == _OF_HALL, schema.counter_queue.c.counter == _OF_COUNTER)
    .order_by(schema.counter_queue.c.queue)
)


_COUNTERS = select(*_COUNTER).where(schema.counter.c.hall == _OF_HALL).order_by(schema.counter.c.code)
_ALL_SERVED = (
    select(schema.counter_queue.c.counter, schema.counter_queue.c.queue, schema.counter_queue.c.helps_after_s)
    .where(schema.counter_queue.c.hall == _OF_HALL)
    .order_by(schema.counter_queue.c.queue)
)


def counters(db: Connection, hall_id: str) -> list[Counter]:
    served: dict[str, list[Served]] = {}
    for code, queue, helps_after_s in db.execute(_ALL_SERVED, {"of_hall": hall_id}).all():
        served.setdefault(code, []).append((queue, helps_after_s))
    rows = db.execute(_COUNTERS, {"of_hall": hall_id}).mappings()
    return [_counter(row, served.get(row["code"], ())) for row in rows]


def counter(db: Connection, hall_id: str, code: str) -> Counter:
    """One counter with the queues it serves; NotFound if the hall has none of that code."""
    which = {"of_hall": hall_id, "of_counter": code}
    row = db.execute(_ONE_COUNTER, which).mappings().first()
    if row is None:
        raise NotFound(kind="counter", id=code)
    return _counter(row, [(queue, after) for queue, after in db.execute(_SERVED, which)])


def _counter(row: RowMapping, served: Sequence[Served]) -> Counter:
    return Counter(
        **{**row, "state": CounterState(row["state"])},
        queues=tuple(queue for queue, _ in served),
        helps_after_s={queue: after for queue, after in served if after is not None},
    )


def speakers(db: Connection, hall_id: str) -> dict[str, list[Counter]]:
    """The open counters at which each language besides Vietnamese is spoken."""
    table = schema.staff
    query = select(table.c.login, table.c.languages)
    rows = db.execute(query.where(table.c.hall == hall_id, table.c.languages.is_not(None)))
    speaks = {login: languages or () for login, languages in rows}
    found: dict[str, list[Counter]] = {}
    for each in counters(db, hall_id) if speaks else ():
        for language in speaks.get(each.staff or "", ()) if each.state is CounterState.OPEN else ():
            found.setdefault(language, []).append(each)
    return found


def save_counter(db: Connection, hall_id: str, counter: Counter) -> None:
    """Write state, staff, reason and since; which queues it serves is `set_queues`."""
    table = schema.counter
    db.execute(
        update(table)
        .where(table.c.hall == hall_id, table.c.code == counter.code)
        .values(state=counter.state.value, staff=counter.staff, reason=counter.reason, since=counter.since)
    )


def set_queues(
    db: Connection,
    hall_id: str,
    counter: str,
    queues: Sequence[str],
    helps_after_s: Mapping[str, int] | None = None,
) -> None:
    """The counter serves `queues`; in those of `helps_after_s` it only helps, after so many seconds."""
    helps = helps_after_s or {}
    link = schema.counter_queue
    db.execute(delete(link).where(link.c.hall == hall_id, link.c.counter == counter))
    if queues:
        rows = [
            {"hall": hall_id, "counter": counter, "queue": queue, "helps_after_s": helps.get(queue)}
            for queue in queues
        ]
        db.execute(insert(link), rows)


def add(db: Connection, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows of furniture into the table of that name."""
    if rows:
        db.execute(insert(schema.metadata.tables[table]), list(rows))


def set_voice(db: Connection, hall_id: str, voice: Mapping[str, Any]) -> None:
    """How the hall calls, from now on."""
    change(db, hall_id, voice=dict(voice))
