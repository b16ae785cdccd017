"""The clerk calls: the next in turn, somebody chosen, or the same once more."""

from __future__ import annotations

from typing import Any

from queue_server.domain import turn
from queue_server.domain.actor import Actor
from queue_server.domain.errors import CounterBusy, DayOver, QueueNotServed, ReasonNeeded
from queue_server.domain.hall import Counter
from queue_server.domain.states import Action, TicketState
from queue_server.domain.ticket import Ticket, move
from queue_server.operations import counters, moving, own_signs
from queue_server.operations.moving import NOTHING_SPECIAL, Result
from queue_server.storage import halls, tickets
from queue_server.storage.work import Look, Work


def call_next(work: Work, code: str) -> Ticket | None:
    """Call whose turn it is to counter `code`; None when nobody waits for it.

    Raises CounterNotOpen, CounterTaken or CounterBusy.
    """
    counter = counters.working(work, work.actor, code)
    refuse_busy(work, counter)
    ticket = next_at(work, counter)
    return None if ticket is None else _call(work, ticket, counter)


def next_at(look: Look, counter: Counter) -> Ticket | None:
    """Whose turn it is at `counter`: one query, unless the first of the line speaks another language."""
    first = tickets.next_for(look.db, look.hall.id, look.today, counter, look.now)
    if first is None or first.language == turn.EVERYBODY_SPEAKS:
        return first
    speakers = halls.speakers(look.db, look.hall.id)
    if not turn.is_left_to_a_speaker(first, counter, speakers, look.now):
        return first
    line = tickets.in_line(look.db, look.hall.id, look.today)
    return turn.pick(line, counter, look.now, speakers)


def finish_and_call_next(work: Work, code: str, result: Result = NOTHING_SPECIAL) -> Ticket | None:
    """Finish who is being served at `code`, then call the next: two moves, one transaction."""
    ticket = tickets.at_counter(work.db, work.hall.id, code)
    if ticket is not None:
        moving.finish(work, ticket, result, counter=code)
    return call_next(work, code)


def call(work: Work, ticket: Ticket, code: str | None = None, reason: str | None = None) -> Ticket:
    """Call this ticket; out of turn only with a reason. A parked one just returns.

    Raises CounterNotOpen, CounterBusy, QueueNotServed, ReasonNeeded, DayOver or IllegalMove.
    """
    actor = counters.seated(work, work.actor, code)
    counter = counters.working(work, actor, code or actor.counter or "")
    refuse_busy(work, counter)
    if ticket.day != work.hall.day(work.now):
        raise DayOver(number=ticket.number)
    chosen = ticket.state is TicketState.WAITING and _refuse_unfounded(work, ticket, counter, reason)
    return _call(work, ticket, counter, reason=reason, chosen=chosen)


def recall(work: Work, ticket: Ticket, code: str | None = None) -> Ticket:
    """Call the same number once more, 5 s after the last call at the earliest (TooSoon)."""
    actor = counters.seated(work, work.actor, code)
    change = {"calls": ticket.calls + 1, "called_at": work.now, "call": work.next_call()}
    return _apply(work, ticket, Action.RECALL, actor, change, chosen=False)


def _refuse_unfounded(work: Work, ticket: Ticket, counter: Counter, reason: str | None) -> bool:
    """Whether the ticket is called out of turn, which needs a reason."""
    if not turn.may_choose(counter, ticket):
        raise QueueNotServed(counter=counter.code, queue=ticket.queue)
    first = next_at(work, counter)
    out_of_turn = first is None or first.id != ticket.id
    if out_of_turn and not reason:
        raise ReasonNeeded()
    return out_of_turn


def refuse_busy(work: Work, counter: Counter) -> None:
    """CounterBusy while somebody is called to or served at the counter."""
    current = tickets.at_counter(work.db, work.hall.id, counter.code)
    if current is not None:
        raise CounterBusy(counter=counter.code, number=current.number)


def _call(work: Work, ticket: Ticket, counter: Counter, **details: Any) -> Ticket:
    change = {
        "counter": counter.code,
        "directed": None,
        "not_before": None,
        "calls": 1,
        "called_at": work.now,
        "call": work.next_call(),
        "sign": own_signs.at_call(work, ticket),
    }
    return _apply(work, ticket, Action.CALL, work.actor, change, **details)


def _apply(
    work: Work, ticket: Ticket, action: Action, actor: Actor, change: dict[str, Any], **details: Any
) -> Ticket:
    waited = (work.now - ticket.since).total_seconds() if ticket.state is TicketState.WAITING else 0.0
    told = {"call": change["call"], "calls": change["calls"], "waited_s": round(ticket.waited_s + waited)}
    called, entry = move(ticket, action, actor, work.now, change=change, **told, **details)
    tickets.save(work.db, ticket, called)
    work.record(entry)
    return called
