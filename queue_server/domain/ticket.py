"""A ticket and its moves: a new ticket and a journal entry, or a refusal that changes nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from queue_server.domain import journal, numbering
from queue_server.domain.actor import Actor
from queue_server.domain.errors import IllegalMove, NotAllowed, NotAtThisCounter, TooSoon
from queue_server.domain.states import AT_A_COUNTER, MOVES, Action, Move, Role, TicketState

Told = TypeVar("Told", bound=journal.TicketEntry)
RECALL_PAUSE = timedelta(seconds=5)

ENTRY_OF: dict[Action, type[journal.TicketEntry]] = {
    Action.CALL: journal.TicketCalled,
    Action.RECALL: journal.TicketRecalled,
    Action.PUT_BACK: journal.TicketPutBack,
    Action.START: journal.TicketStarted,
    Action.PARK: journal.TicketParked,
    Action.TRANSFER: journal.TicketTransferred,
    Action.FINISH: journal.TicketFinished,
    Action.SWITCH: journal.TicketSwitched,
    Action.RETURN: journal.TicketReturned,
    Action.DIRECT: journal.TicketDirected,
    Action.CLOSE_OUT: journal.TicketFinished,
    Action.MISS: journal.TicketMissed,
    Action.REINSTATE: journal.TicketReinstated,
    Action.CANCEL: journal.TicketCancelled,
    Action.EXPIRE: journal.TicketExpired,
}


@dataclass(frozen=True, kw_only=True)
class Ticket:
    """One visit.

    `since` is when the present state began; `waited_s` sums the waits that have ended, in seconds.
    `call` is the hall's number of its newest call, `calls` how often it was called in this turn.
    `estimated` says that when it was taken is a guess, because the number came from paper.
    `directed` is the one counter that may call it, `not_before` the instant before which nobody does,
    `returns_to` the counter that gets it back once it is finished elsewhere, `note` what that one wrote.
    `told_low_s` and `told_high_s` are the band of the wait that was told when it was taken, if one was.
    `sign` is its own sign, which nobody else in the hall has while there are enough of them.
    """

    id: int
    hall: str
    day: date
    series: str
    sequence: int
    queue: str
    procedure: str
    state: TicketState
    priority: str | None
    language: str
    people: int
    issued_at: datetime
    due_at: datetime
    since: datetime
    waited_s: float = 0.0
    counter: str | None = None
    directed: str | None = None
    calls: int = 0
    called_at: datetime | None = None
    call: int | None = None
    link: str = ""
    estimated: bool = False
    not_before: datetime | None = None
    returns_to: str | None = None
    note: str | None = None
    told_low_s: int | None = None
    told_high_s: int | None = None
    sign: str | None = None

    @property
    def number(self) -> str:
        return numbering.number(self.series, self.sequence)


def allowed(ticket: Ticket, action: Action, actor: Actor) -> Move:
    """The row of the table for this move; IllegalMove, NotAllowed or NotAtThisCounter if there is none."""
    move = MOVES.get((action, ticket.state))
    if move is None:
        raise IllegalMove(number=ticket.number, state=ticket.state.value, action=action.value)
    if not move.roles & actor.roles:
        raise NotAllowed()
    if _needs_own_counter(ticket, move, actor) and actor.counter != ticket.counter:
        raise NotAtThisCounter(number=ticket.number, counter=ticket.counter)
    return move


def _needs_own_counter(ticket: Ticket, move: Move, actor: Actor) -> bool:
    only_as_clerk = move.roles & actor.roles == {Role.CLERK}
    return only_as_clerk and ticket.state in AT_A_COUNTER


def move(
    ticket: Ticket,
    action: Action,
    actor: Actor,
    at: datetime,
    *,
    change: dict[str, Any] | None = None,
    **details: Any,
) -> tuple[Ticket, journal.TicketEntry]:
    """Move `ticket` at `at`: the new ticket, with `change` applied, and the entry with `details`.

    Raises IllegalMove, NotAllowed, NotAtThisCounter or TooSoon; then nothing has changed.
    """
    to = allowed(ticket, action, actor).to
    if action is Action.RECALL:
        _refuse_hasty_recall(ticket, at)
    moved = replace(ticket, state=to, **_times(ticket, to, at), **(change or {}))
    return moved, _entry(ticket, moved, action, actor, at, details)


def _refuse_hasty_recall(ticket: Ticket, at: datetime) -> None:
    if ticket.called_at is not None and at - ticket.called_at < RECALL_PAUSE:
        raise TooSoon(seconds=int(RECALL_PAUSE.total_seconds()))


def _times(ticket: Ticket, to: TicketState, at: datetime) -> dict[str, Any]:
    if to is ticket.state:
        return {}
    waited = (at - ticket.since).total_seconds() if ticket.state is TicketState.WAITING else 0.0
    return {"since": at, "waited_s": ticket.waited_s + max(0.0, waited)}


def _entry(
    old: Ticket, new: Ticket, action: Action, actor: Actor, at: datetime, details: dict[str, Any]
) -> journal.TicketEntry:
    counter = new.counter or old.counter
    return told(ENTRY_OF[action], new, actor, at, source=old.state, counter=counter, **details)


def told(
    kind: type[Told],
    ticket: Ticket,
    actor: Actor,
    at: datetime,
    *,
    source: TicketState | None,
    **details: Any,
) -> Told:
    """The entry of this kind for `ticket` as it stands after it; `source` is None for a new ticket."""
    return kind(
        at=at,
        by=actor.name,
        ticket=ticket.id,
        number=ticket.number,
        queue=ticket.queue,
        procedure=ticket.procedure,
        source=source,
        target=ticket.state,
        **details,
    )
