"""What becomes of a ticket once it was called: served, parked, sent on, missed, or given up."""

from __future__ import annotations

from typing import Any

from queue_server.domain import turn
from queue_server.domain.errors import DayOver, NotFound, ProcedureNotServed
from queue_server.domain.hall import Procedure
from queue_server.domain.states import Action, Outcome, TicketState
from queue_server.domain.ticket import Ticket, move
from queue_server.operations import counters
from queue_server.storage import halls, tickets
from queue_server.storage.work import Work


def start(work: Work, ticket: Ticket, counter: str | None = None) -> Ticket:
    """The person has arrived at the counter: a service begins."""
    serving = _move(work, ticket, Action.START, counter)
    tickets.open_record(work.db, serving, work.actor.name, work.now)
    return serving


def finish(work: Work, ticket: Ticket, outcome: Outcome = Outcome.DONE, counter: str | None = None) -> Ticket:
    """The service is over, with this outcome."""
    served = _move(work, ticket, Action.FINISH, counter, outcome=outcome.value)
    tickets.close_record(work.db, ticket, work.now, outcome.value)
    return served


def park(work: Work, ticket: Ticket, reason: str | None = None, counter: str | None = None) -> Ticket:
    """The person steps aside for a form, a payment or a document; the counter is free."""
    parked = _move(work, ticket, Action.PARK, counter, reason=reason)
    tickets.close_record(work.db, ticket, work.now, None)
    return parked


def put_back(work: Work, ticket: Ticket, reason: str | None = None, counter: str | None = None) -> Ticket:
    """Back into the line at the old place: `due_at` stays."""
    return _move(work, ticket, Action.PUT_BACK, counter, change={"counter": None}, reason=reason)


def transfer(
    work: Work,
    ticket: Ticket,
    procedure: str | None = None,
    directed: str | None = None,
    reason: str | None = None,
) -> Ticket:
    """On to another procedure or a named counter, keeping the place in line.

    Raises NotFound for an unknown procedure or counter, ProcedureNotServed if it is not offered.
    """
    target = _target(work, procedure or ticket.procedure)
    if directed is not None:
        halls.counter(work.db, work.hall.id, directed)
    change = {
        "procedure": target.code,
        "queue": target.queue,
        "directed": directed,
        "counter": None,
    }
    details = {"from_queue": ticket.queue, "from_procedure": ticket.procedure, "directed": directed}
    moved = _move(work, ticket, Action.TRANSFER, None, change=change, reason=reason, **details)
    if ticket.state is TicketState.SERVING:
        tickets.close_record(work.db, ticket, work.now, None)
    return moved


def _target(work: Work, code: str) -> Procedure:
    procedure = work.furniture.procedure(code)
    if procedure is None:
        raise NotFound(kind="procedure", id=code)
    if not procedure.offered(work.hall.day(work.now)):
        raise ProcedureNotServed(procedure=code)
    return procedure


def miss(work: Work, ticket: Ticket, counter: str | None = None) -> Ticket:
    """Nobody came: a no-show, which may be reinstated."""
    return _move(work, ticket, Action.MISS, counter, calls=ticket.calls)


def reinstate(work: Work, ticket: Ticket, reason: str | None = None) -> Ticket:
    """The person came after all: at the old place within the grace, else back into the line as of now.

    DayOver on a later day.
    """
    if ticket.day != work.today:
        raise DayOver(number=ticket.number)
    due = turn.due_after_no_show(ticket, work.now)
    change: dict[str, Any] = {"due_at": due, "counter": None}
    return _move(work, ticket, Action.REINSTATE, None, change=change, reason=reason, due_at=due.isoformat())


def cancel(work: Work, ticket: Ticket, reason: str | None = None) -> Ticket:
    """The person gives up."""
    return _move(work, ticket, Action.CANCEL, None, reason=reason)


def _move(
    work: Work,
    ticket: Ticket,
    action: Action,
    counter: str | None,
    *,
    change: dict[str, Any] | None = None,
    **details: Any,
) -> Ticket:
    actor = counters.seated(work, work.actor, counter)
    moved, entry = move(ticket, action, actor, work.now, change=change, **details)
    tickets.save(work.db, ticket, moved)
    work.record(entry)
    return moved
