"""Sending a person on: to another procedure, another queue, or one named counter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from queue_server.domain.errors import NotFound
from queue_server.domain.states import Action, TicketState
from queue_server.domain.ticket import Ticket
from queue_server.operations import counters, moving
from queue_server.operations.moving import NOT_SAID, Done
from queue_server.storage import halls, records
from queue_server.storage.work import Work


@dataclass(frozen=True)
class Target:
    """Where to: what is not given stays as it was. With `returns` the sending counter gets them back."""

    procedure: str | None = None
    queue: str | None = None
    counter: str | None = None
    returns: bool = False


def transfer(
    work: Work,
    ticket: Ticket,
    target: Target,
    *,
    note: str | None = None,
    reason: str | None = None,
    counter: str | None = None,
    done: Done = NOT_SAID,
) -> Ticket:
    """On to `target`, keeping the place in line; the next clerk reads the `note`.

    Raises NotFound for an unknown procedure, queue or counter, ProcedureNotServed if it is not offered.
    """
    returns_to = _sender(work, ticket, counter) if target.returns else ticket.returns_to
    change: dict[str, Any] = {
        **_line(work, ticket, target),
        "directed": _counter(work, target.counter),
        "returns_to": returns_to,
        "note": note or ticket.note,
        "counter": None,
    }
    details = {
        "from_queue": ticket.queue,
        "from_procedure": ticket.procedure,
        "directed": target.counter,
        "returns_to": returns_to,
    }
    moved = moving.step(work, ticket, Action.TRANSFER, counter, change=change, reason=reason, **details)
    if ticket.state is TicketState.SERVING:
        records.end(work.db, ticket, work.now, None, **done.columns())
    return moved


def direct(work: Work, ticket: Ticket, counter: str | None, reason: str | None = None) -> Ticket:
    """Only `counter` calls this person from now on; None lets every counter of the queue do so again."""
    directed = _counter(work, counter)
    change = {"directed": directed}
    return moving.step(work, ticket, Action.DIRECT, change=change, reason=reason, directed=directed)


def _sender(work: Work, ticket: Ticket, counter: str | None) -> str | None:
    return ticket.counter or counters.seated(work, work.actor, counter).counter


def _line(work: Work, ticket: Ticket, target: Target) -> dict[str, Any]:
    if target.procedure is not None:
        procedure = work.furniture.offer(target.procedure, work.today)
        return {"procedure": procedure.code, "queue": target.queue or procedure.queue}
    if target.queue is not None:
        if target.queue not in {each.code for each in work.furniture.queues}:
            raise NotFound(kind="queue", id=target.queue)
        return {"queue": target.queue}
    return {}


def _counter(work: Work, code: str | None) -> str | None:
    return None if code is None else halls.counter(work.db, work.hall.id, code).code
