"""What becomes of a ticket once it was called: served, parked, put back, missed, or given up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from queue_server.domain import turn
from queue_server.domain.errors import DayOver
from queue_server.domain.files import MOVES, File, Step
from queue_server.domain.hall import CounterState
from queue_server.domain.states import Action, Outcome
from queue_server.domain.ticket import Ticket, move
from queue_server.operations import counters, files, own_signs, papers
from queue_server.operations.files import Reception
from queue_server.storage import files as stored_files
from queue_server.storage import halls, records, tickets
from queue_server.storage.work import Work


@dataclass(frozen=True, kw_only=True)
class Done:
    """What a service amounts to: `quantity` counts what was done, `file_number` is free text or nothing."""

    quantity: int | None = None
    file_number: str | None = None

    def columns(self) -> dict[str, Any]:
        """What goes into the service record; a quantity that was given before stays if none is given."""
        given = {"quantity": self.quantity, "file_number": self.file_number}
        return {key: value for key, value in given.items() if value is not None}


@dataclass(frozen=True)
class Result(Done):
    """How a service ended.

    Of a file that was received: `channel`, another `due_day` than the computed one with its `due_reason`,
    and whether a `receipt` is printed.
    """

    outcome: Outcome = Outcome.DONE
    channel: str = "direct"
    due_day: date | None = None
    due_reason: str | None = None
    receipt: bool = False


NOT_SAID = Done()
NOTHING_SPECIAL = Result()


def start(work: Work, ticket: Ticket, counter: str | None = None) -> Ticket:
    """The person has arrived at the counter: a service begins."""
    serving = step(work, ticket, Action.START, counter)
    records.start(work.db, serving, work.actor.name, work.now)
    return serving


def finish(
    work: Work, ticket: Ticket, result: Result = NOTHING_SPECIAL, counter: str | None = None
) -> Ticket:
    """The service is over; who is to return waits for the counter that sent them."""
    if ticket.returns_to is not None and ticket.returns_to != ticket.counter:
        return _return(work, ticket, result, counter)
    ended = {"returns_to": None, "note": None}
    details = {"outcome": result.outcome.value, "quantity": result.quantity or 1}
    served = step(work, ticket, Action.FINISH, counter, change=ended, **details)
    records.end(work.db, ticket, work.now, result.outcome.value, **result.columns())
    _mind_files(work, ticket, result)
    return served


def _mind_files(work: Work, ticket: Ticket, result: Result) -> None:
    """A file that came in is recorded, and the one that the visit came for is handed over."""
    if result.outcome is Outcome.FILE_RECEIVED:
        said = Reception(result.file_number, result.channel, result.due_day, result.due_reason)
        file = files.receive(work, ticket.procedure, said, ticket)
        if result.receipt and file.due_at is not None and work.furniture.printers:
            papers.print_file_receipt(work, file)
    collected = _came_for(work, ticket, result) if result.outcome is Outcome.DONE else None
    if collected is not None and collected.state in MOVES[Step.HAND_OVER].targets:
        files.step(work, collected, Step.HAND_OVER)


def _came_for(work: Work, ticket: Ticket, result: Result) -> File | None:
    """The file that this visit collects: as the kiosk found it, or as the clerk wrote its number."""
    signs = {queue.code: queue.pictogram for queue in work.furniture.queues}
    if signs.get(ticket.queue) == "result" and result.file_number:
        return stored_files.by_number(work.db, work.hall.id, result.file_number)
    return stored_files.collected_by(work.db, ticket.id)


def _return(work: Work, ticket: Ticket, result: Result, counter: str | None) -> Ticket:
    """Back to the counter that sent it, for what was going on there, at the old place in line.

    If that one has closed meanwhile, any counter of the queue may call.
    """
    before = [each for each in records.of_ticket(work.db, ticket.id) if each.counter == ticket.returns_to]
    procedure = before[-1].procedure if before else ticket.procedure
    known = work.furniture.procedure(procedure)
    sender = halls.counter(work.db, work.hall.id, ticket.returns_to or "")
    directed = None if sender.state is CounterState.CLOSED else sender.code
    change = {
        "procedure": procedure,
        "queue": known.queue if known else ticket.queue,
        "directed": directed,
        "returns_to": None,
        "counter": None,
    }
    details = {
        "from_queue": ticket.queue,
        "from_procedure": ticket.procedure,
        "directed": directed,
        "outcome": result.outcome.value,
    }
    returned = step(work, ticket, Action.RETURN, counter, change=change, **details)
    records.end(work.db, ticket, work.now, result.outcome.value, **result.columns())
    _mind_files(work, ticket, result)
    return returned


def park(
    work: Work, ticket: Ticket, reason: str | None = None, counter: str | None = None, done: Done = NOT_SAID
) -> Ticket:
    """The person steps aside for a form, a payment or a document; the counter is free."""
    parked = step(work, ticket, Action.PARK, counter, reason=reason)
    records.end(work.db, ticket, work.now, None, **done.columns())
    return parked


def put_back(
    work: Work,
    ticket: Ticket,
    reason: str | None = None,
    counter: str | None = None,
    after: int = 0,
    grace: bool = False,
) -> Ticket:
    """Back into the line: at the old place, behind the next `after` people, or with a grace.

    With `grace` the place stays, but nobody calls them until `turn.GRACE` has passed.
    """
    line = tickets.in_line(work.db, work.hall.id, ticket.day, ticket.queue) if after else []
    due = turn.due_behind(ticket, line, after)
    not_before = work.now + turn.GRACE if grace else None
    change = {"counter": None, "due_at": due, "not_before": not_before}
    details = {"due_at": due.isoformat(), "behind": after, "not_before": _told(not_before)}
    return step(work, ticket, Action.PUT_BACK, counter, change=change, reason=reason, **details)


def _told(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()


def miss(work: Work, ticket: Ticket, counter: str | None = None) -> Ticket:
    """Nobody came: a no-show, which may be reinstated."""
    return step(work, ticket, Action.MISS, counter, calls=ticket.calls)


def reinstate(work: Work, ticket: Ticket, reason: str | None = None) -> Ticket:
    """The person came after all: at the old place within the grace, else back into the line as of now.

    The own sign is lost if somebody has got it meanwhile.

    DayOver on a later day.
    """
    if ticket.day != work.today:
        raise DayOver(number=ticket.number)
    due = turn.due_after_no_show(ticket, work.now)
    change: dict[str, Any] = {"due_at": due, "counter": None, "sign": own_signs.still_own(work, ticket.sign)}
    return step(work, ticket, Action.REINSTATE, None, change=change, reason=reason, due_at=due.isoformat())


def cancel(work: Work, ticket: Ticket, reason: str | None = None) -> Ticket:
    """The person gives up."""
    return step(work, ticket, Action.CANCEL, None, change={"note": None}, reason=reason)


def step(
    work: Work,
    ticket: Ticket,
    action: Action,
    counter: str | None = None,
    *,
    change: dict[str, Any] | None = None,
    **details: Any,
) -> Ticket:
    """One move by whoever acts, at `counter` if a clerk has several: saved and recorded."""
    actor = counters.seated(work, work.actor, counter)
    moved, entry = move(ticket, action, actor, work.now, change=change, **details)
    tickets.save(work.db, ticket, moved)
    work.record(entry)
    return moved
