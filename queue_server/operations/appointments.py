"""Appointments: booked for a half hour, called off, kept by coming, or forgotten with the day."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from queue_server.domain import appointment as rules
from queue_server.domain.appointment import Appointment, Standing
from queue_server.domain.check_code import ALPHABET
from queue_server.domain.errors import (
    AppointmentKept,
    AppointmentOver,
    NoAppointments,
    NotAllowed,
    NotASlot,
    NotFound,
    OtherDay,
    SlotFull,
    UnknownAppointment,
)
from queue_server.domain.hall import Procedure
from queue_server.domain.journal import (
    AppointmentBooked,
    AppointmentCalledOff,
    AppointmentEntry,
    AppointmentForgotten,
    AppointmentKeptByComing,
)
from queue_server.domain.states import Role
from queue_server.operations import issuing
from queue_server.operations.issuing import Issued, Wish
from queue_server.storage import appointments, tickets
from queue_server.storage.work import Look, Work

BOOKERS = frozenset({Role.CITIZEN, Role.GREETER, Role.CLERK, Role.KIOSK})


@dataclass(frozen=True)
class Slot:
    """A half hour that begins at `at`, with so many places `free`."""

    at: datetime
    free: int


@dataclass(frozen=True)
class Booking:
    """What somebody books: for which procedure, from when, and how many come."""

    procedure: str
    starts_at: datetime
    language: str = "vi"
    people: int = 1


@dataclass(frozen=True)
class Expected:
    """An appointment of today and how it stands: the number of whoever has come, or whether they are late."""

    appointment: Appointment
    number: str | None
    is_late: bool


# --- what is offered ---


def procedures(look: Look) -> dict[str, list[Procedure]]:
    """By queue, what may be booked; empty where the hall takes no appointments."""
    limits = appointments.limits(look.db, look.hall.id)
    found: dict[str, list[Procedure]] = {queue.code: [] for queue in look.furniture.queues}
    for each in look.furniture.offered(look.today):
        if each.queue in limits:
            found[each.queue].append(each)
    return {queue: listed for queue, listed in found.items() if listed}


def days(look: Look) -> list[date]:
    """The working days for which somebody may book."""
    ahead = (look.today + timedelta(days=n) for n in range(rules.AHEAD.days + 1))
    return [day for day in ahead if look.furniture.calendar.is_working_day(day)]


def slots(look: Look, procedure: str, day: date) -> list[Slot]:
    """The half hours of `day` that have not begun. Raises what `_queue_of` does."""
    queue = _queue_of(look, procedure, day)
    limit = appointments.limits(look.db, look.hall.id)[queue]
    taken = appointments.taken(look.db, look.hall.id, queue, day)
    coming = (at for at in rules.slots(look.furniture.calendar, day, look.hall.zone) if at > look.now)
    return [Slot(at, max(0, limit - taken.get(at, 0))) for at in coming]


def _queue_of(look: Look, procedure: str, day: date) -> str:
    """The queue in which this may be booked; NoAppointments, NotFound or ProcedureNotServed."""
    queue = look.furniture.offer(procedure, day).queue
    if queue not in appointments.limits(look.db, look.hall.id):
        raise NoAppointments(queue=queue)
    return queue


# --- what people do ---


def book(work: Work, wish: Booking) -> Appointment:
    """A place in a half hour. Raises NotASlot, SlotFull, NoAppointments, NotFound, ProcedureNotServed.

    The hall is locked by whoever writes, so the last place is given once.
    """
    if not work.actor.roles & BOOKERS:
        raise NotAllowed()
    day = work.hall.day(wish.starts_at)
    queue = _queue_of(work, wish.procedure, day)
    offered = {each.at: each for each in slots(work, wish.procedure, day)} if day in days(work) else {}
    if wish.starts_at not in offered:
        raise NotASlot()
    if not offered[wish.starts_at].free:
        raise SlotFull()
    booked = appointments.insert_appointment(
        work.db,
        work.hall.id,
        code=_new_code(work),
        day=day,
        starts_at=wish.starts_at,
        queue=queue,
        procedure=wish.procedure,
        language=wish.language,
        people=wish.people,
        state=Standing.BOOKED,
        booked_at=work.now,
        by=work.actor.name,
        ticket=None,
    )
    _tell(work, AppointmentBooked, booked)
    return booked


def check_in(work: Work, code: str, device: str | None = None) -> Issued:
    """Whoever booked has come: a ticket whose turn is that of the appointment, or of now for who is late.

    Raises UnknownAppointment, OtherDay, AppointmentKept, AppointmentOver, and what issuing does.
    """
    booked = find(work, code)
    _refuse_gone(work, booked)
    if booked.day != work.today:
        raise OtherDay(day=f"{booked.day:%d/%m/%Y}", time=f"{work.hall.local(booked.starts_at):%H:%M}")
    time = None if booked.is_late(work.now) else work.hall.local(booked.starts_at).time()
    wish = Wish(booked.procedure, None, booked.language, booked.people, device, time)
    issued = issuing.issue(work, wish, booked=True)
    appointments.change(work.db, booked, Standing.CAME, issued.ticket.id)
    _tell(work, AppointmentKeptByComing, replace(booked, ticket=issued.ticket.id))
    return issued


def call_off(work: Work, code: str) -> Appointment:
    """The half hour is free for somebody else.

    Raises UnknownAppointment, AppointmentKept or AppointmentOver.
    """
    booked = find(work, code)
    _refuse_gone(work, booked)
    appointments.change(work.db, booked, Standing.CALLED_OFF)
    _tell(work, AppointmentCalledOff, booked)
    return replace(booked, state=Standing.CALLED_OFF)


def forget(work: Work, day: date) -> None:
    """At the end of a day: who has not come will not come."""
    for booked in appointments.still_booked(work.db, work.hall.id, day):
        appointments.change(work.db, booked, Standing.NOT_COME)
        _tell(work, AppointmentForgotten, booked)


def set_limit(work: Work, queue: str, per_slot: int) -> None:
    """From now on the queue takes so many appointments a half hour; none if 0. NotFound for no queue."""
    if queue not in {each.code for each in work.furniture.queues}:
        raise NotFound(kind="queue", id=queue)
    appointments.set_limit(work.db, work.hall.id, queue, per_slot)


# --- what people see ---


def find(look: Look, text: str) -> Appointment:
    """The appointment of a code as typed or scanned; UnknownAppointment for anything else."""
    try:
        found = appointments.by_code(look.db, look.hall.id, rules.read(text))
    except ValueError:
        found = None
    if found is None:
        raise UnknownAppointment()
    return found


def expected(look: Look) -> list[Expected]:
    """The appointments of today that were not called off, by their time."""
    booked = appointments.of_day(look.db, look.hall.id, look.today)
    return [_expected(look, each) for each in booked if each.state is not Standing.CALLED_OFF]


def _expected(look: Look, booked: Appointment) -> Expected:
    is_open = booked.state is Standing.BOOKED
    return Expected(booked, number_of(look, booked), is_open and booked.is_late(look.now))


def number_of(look: Look, booked: Appointment) -> str | None:
    """The number of whoever has come."""
    return tickets.by_id(look.db, look.hall.id, booked.ticket).number if booked.ticket else None


def _refuse_gone(look: Look, booked: Appointment) -> None:
    if booked.state is Standing.CAME:
        raise AppointmentKept(number=number_of(look, booked))
    if booked.state is not Standing.BOOKED or booked.day < look.today:
        raise AppointmentOver()


def _new_code(work: Work) -> str:
    while True:
        code = "".join(secrets.choice(ALPHABET) for _ in range(rules.LENGTH))
        if appointments.by_code(work.db, work.hall.id, code) is None:
            return code


def _tell(work: Work, kind: type[AppointmentEntry], booked: Appointment) -> None:
    entry = kind(
        at=work.now,
        by=work.actor.name,
        appointment=booked.id,
        queue=booked.queue,
        procedure=booked.procedure,
        starts_at=booked.starts_at.isoformat(),
        ticket_id=booked.ticket,
    )
    work.record(entry)
