"""What happened in the hall, as frozen values in the past tense, named as the events of `docs/events.md`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from queue_server.domain.states import TicketState

WALK_UP = "walk_up"
"""Why a ticket was issued that is left out of waits: the person stood at a free counter."""
REBUILT = "rebuilt"
"""Why a ticket was issued that comes from a slip of a hall which lost its data."""
COUNTER_CLOSED = "counter_closed"
"""Why the hall itself lifted a direction: nobody is at that counter any more."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing that happened at `at` by the actor named `by`."""

    kind: ClassVar[str]
    at: datetime
    by: str

    def body(self) -> dict[str, Any]:
        """What the journal keeps besides kind, time and actor."""
        return {key: value for key, value in vars(self).items() if key not in ("at", "by")}


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


@dataclass(frozen=True, kw_only=True)
class CounterChanged(Entry):
    """A counter was opened, paused or closed, or serves other queues; `staff` is the clerk's log-in."""

    kind = "counter.state"
    counter: str
    state: str
    staff: str | None = None
    reason: str | None = None
    queues: tuple[str, ...] = ()
    helps_after_s: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class AppointmentEntry(Entry):
    """Something about one appointment, known here by its id: the code is for who booked it."""

    appointment: int
    queue: str
    procedure: str
    starts_at: str
    ticket_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class AppointmentBooked(AppointmentEntry):
    kind = "appointment.booked"


@dataclass(frozen=True, kw_only=True)
class AppointmentCalledOff(AppointmentEntry):
    kind = "appointment.called_off"


@dataclass(frozen=True, kw_only=True)
class AppointmentKeptByComing(AppointmentEntry):
    kind = "appointment.kept"


@dataclass(frozen=True, kw_only=True)
class AppointmentForgotten(AppointmentEntry):
    kind = "appointment.not_come"


@dataclass(frozen=True, kw_only=True)
class EmergencyEntry(Entry):
    """A silent call for help at a counter; `answered_by` are the log-ins of those who are coming."""

    counter: str
    answered_by: list[str]


@dataclass(frozen=True, kw_only=True)
class EmergencyCalled(EmergencyEntry):
    kind = "emergency.called"


@dataclass(frozen=True, kw_only=True)
class EmergencyAnswered(EmergencyEntry):
    kind = "emergency.answered"


@dataclass(frozen=True, kw_only=True)
class EmergencyEnded(EmergencyEntry):
    kind = "emergency.ended"


@dataclass(frozen=True, kw_only=True)
class FileChanged(Entry):
    """`what` happened to a file: received, ready, hand-over, send-back, take-again, undo, due, postpone,
    number or asked. `due_at` is the due time after it, `was_due_at` the one before, if it changed.
    """

    kind = "file.changed"
    file: int
    file_number: str | None
    what: str
    state: str
    procedure: str
    ticket: int | None = None
    due_at: str | None = None
    was_due_at: str | None = None
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class PrinterChanged(Entry):
    kind = "printer.condition"
    printer: str
    condition: str


@dataclass(frozen=True, kw_only=True)
class SlipChanged(Entry):
    """What became of a slip; the event's name is `slip.` and `state`.

    When it moved, `printer` is where it comes out and `moved_from` where it should have.
    """

    kind = "slip"
    ticket: int | None
    number: str
    printer: str
    state: str
    reason: str | None = None
    moved_from: str | None = None


@dataclass(frozen=True, kw_only=True)
class OutageNoted(Entry):
    """The server was down from `began_at` to `ended_at`; clerk times leave that out."""

    kind = "hall.was_down"
    began_at: str
    ended_at: str


@dataclass(frozen=True, kw_only=True)
class DeviceEntry(Entry):
    """Something about one kiosk or screen."""

    device: str


@dataclass(frozen=True, kw_only=True)
class DeviceChanged(DeviceEntry):
    """It was paired, unpaired, or given another place."""

    kind = "device.changed"
    what: str


@dataclass(frozen=True, kw_only=True)
class DeviceHelp(DeviceEntry):
    """Somebody at a kiosk asks for help, or, with `answered`, somebody of the staff has gone there."""

    kind = "device.help"
    answered: bool


@dataclass(frozen=True, kw_only=True)
class DeviceReload(DeviceEntry):
    """Somebody asks it to load its page anew."""

    kind = "device.reload"


@dataclass(frozen=True, kw_only=True)
class DeviceIdentify(DeviceEntry):
    """Somebody asks it to show which device it is."""

    kind = "device.identify"


@dataclass(frozen=True, kw_only=True)
class ScreenTrouble(DeviceEntry):
    """A screen chimed and showed a call that it could not say: `clip` is missing in its voice."""

    kind = "screen.trouble"
    number: str
    clip: str


@dataclass(frozen=True, kw_only=True)
class ScreensChanged(Entry):
    """Screens show or say something else from now on: `what` is `slides`, `voice` or `notice`."""

    kind = "screens.changed"
    what: str


@dataclass(frozen=True, kw_only=True)
class NumbersChanged(Entry):
    """When numbers are given and how many a day, from now on; `queues` are those with rules of their own."""

    kind = "numbers.changed"
    hours: list[str]
    queues: dict[str, dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class DayOpened(Entry):
    kind = "day.opened"
    day: str


@dataclass(frozen=True, kw_only=True)
class DayClosed(Entry):
    kind = "day.closed"
    day: str


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
