"""`/api/v1/tickets`: take a number, see it, and move it as the table of states says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import g, request

from queue_server.domain.errors import NotFound
from queue_server.domain.states import TicketState
from queue_server.domain.ticket import Ticket
from queue_server.operations import calling, collecting, estimates, issuing, moving, sending, walk_up
from queue_server.storage import records, spool, tickets
from queue_server.storage.work import Look, Work
from queue_server.web import inputs, shapes
from queue_server.web.api import LARGEST_ID, blueprint
from queue_server.web.commands import command
from queue_server.web.languages import language

__all__ = ["blueprint", "done_of", "find_ticket", "result_of"]


@blueprint.post("/tickets")
@command(inputs.Issue, status=201)
def issue(work: Work, given: inputs.Issue) -> Any:
    """Take a number; with `counter` a clerk serves somebody who stands there without one."""
    device = g.actor.name if "kiosk" in g.actor.roles else given.kiosk
    wish = issuing.Wish(
        given.procedure,
        given.priority,
        given.language,
        given.people,
        device,
        given.appointment,
        given.after_break,
    )
    if given.counter is not None:
        return shapes.ticket(work, walk_up.serve(work, wish, given.counter))
    issued = issuing.issue(work, wish)
    if given.file is not None:
        collecting.comes_for(work, issued.ticket, given.file)
    return shapes.issued(issued, language())


@blueprint.get("/tickets", endpoint="tickets")
def list_tickets() -> Any:
    """Tickets by state, queue and day, oldest first."""
    state = inputs.read_choice("state", tuple(TicketState), None)
    limit = inputs.read_count("limit", 200, 1000) or 1
    with g.store.look(g.hall_id) as look:
        filters: dict[str, Any] = {"day": inputs.read_day("day", look.hall.day(look.now))}
        if state is not None:
            filters["state"] = TicketState(state)
        if request.args.get("queue"):
            filters["queue"] = request.args["queue"]
        after = inputs.read_count("after", 0, LARGEST_ID)
        found = tickets.page(look.db, look.hall.id, after=after, limit=limit + 1, **filters)
        return _page(look, found, limit)


def _page(look: Look, found: list[Ticket], limit: int) -> dict[str, Any]:
    shown = found[:limit]
    slips = spool.slip_states(look.db, [each.id for each in shown])
    ahead = tickets.places(look.db, look.hall.id, look.hall.day(look.now))
    served = records.of_tickets(look.db, [each.id for each in shown])
    bands = estimates.of_tickets(look, shown)
    items = [
        shapes.described(
            each, ahead.get(each.id, 0), slips.get(each.id), served.get(each.id, ()), bands[each.id]
        )
        for each in shown
    ]
    more = {"next": shown[-1].id} if len(found) > limit else {}
    return {"items": items, **more}


@blueprint.get("/tickets/<int:ticket>")
def ticket(ticket: int) -> Any:
    """One ticket."""
    with g.store.look(g.hall_id) as look:
        return shapes.ticket(look, find_ticket(look, ticket))


def find_ticket(look: Look, ticket: int) -> Ticket:
    """The ticket of that id; NotFound if the hall has none."""
    if ticket > LARGEST_ID:
        raise NotFound(kind="ticket", id=ticket)
    return tickets.by_id(look.db, look.hall.id, ticket)


def _target(given: inputs.Move) -> sending.Target:
    return sending.Target(given.procedure, given.queue, given.to_counter, given.return_to_sender)


def result_of(given: inputs.Finish) -> moving.Result:
    """How the visit ends."""
    return moving.Result(
        outcome=given.outcome,
        quantity=given.quantity,
        file_number=given.file_number,
        channel=given.channel,
        due_day=given.due_day,
        due_reason=given.due_reason,
        receipt=given.receipt,
    )


def done_of(given: inputs.Done) -> moving.Done:
    """What the service that ends amounts to."""
    return moving.Done(quantity=given.quantity, file_number=given.file_number)


MOVES: dict[str, Callable[[Work, Ticket, inputs.Move], Ticket]] = {
    "call": lambda work, t, given: calling.call(work, t, given.counter, given.reason),
    "recall": lambda work, t, given: calling.recall(work, t, given.counter),
    "put-back": lambda work, t, given: moving.put_back(
        work, t, given.reason, given.counter, given.after, given.grace
    ),
    "start": lambda work, t, given: moving.start(work, t, given.counter),
    "park": lambda work, t, given: moving.park(work, t, given.reason, given.counter, done_of(given)),
    "transfer": lambda work, t, given: sending.transfer(
        work,
        t,
        _target(given),
        note=given.note,
        reason=given.reason,
        counter=given.counter,
        done=done_of(given),
    ),
    "finish": lambda work, t, given: moving.finish(work, t, result_of(given), given.counter),
    "miss": lambda work, t, given: moving.miss(work, t, given.counter),
    "reinstate": lambda work, t, given: moving.reinstate(work, t, given.reason),
    "cancel": lambda work, t, given: moving.cancel(work, t, given.reason),
}


@blueprint.post(f"/tickets/<int:ticket>/<any({', '.join(repr(name) for name in MOVES)}):action>")
@command(inputs.Move)
def move(work: Work, given: inputs.Move, ticket: int, action: str) -> Any:
    """Move a ticket, as the table of states says."""
    return shapes.ticket(work, MOVES[action](work, find_ticket(work, ticket), given))
