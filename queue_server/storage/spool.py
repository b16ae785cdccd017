"""Print jobs: durable before a byte leaves, settled after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select, update

from queue_server.domain.errors import NotFound
from queue_server.storage import furniture, schema

_jobs, _printers = schema.print_job, schema.printer
_INSERT = insert(_jobs).inline()


@dataclass(frozen=True)
class PrintJob:
    id: int
    hall: str
    printer: str
    ticket: int | None
    number: str
    facts: dict[str, Any]
    state: str
    reason: str | None
    attempts: int
    queued_at: datetime
    changed_at: datetime


@dataclass(frozen=True)
class PrinterRow:
    code: str
    url: str
    condition: str
    since: datetime | None
    stand_in: str | None
    used_mm: float
    slip_mm: float
    roll_mm: float


def queue_job(
    db: Connection,
    hall: str,
    printer: str,
    ticket: int | None,
    number: str,
    facts: dict[str, Any],
    at: datetime,
) -> None:
    job = {"hall": hall, "printer": printer, "ticket": ticket, "number": number, "facts": facts}
    fresh = {"state": "queued", "attempts": 0, "queued_at": at, "changed_at": at}
    db.execute(_INSERT, {**job, **fresh})


_OLDEST_QUEUED = (
    select(_jobs)
    .where(
        schema.UNPRINTED,
        _jobs.c.hall == bindparam("of_hall"),
        _jobs.c.printer == bindparam("of_printer"),
        _jobs.c.state == "queued",
    )
    .order_by(_jobs.c.id)
    .limit(1)
)


def oldest_queued(db: Connection, hall: str, printer: str) -> PrintJob | None:
    row = db.execute(_OLDEST_QUEUED, {"of_hall": hall, "of_printer": printer}).first()
    return None if row is None else PrintJob(**row._mapping)


def in_states(db: Connection, hall: str, printer: str, *states: str) -> list[PrintJob]:
    """The jobs of a printer that are queued, printing or held: those of them in `states`."""
    of_printer = (schema.UNPRINTED, _jobs.c.hall == hall, _jobs.c.printer == printer)
    query = select(_jobs).where(*of_printer, _jobs.c.state.in_(states))
    return [PrintJob(**row._mapping) for row in db.execute(query.order_by(_jobs.c.id))]


def set_state(db: Connection, job: PrintJob, state: str, at: datetime, reason: str | None = None) -> bool:
    """True if the job was still in the state that `job` tells; False if somebody else moved it."""
    attempts = job.attempts + (state == "printing")
    moved = db.execute(
        update(_jobs)
        .where(_jobs.c.id == job.id, _jobs.c.state == job.state)
        .values(state=state, reason=reason, changed_at=at, attempts=attempts)
    )
    return moved.rowcount == 1


def move_job(db: Connection, job: PrintJob, printer: str, at: datetime) -> bool:
    """Queue a job at another printer, from which it does not move on; True if it was still as `job` tells."""
    facts = {**job.facts, "moved_from": job.printer}
    moved = db.execute(
        update(_jobs)
        .where(_jobs.c.id == job.id, _jobs.c.state == job.state)
        .values(printer=printer, state="queued", reason=None, facts=facts, changed_at=at)
    )
    return moved.rowcount == 1


def by_id(db: Connection, hall: str, job: int) -> PrintJob:
    """NotFound if the hall has no such job."""
    row = db.execute(select(_jobs).where(_jobs.c.hall == hall, _jobs.c.id == job)).first()
    if row is None:
        raise NotFound(kind="print job", id=job)
    return PrintJob(**row._mapping)


def newest(db: Connection, hall: str, limit: int) -> list[PrintJob]:
    """The last jobs of all printers, the newest first."""
    query = select(_jobs).where(_jobs.c.hall == hall).order_by(_jobs.c.id.desc()).limit(limit)
    return [PrintJob(**row._mapping) for row in db.execute(query)]


_SLIP_STATE = (
    select(_jobs.c.state).where(_jobs.c.ticket == bindparam("of_ticket")).order_by(_jobs.c.id.desc()).limit(1)
)


def newest_of(db: Connection, hall: str, ticket: int) -> PrintJob | None:
    """The newest slip of a ticket."""
    of_ticket = (_jobs.c.hall == hall, _jobs.c.ticket == ticket)
    row = db.execute(select(_jobs).where(*of_ticket).order_by(_jobs.c.id.desc()).limit(1)).first()
    return None if row is None else PrintJob(**row._mapping)


def slip_state(db: Connection, ticket: int) -> str | None:
    """The state of a ticket's newest slip, or None if it never had one."""
    state: str | None = db.scalar(_SLIP_STATE, {"of_ticket": ticket})
    return state


def slip_states(db: Connection, tickets: list[int]) -> dict[int, str]:
    query = select(_jobs.c.ticket, _jobs.c.state).where(_jobs.c.ticket.in_(tickets))
    return {ticket: state for ticket, state in db.execute(query.order_by(_jobs.c.id))}


def unprinted(db: Connection, hall: str) -> dict[tuple[str, str], int]:
    """How many slips each printer has in each state before the paper."""
    query = select(_jobs.c.printer, _jobs.c.state, func.count()).where(schema.UNPRINTED, _jobs.c.hall == hall)
    rows = db.execute(query.group_by(_jobs.c.printer, _jobs.c.state))
    return {(printer, state): count for printer, state, count in rows}


_PRINTER = [c for c in _printers.c if c.name != "hall"]


def printers(db: Connection, hall: str) -> list[PrinterRow]:
    rows = db.execute(select(*_PRINTER).where(_printers.c.hall == hall).order_by(_printers.c.code))
    return [PrinterRow(**row._mapping) for row in rows]


def printer(db: Connection, hall: str, code: str) -> PrinterRow:
    """NotFound if the hall has no such printer."""
    found = next((each for each in printers(db, hall) if each.code == code), None)
    if found is None:
        raise NotFound(kind="printer", id=code)
    return found


def save_printer(db: Connection, hall: str, row: PrinterRow) -> None:
    """Write everything of a printer but its code."""
    values = {key: value for key, value in vars(row).items() if key != "code"}
    db.execute(update(_printers).where(_printers.c.hall == hall, _printers.c.code == row.code).values(values))


def add_printer(db: Connection, hall: str, code: str, url: str) -> None:
    db.execute(insert(_printers).values(hall=hall, code=code, url=url, condition="silent"))
    furniture.changed(db, hall)


def set_url(db: Connection, hall: str, code: str, url: str) -> None:
    who = (_printers.c.hall == hall, _printers.c.code == code)
    db.execute(update(_printers).where(*who).values(url=url))
    furniture.changed(db, hall)
