"""The greeter's page: a number in two taps, who waits, who was missed, who booked, and the printers."""

from __future__ import annotations

from flask import Blueprint, g

from queue_server.domain.languages import SPOKEN
from queue_server.domain.states import TicketState
from queue_server.operations import appointments, day, kiosk_help, offering, overview, printers
from queue_server.storage import staff, tickets
from queue_server.storage.work import Look
from queue_server.web.pages import page

blueprint = Blueprint("greeter", __name__)


@blueprint.get("/greeter")
def greeter() -> str:
    return _floor("greeter/greeter.html")


@blueprint.get("/greeter/now")
def now() -> str:
    return _floor("greeter/now.html")


def _floor(template: str) -> str:
    with g.store.look(g.hall_id) as look:
        today = look.hall.day(look.now)
        found = tickets.in_states(
            look.db, look.hall.id, [TicketState.WAITING, TicketState.NO_SHOW], day=today
        )
        return page(
            template,
            menu=_menu(look),
            queues=look.furniture.queues,
            priorities=look.furniture.priority_classes,
            waiting=[each for each in found if each.state is TicketState.WAITING],
            missed=[each for each in found if each.state is TicketState.NO_SHOW],
            procedures=overview.procedures(look),
            printers=printers.lines(look),
            now=look.now,
            asking=kiosk_help.wanted(look),
            help_calls=overview.help_calls(look),
            spoken=_spoken(look),
            expected=appointments.expected(look),
            takes_appointments=bool(appointments.procedures(look)),
            page_as="greeter",
            page_code=look.hall.id,
        )


def _spoken(look: Look) -> dict[str, str]:
    """The languages that somebody may wish: English, and those that the staff speaks."""
    spoken = staff.languages(look.db, look.hall.id).values()
    known = {"en"}.union(*spoken)
    return {code: name for code, name in SPOKEN.items() if code in known}


def _menu(look: Look) -> list[offering.Offer]:
    return offering.offers(look) if day.issues_now(look) else []
