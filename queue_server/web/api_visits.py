"""`/api/v1`, the calls about one visit: its services, its direction, its times."""

from __future__ import annotations

from typing import Any

from flask import g

from queue_server.operations import sending, services
from queue_server.operations.why import why
from queue_server.storage.work import Work
from queue_server.web import inputs, shapes
from queue_server.web.api import blueprint
from queue_server.web.api_tickets import done_of, find_ticket
from queue_server.web.commands import command
from queue_server.web.languages import LANGUAGES
from queue_server.web.sentences import sentence

__all__ = ["blueprint"]


@blueprint.get("/tickets/<int:ticket>/why", endpoint="why")
def explain(ticket: int) -> Any:
    """Why it is where it is in the line, and why another was called before, in the language `lang`."""
    inputs.read_choice("lang", tuple(LANGUAGES), None)
    with g.store.look(g.hall_id) as look:
        return {"sentence": sentence(why(look, find_ticket(look, ticket)))}


@blueprint.post("/tickets/<int:ticket>/direct")
@command(inputs.Direct)
def direct(work: Work, given: inputs.Direct, ticket: int) -> Any:
    """Send a waiting person to one counter, keeping the place in line."""
    found = find_ticket(work, ticket)
    return shapes.ticket(work, sending.direct(work, found, given.counter, given.reason))


@blueprint.post("/tickets/<int:ticket>/services")
@command(inputs.Service)
def add_service(work: Work, given: inputs.Service, ticket: int) -> Any:
    """Go on with another procedure for the same person."""
    found = find_ticket(work, ticket)
    switched = services.add(work, found, given.procedure, given.outcome, given.counter, done_of(given))
    return shapes.ticket(work, switched)


@blueprint.post("/tickets/<int:ticket>/services/<int:record>/resume")
@command(inputs.Resume)
def resume_service(work: Work, given: inputs.Resume, ticket: int, record: int) -> Any:
    """Go back to a procedure that was left open in this visit."""
    found = find_ticket(work, ticket)
    resumed = services.resume(work, found, record, given.outcome, given.counter, done_of(given))
    return shapes.ticket(work, resumed)


@blueprint.post("/tickets/<int:ticket>/times-wrong")
@command(inputs.AtCounter)
def times_wrong(work: Work, given: inputs.AtCounter, ticket: int) -> Any:
    """Leave this visit at the clerk's counter out of service times."""
    return shapes.ticket(work, services.times_wrong(work, find_ticket(work, ticket), given.counter))


@blueprint.post("/tickets/<int:ticket>/still-serving")
@command(inputs.AtCounter)
def still_serving(work: Work, given: inputs.AtCounter, ticket: int) -> Any:
    """The finish was not forgotten: the service goes on."""
    return shapes.ticket(work, services.still_serving(work, find_ticket(work, ticket), given.counter))
