"""Several procedures in one visit: one number, one service record for each, one of them at a time."""

from __future__ import annotations

from queue_server.domain.errors import IllegalMove, NotAtThisCounter, NotFound
from queue_server.domain.journal import TicketStillServed, TicketTimesWrong
from queue_server.domain.states import Action, Outcome, TicketState
from queue_server.domain.ticket import Ticket, told
from queue_server.operations import counters, files, moving
from queue_server.operations.files import Reception
from queue_server.operations.moving import NOT_SAID, Done
from queue_server.storage import records
from queue_server.storage.work import Work

HAS_TIMES = frozenset({TicketState.SERVING, TicketState.PARKED, TicketState.SERVED})


def add(
    work: Work,
    ticket: Ticket,
    procedure: str,
    outcome: Outcome | None = None,
    counter: str | None = None,
    done: Done = NOT_SAID,
) -> Ticket:
    """The same person also wants `procedure`: the running record ends, with `outcome`, the next begins.

    Raises NotFound, ProcedureNotServed, or IllegalMove if nobody is being served.
    """
    code = work.furniture.offer(procedure, work.today).code
    return _switch(work, ticket, code, outcome, counter, done)


def resume(
    work: Work,
    ticket: Ticket,
    record: int,
    outcome: Outcome | None = None,
    counter: str | None = None,
    done: Done = NOT_SAID,
) -> Ticket:
    """Back to the procedure of an earlier record of this visit, as a record of its own."""
    earlier = next((each for each in records.of_ticket(work.db, ticket.id) if each.id == record), None)
    if earlier is None:
        raise NotFound(kind="service", id=record)
    return _switch(work, ticket, earlier.procedure, outcome, counter, done)


def _switch(
    work: Work, ticket: Ticket, procedure: str, outcome: Outcome | None, counter: str | None, done: Done
) -> Ticket:
    word = None if outcome is None else outcome.value
    details = {"from_procedure": ticket.procedure, "outcome": word}
    change = {"procedure": procedure}
    switched = moving.step(work, ticket, Action.SWITCH, counter, change=change, **details)
    records.end(work.db, ticket, work.now, word, **done.columns())
    if outcome is Outcome.FILE_RECEIVED:
        files.receive(work, ticket.procedure, Reception(done.file_number), ticket)
    records.start(work.db, switched, work.actor.name, work.now)
    return switched


def times_wrong(work: Work, ticket: Ticket, counter: str | None = None) -> Ticket:
    """The clerk says that the times of this visit at the counter are wrong: service figures leave it out."""
    at = _counter_of(work, ticket, counter, HAS_TIMES, "times_wrong")
    records.mark_wrong(work.db, ticket, at)
    work.record(told(TicketTimesWrong, ticket, work.actor, work.now, source=ticket.state, counter=at))
    return ticket


def still_serving(work: Work, ticket: Ticket, counter: str | None = None) -> Ticket:
    """The clerk was asked whether the finish was forgotten, and it was not."""
    at = _counter_of(work, ticket, counter, frozenset({TicketState.SERVING}), "still_serving")
    records.touch(work.db, ticket, work.now)
    work.record(told(TicketStillServed, ticket, work.actor, work.now, source=ticket.state, counter=at))
    return ticket


def _counter_of(
    work: Work, ticket: Ticket, counter: str | None, states: frozenset[TicketState], action: str
) -> str:
    """The counter of the ticket, where the clerk sits. IllegalMove, NotAtThisCounter or CounterNotOpen."""
    if ticket.state not in states or ticket.counter is None:
        raise IllegalMove(number=ticket.number, state=ticket.state.value, action=action)
    if counters.seated(work, work.actor, counter or ticket.counter).counter != ticket.counter:
        raise NotAtThisCounter(number=ticket.number, counter=ticket.counter)
    return ticket.counter
