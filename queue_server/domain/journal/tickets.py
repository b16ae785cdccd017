"""What happens to tickets: every move, and what is remarked about one."""

from __future__ import annotations

from dataclasses import dataclass

from queue_server.domain.journal.entry import Entry
from queue_server.domain.states import TicketState

WALK_UP = "walk_up"
"""Why a ticket was issued that is left out of waits: the person stood at a free counter."""
REBUILT = "rebuilt"
"""Why a ticket was issued that comes from a slip of a hall which lost its data."""
COUNTER_CLOSED = "counter_closed"
"""Why the hall itself lifted a direction: nobody is at that counter any more."""


@dataclass(frozen=True, kw_only=True)
class TicketEntry(Entry):
    """One move of one ticket, from state `source` to state `target`."""

    ticket: int
    number: str
    queue: str
    procedure: str
    counter: str | None = None
    source: TicketState | None
    target: TicketState
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class TicketIssued(TicketEntry):
    """`estimated`: the number came from paper, `at` is when it was told and `due_at` when it was taken.

    `told_low_s` to `told_high_s` is the band of the wait that was told, if one was; `sign` its own sign.
    """

    kind = "ticket.issued"
    priority: str | None = None
    language: str = "vi"
    people: int = 1
    due_at: str = ""
    device: str | None = None
    estimated: bool = False
    appointment: str | None = None
    told_low_s: int | None = None
    told_high_s: int | None = None
    sign: str | None = None


@dataclass(frozen=True, kw_only=True)
class TicketCalled(TicketEntry):
    """`call` grows with every call and recall in the hall; `waited_s` is the wait so far, in seconds.

    Who walked up to a counter has `call` 0: nobody is called aloud. `chosen` is out of turn.
    """

    kind = "ticket.called"
    call: int
    calls: int
    waited_s: int
    chosen: bool = False


@dataclass(frozen=True, kw_only=True)
class TicketRecalled(TicketCalled):
    kind = "ticket.recalled"


@dataclass(frozen=True, kw_only=True)
class TicketStarted(TicketEntry):
    kind = "ticket.started"


@dataclass(frozen=True, kw_only=True)
class TicketParked(TicketEntry):
    kind = "ticket.parked"


@dataclass(frozen=True, kw_only=True)
class TicketFinished(TicketEntry):
    """`forgotten` marks a service that nobody finished: it is left out of service times.

    `quantity` counts what was done in it, as certified copies.
    """

    kind = "ticket.finished"
    outcome: str = "done"
    forgotten: bool = False
    quantity: int = 1


@dataclass(frozen=True, kw_only=True)
class TicketSwitched(TicketEntry):
    """The same person, another procedure: `procedure` begins, `from_procedure` ends or rests."""

    kind = "ticket.switched"
    from_procedure: str
    outcome: str | None = None


@dataclass(frozen=True, kw_only=True)
class TicketReturned(TicketEntry):
    """Finished where it was sent to, it waits for the counter `directed` that sent it."""

    kind = "ticket.returned"
    from_queue: str
    from_procedure: str
    directed: str | None = None
    outcome: str = "done"


@dataclass(frozen=True, kw_only=True)
class TicketMissed(TicketEntry):
    kind = "ticket.missed"
    calls: int = 0


@dataclass(frozen=True, kw_only=True)
class TicketReinstated(TicketEntry):
    kind = "ticket.reinstated"
    due_at: str = ""


@dataclass(frozen=True, kw_only=True)
class TicketPutBack(TicketEntry):
    """`behind` is how many others it was put behind; `not_before` ends the grace, if it got one."""

    kind = "ticket.put_back"
    due_at: str = ""
    behind: int = 0
    not_before: str | None = None


@dataclass(frozen=True, kw_only=True)
class TicketTransferred(TicketEntry):
    """`queue` and `procedure` are the new ones; `from_queue` and `from_procedure` those it left."""

    kind = "ticket.transferred"
    from_queue: str
    from_procedure: str
    directed: str | None = None
    returns_to: str | None = None


@dataclass(frozen=True, kw_only=True)
class TicketDirected(TicketEntry):
    """From now on only the counter `directed` calls it; None lifts that."""

    kind = "ticket.directed"
    directed: str | None = None


@dataclass(frozen=True, kw_only=True)
class TicketRemark(TicketEntry):
    """Something about a ticket that moves it nowhere: source and target are the same state."""


@dataclass(frozen=True, kw_only=True)
class TicketTimesWrong(TicketRemark):
    """The clerk says that the times of this visit at `counter` are wrong: they are left out."""

    kind = "ticket.times_wrong"


@dataclass(frozen=True, kw_only=True)
class TicketStillServed(TicketRemark):
    """The clerk was asked and says that the service goes on."""

    kind = "ticket.still_served"


@dataclass(frozen=True, kw_only=True)
class TicketCancelled(TicketEntry):
    kind = "ticket.cancelled"


@dataclass(frozen=True, kw_only=True)
class TicketExpired(TicketEntry):
    kind = "ticket.expired"


TICKET_KINDS: dict[str, type[TicketEntry]] = {
    kind.kind: kind
    for kind in (
        TicketIssued,
        TicketCalled,
        TicketRecalled,
        TicketStarted,
        TicketParked,
        TicketFinished,
        TicketSwitched,
        TicketReturned,
        TicketMissed,
        TicketReinstated,
        TicketPutBack,
        TicketTransferred,
        TicketDirected,
        TicketTimesWrong,
        TicketStillServed,
        TicketCancelled,
        TicketExpired,
    )
}
