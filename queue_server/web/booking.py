"""Booking a half hour from a phone: plain pages, which ask for nothing about a person."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

import segno
from flask import Blueprint, current_app, g, redirect, request, url_for
from werkzeug.wrappers import Response

from queue_server.domain.actor import CITIZEN
from queue_server.domain.appointment import GRACE, Appointment, spoken
from queue_server.domain.hall import named
from queue_server.operations import appointments, papers
from queue_server.operations.appointments import Booking
from queue_server.storage.work import Look
from queue_server.web.api_appointments import count_booking, for_anybody, guarded
from queue_server.web.commands import once
from queue_server.web.doors import FLOOR
from queue_server.web.errors import BadInput
from queue_server.web.inputs import read_day
from queue_server.web.languages import language
from queue_server.web.languages import noop as N_
from queue_server.web.pages import public

blueprint = Blueprint("booking", __name__)

MOST_PEOPLE = 30
DAYS_SHOWN = 6


@blueprint.get("/book")
def choose() -> str:
    """What for, and then when."""
    with g.store.look(g.hall_id) as look:
        offered = appointments.procedures(look)
        wanted = request.args.get("procedure")
        return public("booking/choose.html", look, offered=offered, **(_when(look, wanted) if wanted else {}))


def _when(look: Look, wanted: str) -> dict[str, Any]:
    procedure = look.furniture.offer(wanted[:40], look.today)
    days = [each for each in appointments.days(look) if appointments.slots(look, procedure.code, each)]
    day = read_day("day", days[0]) if days else look.today
    return {
        "procedure": procedure,
        "days": days[:DAYS_SHOWN],
        "day": day,
        "slots": appointments.slots(look, procedure.code, day),
        "most_people": MOST_PEOPLE,
        "key": secrets.token_hex(16),
    }


@blueprint.post("/book")
@for_anybody
def take() -> Response:
    """The form was sent; sent twice, it is one appointment."""
    count_booking()
    wish = _wish()
    with g.store.work(g.hall_id, g.actor) as work:
        key = f"book {request.form.get('key', '')[:64]}"
        code = once(work, key, lambda: (303, appointments.book(work, wish).code))[1]
    return redirect(url_for("booking.mine", code=code), 303)


def _wish() -> Booking:
    try:
        at = datetime.fromisoformat(request.form["at"])
        people = int(request.form.get("people", "1"))
    except (KeyError, ValueError):
        raise _unreadable() from None
    if at.tzinfo is None or not 1 <= people <= MOST_PEOPLE:
        raise _unreadable()
    return Booking(request.form.get("procedure", "")[:40], at, language(), people)


def _unreadable() -> BadInput:
    return BadInput(422, "invalid_input", N_("Please choose one of the times shown."))


@blueprint.get("/book/<code>")
def mine(code: str) -> str:
    """The appointment of a code, with the QR that the kiosk reads."""
    prints = g.actor is not None and bool(g.actor.roles & FLOOR)
    g.actor = CITIZEN
    with g.store.look(g.hall_id) as look:
        booked = _find(look, code)
        procedure = look.furniture.procedure(booked.procedure)
        return public(
            "booking/mine.html",
            look,
            booked=booked,
            spoken=spoken(booked.code),
            picture=_picture(booked),
            procedure=procedure,
            bring=_bring(named(procedure.bring, language())) if procedure else [],
            number=appointments.number_of(look, booked),
            is_past=booked.day < look.today,
            grace=int(GRACE.total_seconds() // 60),
            print_key=secrets.token_hex(16) if prints else "",
            printed=request.args.get("printed", "")[:8],
        )


_find = guarded(appointments.find)


def _bring(listed: str) -> list[str]:
    return [thing.strip() for thing in listed.split(";") if thing.strip()]


def _picture(booked: Appointment) -> str:
    """The QR as a picture in the page."""
    return str(segno.make(_link(booked), error="m", micro=False).svg_data_uri(scale=6, border=2))


def _link(booked: Appointment) -> str:
    """What the QR says: the address where phones find it, else the code alone."""
    address = current_app.extensions["queue"]["imprint"].address
    return f"{address}/book/{booked.code}" if address else booked.code


@blueprint.post("/book/<code>/print")
def print_paper(code: str) -> Response:
    """The appointment on paper, for who has no phone; the form sent twice is one paper."""
    with g.store.work(g.hall_id, g.actor) as work:
        booked = _find(work, code)
        key = f"paper {request.form.get('key', '')[:64]}"
        printer = once(work, key, lambda: (303, papers.print_appointment(work, booked, _link(booked))))[1]
    return redirect(url_for("booking.mine", code=booked.code, printed=printer), 303)


@blueprint.post("/book/<code>/call-off")
@for_anybody
def call_off(code: str) -> Response:
    """The half hour is free for somebody else."""
    with g.store.work(g.hall_id, g.actor) as work:
        guarded(appointments.call_off)(work, code)
    return redirect(url_for("booking.mine", code=code), 303)
