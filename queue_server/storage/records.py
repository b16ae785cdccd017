"""Service records: which procedure was served for a ticket, where, by whom, from when to when."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Connection, bindparam, func, insert, select, type_coerce, update

from queue_server.domain.ticket import Ticket
from queue_server.storage import schema

_records = schema.service_record


@dataclass(frozen=True, kw_only=True)
class Record:
    """One service. `forgotten` and `times_wrong` leave it out of service times.

    `active_at` is the last sign that it really goes on; `file_number` is free text and optional.
    """

    id: int
    ticket: int
    procedure: str
    counter: str
    staff: str
    started_at: datetime
    ended_at: datetime | None
    outcome: str | None
    quantity: int
    file_number: str | None
    forgotten: bool
    times_wrong: bool
    active_at: datetime | None


_COLUMNS = [c for c in _records.c if c.name != "hall"]
_OPEN = insert(_records)
_CLOSE = update(_records).where(_records.c.ticket == bindparam("of_ticket"), _records.c.ended_at.is_(None))
# One ticket's is asked for with every answer: a list of values would be put into the statement each time.
_OF_TICKET = select(*_COLUMNS).where(_records.c.ticket == bindparam("of_ticket")).order_by(_records.c.id)
_OF_TICKETS = (
    select(*_COLUMNS)
    .where(_records.c.ticket.in_(bindparam("of_tickets", expanding=True)))
    .order_by(_records.c.id)
)


def start(db: Connection, ticket: Ticket, staff: str, at: datetime) -> None:
    """A service of the ticket's procedure begins at its counter."""
    record = {
        "hall": ticket.hall,
        "ticket": ticket.id,
        "procedure": ticket.procedure,
        "counter": ticket.counter,
        "staff": staff,
        "started_at": at,
        "active_at": at,
        "forgotten": False,
        "quantity": 1,
    }
    db.execute(_OPEN, record)


def end(db: Connection, ticket: Ticket, at: datetime, outcome: str | None, **more: Any) -> None:
    """The open service of the ticket ends; `more` are further columns, as quantity or forgotten."""
    db.execute(_CLOSE, {"of_ticket": ticket.id, "ended_at": at, "outcome": outcome, **more})


def end_forgotten(db: Connection, ticket: Ticket) -> None:
    """The open service of the ticket ended at its last sign of activity, as far as anybody knows."""
    last = func.coalesce(_records.c.active_at, _records.c.started_at)
    still = (_records.c.ticket == ticket.id, _records.c.ended_at.is_(None))
    db.execute(update(_records).where(*still).values(ended_at=last, forgotten=True))


def touch(db: Connection, ticket: Ticket, at: datetime) -> None:
    """A sign that the open service of the ticket goes on."""
    db.execute(_CLOSE, {"of_ticket": ticket.id, "active_at": at})


def mark_wrong(db: Connection, ticket: Ticket, counter: str) -> None:
    """The times of this visit at `counter` are not to be trusted."""
    which = (_records.c.ticket == ticket.id, _records.c.counter == counter)
    db.execute(update(_records).where(*which).values(times_wrong=True))


def of_tickets(db: Connection, tickets: Sequence[int]) -> dict[int, list[Record]]:
    """The services of each of `tickets` in order; those without any are missing."""
    found: dict[int, list[Record]] = {}
    for row in db.execute(_OF_TICKETS, {"of_tickets": tickets}) if tickets else ():
        found.setdefault(row.ticket, []).append(Record(**row._mapping))
    return found


def running(db: Connection, ticket: int) -> Record | None:
    """The open service of a ticket."""
    query = select(*_COLUMNS).where(_records.c.ticket == ticket, _records.c.ended_at.is_(None))
    row = db.execute(query).first()
    return None if row is None else Record(**row._mapping)


RECENT = 5000


def recent(db: Connection, hall: str, before: datetime) -> list[tuple[str, float]]:
    """Procedure and seconds of the last services begun before that instant whose times can be trusted."""
    micros = type_coerce(_records.c.ended_at, BigInteger) - type_coerce(_records.c.started_at, BigInteger)
    trusted = (~_records.c.forgotten, ~_records.c.times_wrong, _records.c.ended_at.is_not(None))
    query = select(_records.c.procedure, micros).where(
        _records.c.hall == hall, _records.c.started_at < before, *trusted
    )
    rows = db.execute(query.order_by(_records.c.id.desc()).limit(RECENT))
    return [(procedure, duration / 1_000_000) for procedure, duration in rows]


LATELY = 1000


def last_outcome(db: Connection, hall: str, procedure: str, among: Collection[str]) -> str | None:
    """How a service of `procedure` ended last, of the outcomes `among`; None if not lately."""
    lately = (
        select(_records.c.id, _records.c.procedure, _records.c.outcome)
        .where(_records.c.hall == hall)
        .order_by(_records.c.id.desc())
        .limit(LATELY)
        .subquery()
    )
    query = select(lately.c.outcome).where(lately.c.procedure == procedure, lately.c.outcome.in_(among))
    return db.execute(query.order_by(lately.c.id.desc()).limit(1)).scalar()


def of_ticket(db: Connection, ticket: int) -> list[Record]:
    return [Record(**row._mapping) for row in db.execute(_OF_TICKET, {"of_ticket": ticket})]
