"""`/api/v1`, the calls about appointments: offered, booked, kept, called off. Codes stay out of addresses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Annotated, Any

from flask import g, request
from pydantic import AwareDatetime, Field

from queue_server.domain.actor import CITIZEN
from queue_server.domain.appointment import Appointment
from queue_server.domain.errors import UnknownAppointment
from queue_server.domain.hall import named
from queue_server.domain.states import Role
from queue_server.operations import appointments
from queue_server.operations.appointments import Booking
from queue_server.storage.work import Look, Work
from queue_server.web import shapes
from queue_server.web.api import blueprint
from queue_server.web.commands import command
from queue_server.web.inputs import Code, Input, Typed, read_day
from queue_server.web.languages import language
from queue_server.web.security import throttle

__all__ = ["blueprint"]

GUESSES = "10 per minute"
BOOKINGS = "20 per hour"
"""From one address, by whoever is not of the staff."""


class NewAppointment(Input):
    """A half hour for a procedure; `starts_at` in RFC 3339."""

    procedure: Code
    starts_at: Annotated[AwareDatetime, Field(strict=False)]
    language: Annotated[str, Field(pattern=r"^[a-z]{2,8}$")] = "vi"
    people: Annotated[int, Field(ge=1, le=100)] = 1


class ByCode(Input):
    """The code of an appointment, as typed or as a scanner read it."""

    code: Typed
    kiosk: Code | None = None


def for_anybody(view: Callable[..., Any]) -> Callable[..., Any]:
    """A view for the staff and for whoever walks in."""

    @wraps(view)
    def run(**path: Any) -> Any:
        g.actor = g.actor or CITIZEN
        return view(**path)

    return run


def guarded(view: Callable[..., Any]) -> Callable[..., Any]:
    """A view that takes a code: too many wrong ones from one place are refused."""

    @wraps(view)
    def run(*given: Any, **path: Any) -> Any:
        try:
            return view(*given, **path)
        except UnknownAppointment:
            throttle("guess an appointment", GUESSES, _place())
            raise

    return run


def _place() -> str | None:
    """A kiosk stands for itself, everybody else for their address."""
    return g.actor.name if g.actor.has(Role.KIOSK) else None


def count_booking() -> None:
    """One more appointment from this address, unless the staff books it."""
    if g.actor.has(Role.CITIZEN):
        throttle("book", BOOKINGS)


def shape(look: Look, booked: Appointment) -> dict[str, Any]:
    """An appointment as programs see it."""
    return {
        "code": booked.code,
        "state": booked.state.value,
        "queue": booked.queue,
        "procedure": booked.procedure,
        "day": booked.day.isoformat(),
        "starts_at": shapes.instant(booked.starts_at),
        "language": booked.language,
        "people": booked.people,
        "number": appointments.number_of(look, booked),
        "link": f"/book/{booked.code}",
    }


@blueprint.get("/appointments", endpoint="appointments")
def list_appointments() -> Any:
    """The appointments of today that were not called off."""
    with g.store.look(g.hall_id) as look:
        return {"items": [_expected(look, each) for each in appointments.expected(look)]}


def _expected(look: Look, each: appointments.Expected) -> dict[str, Any]:
    return {**shape(look, each.appointment), "late": each.is_late}


@blueprint.get("/appointments/slots")
def slots() -> Any:
    """The half hours of `day` that may be booked for `procedure`, with their free places."""
    with g.store.look(g.hall_id) as look:
        wanted = read_day("day", look.today)
        found = appointments.slots(look, request.args.get("procedure", "")[:40], wanted)
        return {"items": [{"at": shapes.instant(each.at), "free": each.free} for each in found]}


@blueprint.post("/appointments")
@for_anybody
@command(NewAppointment, status=201)
def book(work: Work, given: NewAppointment) -> Any:
    """Book a half hour."""
    count_booking()
    return shape(work, appointments.book(work, _wish(given)))


def _wish(given: NewAppointment) -> Booking:
    at: datetime = given.starts_at
    return Booking(given.procedure, at, given.language, given.people)


@blueprint.post("/appointments/check-in")
@command(ByCode, status=201)
@guarded
def check_in(work: Work, given: ByCode) -> Any:
    """Whoever booked has come and gets a number."""
    device = g.actor.name if g.actor.has(Role.KIOSK) else given.kiosk
    issued = appointments.check_in(work, given.code, device)
    known = work.furniture.procedure(issued.ticket.procedure)
    label = named(known.short_names, language()) if known else ""
    return {**shapes.issued(issued, language()), "label": label}


@blueprint.post("/appointments/call-off")
@for_anybody
@command(ByCode)
@guarded
def call_off(work: Work, given: ByCode) -> Any:
    """Give the half hour back."""
    return shape(work, appointments.call_off(work, given.code))
