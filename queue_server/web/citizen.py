"""A citizen's own ticket, by the link on the slip."""

from __future__ import annotations

from flask import Blueprint, g

from queue_server.domain.errors import NotFound
from queue_server.domain.hall import named
from queue_server.domain.rating import REASONS
from queue_server.domain.states import TicketState
from queue_server.domain.ticket import Ticket
from queue_server.operations import overview, rating
from queue_server.storage import halls, tickets
from queue_server.storage.work import Look
from queue_server.web.languages import language
from queue_server.web.pages import page
from queue_server.web.rating import faces

blueprint = Blueprint("citizen", __name__)


@blueprint.get("/t/<token>")
def ticket(token: str) -> str:
    return _own("citizen/ticket.html", token)


@blueprint.get("/t/<token>/now")
def now(token: str) -> str:
    return _own("citizen/now.html", token)


def _own(template: str, token: str) -> str:
    with g.store.look(g.hall_id) as look:
        own = tickets.by_link(look.db, token)
        if own is None or own.hall != look.hall.id:
            raise NotFound(kind="ticket", id=token)
        return page(
            template,
            ticket=own,
            ahead=tickets.ahead(look.db, own),
            counter_name=_counter_name(look, own),
            calling=_calling(look, own),
            procedures=overview.procedures(look),
            scale=faces(rating.rules(look).levels) if rating.may_still(look, own) else [],
            reasons=REASONS if rating.rules(look).asks_reasons else (),
            now=look.now,
        )


def _counter_name(look: Look, own: Ticket) -> str:
    return named(halls.counter(look.db, look.hall.id, own.counter).names, language()) if own.counter else ""


def _calling(look: Look, own: Ticket) -> list[str]:
    """The numbers of this ticket's queue that are at a counter now, without its own."""
    at_counters = (TicketState.CALLED, TicketState.SERVING)
    found = tickets.in_states(look.db, look.hall.id, at_counters, day=own.day, queue=own.queue)
    return [each.number for each in found if each.id != own.id]
