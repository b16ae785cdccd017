"""Every event and every room: who hears what, and with which words. `docs/events.md` is held to this page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from queue_server.domain.states import Role

ROOMS: Mapping[str, frozenset[Role]] = {
    "screen": frozenset({Role.SCREEN}),
    "kiosk": frozenset({Role.KIOSK}),
    "greeter": frozenset({Role.GREETER}),
    "counter": frozenset({Role.CLERK}),
    "manager": frozenset({Role.MANAGER, Role.ADMIN}),
    "ticket": frozenset({Role.CITIZEN}),
    "rating": frozenset({Role.RATING}),
}

STAMP = ("hall", "seq", "at")


class Event(NamedTuple):
    """`rooms` hear it; `keys` are its payload besides `STAMP`."""

    rooms: tuple[str, ...]
    keys: tuple[str, ...]
    meaning: str


_CALL = (
    "call_id",
    "ticket_id",
    "number",
    "queue",
    "procedure",
    "counter",
    "counter_label",
    "calls",
    "waited_s",
    "say",
)
_MOVE = ("ticket_id", "number", "queue", "procedure", "counter", "by", "reason")
_SLIP = ("ticket_id", "number", "printer", "reason")
_HELP = ("counter", "counter_label", "by", "answered_by")
_BOOKED = ("appointment", "queue", "procedure", "starts_at", "ticket_id")
_FLOOR = ("greeter", "manager")
_CALLED_TO = ("screen", "counter", "manager", "ticket")
_DESKS = ("counter", "greeter", "manager")
_DEVICES = ("screen", "kiosk", "rating")
_PAPER = ("kiosk", "greeter", "manager")

EVENTS: Mapping[str, Event] = {
    "board.state": Event(
        ("screen",),
        ("open", "notice", "calls", "waiting", "priority", "edition"),
        "The whole state of a screen; another `edition` means other slides or voices to fetch.",
    ),
    "ticket.called": Event(_CALLED_TO, _CALL, "A number was called to a counter."),
    "ticket.recalled": Event(_CALLED_TO, _CALL, "The same number was called once more."),
    "ticket.issued": Event(_DESKS, _MOVE, "A number was given out."),
    "ticket.started": Event(_DESKS, _MOVE, "The person arrived and is being served."),
    "ticket.parked": Event(_DESKS, _MOVE, "The person stepped aside and will come back."),
    "ticket.finished": Event(_DESKS, _MOVE, "The service is over."),
    "ticket.missed": Event(_DESKS, _MOVE, "Nobody came."),
    "ticket.reinstated": Event(_DESKS, _MOVE, "A missed person waits again."),
    "ticket.put_back": Event(_DESKS, _MOVE, "The person waits again at the old place."),
    "ticket.transferred": Event(_DESKS, _MOVE, "The person waits for another procedure or counter."),
    "ticket.directed": Event(_DESKS, _MOVE, "The person waits for one counter, or for any again."),
    "ticket.switched": Event(_DESKS, _MOVE, "The same person is served for another procedure."),
    "ticket.returned": Event(_DESKS, _MOVE, "Finished elsewhere, the person waits for who sent them."),
    "ticket.times_wrong": Event(_DESKS, _MOVE, "The times of a service are left out of the figures."),
    "ticket.still_served": Event(_DESKS, _MOVE, "The clerk says that the service goes on."),
    "ticket.cancelled": Event(_DESKS, _MOVE, "The person gave up."),
    "ticket.expired": Event(_DESKS, _MOVE, "The day ended before the call."),
    "queue.lengths": Event((*_DESKS, "kiosk"), ("queues",), "How many wait in each queue, and how long."),
    "counter.state": Event(_DESKS, ("counter", "state", "queues"), "A counter opened, paused or closed."),
    "slip.queued": Event(_PAPER, _SLIP, "The slip waits for its printer again, or is printed once more."),
    "slip.moved": Event(_PAPER, (*_SLIP, "moved_from"), "The slip comes out of another printer."),
    "appointment.booked": Event(_FLOOR, _BOOKED, "Somebody booked a half hour."),
    "appointment.called_off": Event(_FLOOR, _BOOKED, "The half hour is free again."),
    "appointment.kept": Event(_FLOOR, _BOOKED, "Whoever booked has come and has a number."),
    "appointment.not_come": Event(_FLOOR, _BOOKED, "The day ended and nobody came."),
    "emergency.called": Event(_DESKS, _HELP, "A clerk calls for help, without a sound."),
    "emergency.answered": Event(_DESKS, _HELP, "Somebody is coming to help."),
    "emergency.ended": Event(_DESKS, _HELP, "The call for help is over."),
    "slip.printed": Event(_PAPER, _SLIP, "The slip is out."),
    "slip.held": Event(_PAPER, _SLIP, "The printer cannot print; the slip waits."),
    "slip.uncertain": Event(_PAPER, _SLIP, "The slip may be out or not; it is not repeated by itself."),
    "slip.stale": Event(_PAPER, _SLIP, "The slip waited too long and will not print."),
    "file.changed": Event(
        ("counter", "greeter", "manager"),
        ("file", "what", "state", "due_at"),
        "A file was received, is ready, was handed over, or got another date.",
    ),
    "printer.condition": Event(
        _PAPER, ("printer", "condition", "since", "held"), "A printer's condition changed."
    ),
    "hall.was_down": Event(("manager",), ("began_at", "ended_at"), "The server was down for a while."),
    "device.changed": Event(
        ("manager",), ("device", "what"), "A kiosk or a screen was paired, unpaired, placed or removed."
    ),
    "device.help": Event(
        ("greeter", "manager"),
        ("device", "answered"),
        "Somebody at a kiosk asks for help, or is being helped.",
    ),
    "device.reload": Event(_DEVICES, ("device",), "This one device shall load its page anew."),
    "device.identify": Event(_DEVICES, ("device",), "This one device shall show its code."),
    "rating.state": Event(
        ("rating",),
        ("counter", "visit", "serving"),
        "Which visit a counter's device asks about, if any.",
    ),
    "screen.trouble": Event(
        ("manager",), ("device", "number", "clip"), "A screen could not say a call; it chimed and showed it."
    ),
    "screens.changed": Event(("manager",), ("what",), "Screens show or say something else from now on."),
    "numbers.changed": Event(
        ("kiosk", "greeter", "manager"),
        ("hours", "queues"),
        "Numbers are given at other hours, or another number of them a day, from now on.",
    ),
    "tick": Event(
        tuple(ROOMS), (), "Every few seconds: `seq` of the newest change; who has less, fetches a snapshot."
    ),
}


def room(hall: str, kind: str, code: str = "") -> str:
    """The name of a room; `code` is the counter of a counter screen or the id of a ticket."""
    return f"{hall}/{kind}/{code}" if code else f"{hall}/{kind}"
