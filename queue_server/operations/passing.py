"""Why somebody else was called before a ticket that still waits."""

from __future__ import annotations

from collections.abc import Sequence

from queue_server.domain import reasons, turn
from queue_server.domain.hall import Counter
from queue_server.domain.journal import (
    WALK_UP,
    TicketCalled,
    TicketDirected,
    TicketEntry,
    TicketReturned,
    TicketTransferred,
)
from queue_server.domain.reasons import Clause
from queue_server.domain.states import TicketState
from queue_server.domain.ticket import Ticket
from queue_server.operations.line import Line
from queue_server.storage import journal, tickets

SENT = (TicketDirected, TicketTransferred, TicketReturned)


def passed(line: Line, ticket: Ticket) -> list[Clause]:
    """The newest call that passed `ticket` in this wait, with its reason; nothing if there was none."""
    look = line.look
    for other in tickets.called_since(look.db, look.hall.id, look.today, ticket.since):
        if turn.order(other) > turn.order(ticket):
            return [_told(line, ticket, other)]
    return []


def _told(line: Line, ticket: Ticket, other: Ticket) -> Clause:
    look = line.look
    story = journal.of_ticket(look.db, look.hall.id, other.id)
    call = [entry for entry in story if isinstance(entry, TicketCalled)][-1]
    counter = next((each for each in line.counters if each.code == call.counter), None)
    because = of_call(call, story) or _of_counter(counter, call, ticket) or reasons.WasTurn()
    return reasons.WasPassed(other=other.number, time=f"{look.hall.local(call.at):%H:%M}", because=because)


def of_call(call: TicketCalled, story: Sequence[TicketEntry]) -> Clause | None:
    """Why it was called otherwise than by its place in line; None if it was not."""
    if call.reason == WALK_UP:
        return reasons.WalkedUp()
    if call.chosen:
        return reasons.WasChosen(reason=call.reason or reasons.NoReason())
    if call.source is TicketState.PARKED:
        return reasons.CameBack()
    sent = [entry for entry in story if isinstance(entry, SENT) and entry.at <= call.at]
    if sent and sent[-1].directed == call.counter:
        return reasons.WasDirected(counter=call.counter)
    return None


def _of_counter(counter: Counter | None, call: TicketCalled, ticket: Ticket) -> Clause | None:
    """Why the counter of that call does not take `ticket` as it takes others."""
    if counter is not None and ticket.queue in counter.helps_after_s:
        return reasons.ServesOtherQueues(counter=counter.code, queue=ticket.queue)
    if counter is not None and ticket.queue not in counter.queues:
        return reasons.OnlyThere(counter=counter.code, queue=ticket.queue)
    return None
