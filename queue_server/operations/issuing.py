"""A citizen takes a number: the ticket exists once this commits, whatever the paper does."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from queue_server.domain import turn
from queue_server.domain.errors import NotAllowed, NotFound
from queue_server.domain.estimate import Band
from queue_server.domain.hall import Procedure
from queue_server.domain.journal import TicketIssued
from queue_server.domain.states import ISSUERS, Role, TicketState
from queue_server.domain.ticket import Ticket, told
from queue_server.operations import day, estimates, printing
from queue_server.storage import days, tickets
from queue_server.storage.work import Work


@dataclass(frozen=True)
class Wish:
    """What the citizen asks for; `people` is how many come on one ticket, `appointment` a time today."""

    procedure: str
    priority: str | None = None
    language: str = "vi"
    people: int = 1
    device: str | None = None
    appointment: time | None = None


@dataclass(frozen=True)
class Issued:
    """A new ticket, how many are ahead of it, the state of its slip, if it gets one, and what is told."""

    ticket: Ticket
    ahead: int
    slip: str | None
    band: Band | None


@dataclass(frozen=True)
class _Place:
    """Where somebody will stand: for which procedure, and from when their turn counts."""

    procedure: Procedure
    due_at: datetime


def issue(work: Work, wish: Wish) -> Issued:
    """A new ticket, what is told of its wait, and its slip. Raises what `admit` does."""
    place = _place(work, wish)
    queue = place.procedure.queue
    ahead = tickets.before(work.db, work.hall.id, work.today, queue, place.due_at)
    band = estimates.of_place(work, queue, place.due_at, ahead)
    ticket = _insert(work, wish, place, None, band)
    printed = printing.queue_slip(work, ticket, ahead, wish.device, band)
    return Issued(ticket, ahead, "queued" if printed else None, band)


def admit(work: Work, wish: Wish, reason: str | None = None) -> Ticket:
    """A new ticket and its place in the line, without a slip and with nothing told of the wait.

    Raises NotAllowed, HallClosed, ClockBehind, ProcedureNotServed, or NotFound for an unknown
    priority class.
    """
    return _insert(work, wish, _place(work, wish), reason, None)


def _place(work: Work, wish: Wish) -> _Place:
    if not work.actor.roles & ISSUERS or (wish.appointment and work.actor.has(Role.KIOSK)):
        raise NotAllowed()
    procedure = work.furniture.offer(wish.procedure, day.open_today(work))
    due_at = turn.due_at(work.now, _head_start(work, wish.priority), _appointment(work, wish))
    return _Place(procedure, due_at)


def _insert(work: Work, wish: Wish, place: _Place, reason: str | None, band: Band | None) -> Ticket:
    queue = place.procedure.queue
    ticket = tickets.insert_ticket(
        work.db,
        hall=work.hall.id,
        day=work.today,
        series=queue,
        sequence=days.next_sequence(work.db, work.hall.id, work.today, queue),
        queue=queue,
        procedure=place.procedure.code,
        state=TicketState.WAITING,
        priority=wish.priority,
        language=wish.language,
        people=wish.people,
        issued_at=work.now,
        due_at=place.due_at,
        since=work.now,
        waited_s=0.0,
        calls=0,
        link=secrets.token_urlsafe(16),
        told_low_s=band.low_s if band else None,
        told_high_s=band.high_s if band else None,
    )
    work.record(_issued(work, ticket, wish, reason))
    return ticket


def _appointment(work: Work, wish: Wish) -> datetime | None:
    """The instant of an appointment today, in the hall's own zone."""
    if wish.appointment is None:
        return None
    return datetime.combine(work.today, wish.appointment, work.hall.zone).astimezone(UTC)


def _head_start(work: Work, code: str | None) -> timedelta:
    if code is None:
        return timedelta(0)
    priority = work.furniture.priority_class(code)
    if priority is None:
        raise NotFound(kind="priority class", id=code)
    return timedelta(seconds=priority.head_start_s)


def _issued(work: Work, ticket: Ticket, wish: Wish, reason: str | None) -> TicketIssued:
    return told(
        TicketIssued,
        ticket,
        work.actor,
        work.now,
        source=None,
        priority=ticket.priority,
        language=ticket.language,
        people=ticket.people,
        due_at=ticket.due_at.isoformat(),
        device=wish.device,
        appointment=wish.appointment.isoformat("minutes") if wish.appointment else None,
        reason=reason,
        told_low_s=ticket.told_low_s,
        told_high_s=ticket.told_high_s,
    )
