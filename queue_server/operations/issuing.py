"""A citizen takes a number: the ticket exists once this commits, whatever the paper does."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from queue_server.domain import turn
from queue_server.domain.errors import NoBreakToday, NotAllowed, NotFound
from queue_server.domain.estimate import Band
from queue_server.domain.hall import Counter, Procedure
from queue_server.domain.journal import TicketIssued
from queue_server.domain.states import ISSUERS, Role, TicketState
from queue_server.domain.ticket import Ticket, told
from queue_server.operations import day, estimates, offering, own_signs, printing
from queue_server.storage import days, tickets
from queue_server.storage.work import Work


@dataclass(frozen=True)
class Wish:
    """What the citizen asks for; `people` is how many come on one ticket, `appointment` a time today.

    `after_break`: one of the first of the session that begins next today.
    """

    procedure: str
    priority: str | None = None
    language: str = "vi"
    people: int = 1
    device: str | None = None
    appointment: time | None = None
    after_break: bool = False


@dataclass(frozen=True)
class Issued:
    """A new ticket, how many are ahead of it, the state of its slip, if it gets one, and what is told.

    `go_to` is the idle counter where the citizen is welcome at once.
    """

    ticket: Ticket
    ahead: int
    slip: str | None
    band: Band | None
    go_to: Counter | None


@dataclass(frozen=True)
class _Place:
    """Where somebody will stand: for which procedure, from when their turn counts, and not before when."""

    procedure: Procedure
    due_at: datetime
    not_before: datetime | None


def issue(work: Work, wish: Wish, *, booked: bool = False) -> Issued:
    """A new ticket, what is told of its wait, and its slip; who has `booked` is within every limit.

    Raises what `admit` does, OutsideTicketHours, DailyLimitReached, and NoBreakToday.
    """
    day.refuse_closed(work)
    queue = work.furniture.offer(wish.procedure, work.today).queue
    if not booked:
        offering.refuse_shut(work, work.furniture.queue(queue))
    place = _place(work, wish, booked)
    ahead = tickets.before(work.db, work.hall.id, work.today, queue, place.due_at)
    idle = None if ahead or place.not_before else offering.idle_for(work, queue)
    band = estimates.of_place(work, queue, place.due_at, ahead)
    ticket = _insert(work, wish, place, None, band, own_signs.next_sign(work))
    printed = printing.queue_slip(work, ticket, ahead, wish.device, band)
    return Issued(ticket, ahead, "queued" if printed else None, band, idle)


def admit(work: Work, wish: Wish, reason: str | None = None) -> Ticket:
    """A new ticket and its place in the line, without a slip and with nothing told of the wait.

    Raises NotAllowed, HallClosed, ClockBehind, ProcedureNotServed, or NotFound for an unknown
    priority class.
    """
    return _insert(work, wish, _place(work, wish), reason)


def _place(work: Work, wish: Wish, booked: bool = False) -> _Place:
    claims = wish.appointment is not None and not booked
    if not work.actor.roles & ISSUERS or (claims and work.actor.has(Role.KIOSK)):
        raise NotAllowed()
    procedure = work.furniture.offer(wish.procedure, day.open_today(work))
    not_before = _break_end(work) if wish.after_break else None
    due_at = turn.due_at(work.now, _head_start(work, wish.priority), not_before or _appointment(work, wish))
    return _Place(procedure, due_at, not_before)


def _insert(
    work: Work,
    wish: Wish,
    place: _Place,
    reason: str | None,
    band: Band | None = None,
    sign: str | None = None,
) -> Ticket:
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
        not_before=place.not_before,
        told_low_s=band.low_s if band else None,
        told_high_s=band.high_s if band else None,
        sign=sign,
    )
    work.record(_issued(work, ticket, wish, reason))
    return ticket


def _appointment(work: Work, wish: Wish) -> datetime | None:
    """The instant of an appointment today, in the hall's own zone."""
    if wish.appointment is None:
        return None
    return datetime.combine(work.today, wish.appointment, work.hall.zone).astimezone(UTC)


def _break_end(work: Work) -> datetime:
    """When the next session of today begins; NoBreakToday if none does."""
    opening = work.furniture.calendar.next_opening(work.hall.local(work.now))
    if opening.date() != work.today:
        raise NoBreakToday()
    return opening.astimezone(UTC)


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
        appointment=_promised(work, ticket, wish),
        reason=reason,
        told_low_s=ticket.told_low_s,
        told_high_s=ticket.told_high_s,
        sign=ticket.sign,
    )


def _promised(work: Work, ticket: Ticket, wish: Wish) -> str | None:
    """The time of day that the citizen was told, where there is one."""
    if ticket.not_before is not None:
        return work.hall.local(ticket.not_before).time().isoformat("minutes")
    return wish.appointment.isoformat("minutes") if wish.appointment else None
