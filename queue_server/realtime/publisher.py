"""Tells the rooms what was committed: one thread, in the order of the journal."""

from __future__ import annotations

import logging
import threading
from collections import deque
from typing import Any

from flask_socketio import SocketIO

from queue_server.domain.hall import View
from queue_server.domain.journal import (
    AppointmentEntry,
    CounterChanged,
    DayClosed,
    DayOpened,
    DeviceEntry,
    DeviceHelp,
    DeviceIdentify,
    DeviceReload,
    EmergencyEntry,
    Entry,
    FileChanged,
    NumbersChanged,
    OutageNoted,
    PrinterChanged,
    ScreensChanged,
    SlipChanged,
    TicketCalled,
    TicketEntry,
)
from queue_server.operations import board as boards
from queue_server.operations import estimates, overview, printers, rating
from queue_server.realtime import payloads
from queue_server.realtime.catalogue import EVENTS, room
from queue_server.storage import journal
from queue_server.storage.work import Look, News, Store

log = logging.getLogger(__name__)

COMPANY_S = 0.08

# What changes a board or a line; slips and printers do not.
CHANGES = (TicketEntry, CounterChanged, NumbersChanged, ScreensChanged, DayOpened, DayClosed)
# What pages must not miss, but no citizen sees.
URGENT = (EmergencyEntry, AppointmentEntry, DeviceHelp)


class Publisher:
    """A listener of the store. Whoever commits hands the news over and goes on at once."""

    def __init__(self, socketio: SocketIO, store: Store) -> None:
        self._socketio = socketio
        self._store = store
        self._news: deque[News] = deque()
        self._there_is_news = threading.Event()
        self._urgent = threading.Event()

    def __call__(self, news: News) -> None:
        self._news.append(news)
        if _has_call(news):
            self._urgent.set()
        self._there_is_news.set()

    def run(self) -> None:
        """Publish for ever."""
        while True:
            self.publish_next()

    def publish_next(self) -> None:
        """Wait for news and publish all there are; a failure is logged and does not stop what follows."""
        batch = self._gather()
        try:
            self._publish(batch)
        except Exception:
            log.exception("news could not be published", extra={"hall": batch[0].hall})

    def _gather(self) -> list[News]:
        """What there is to tell. A call is told at once; anything else waits a moment for company."""
        self._there_is_news.wait()
        self._urgent.wait(COMPANY_S)
        self._there_is_news.clear()
        self._urgent.clear()
        return [self._news.popleft() for _ in range(len(self._news))]

    def tick(self, hall: str) -> None:
        """Tell every room the number of the newest change."""
        with self._store.look(hall) as look:
            seq = journal.newest(look.db, hall, tuple(kind.kind for kind in _kinds(CHANGES + URGENT)))
        rooms = self._audience("tick", hall)
        if rooms:  # an empty list would mean everybody
            self._socketio.emit("tick", payloads.stamp(hall, seq, look.now), to=rooms)

    def _publish(self, batch: list[News]) -> None:
        if not (batch and self._anybody()):
            return
        hall = batch[0].hall
        with self._store.look(hall) as look:
            describe = _Describer(look)
            entries = [numbered for news in batch for numbered in news.entries]
            for seq, entry in entries:
                self._tell(hall, seq, entry, describe)
            if any(isinstance(entry, CHANGES) for _, entry in entries):
                self._tell_states(look)
            counters = {each.counter for _, each in entries if isinstance(each, TicketEntry) and each.counter}
            for counter in sorted(counters):
                self._tell_rating(look, counter)

    def _tell(self, hall: str, seq: int, entry: Entry, describe: _Describer) -> None:
        name = payloads.event_name(entry)
        told = name in EVENTS and not payloads.is_silent(entry)
        rooms = self._rooms_of(name, hall, entry) if told else []
        if rooms:
            payload = {**payloads.stamp(hall, seq, entry.at), **describe(entry)}
            self._socketio.emit(name, payload, to=rooms)

    def _tell_states(self, look: Look) -> None:
        hall = look.hall.id
        for view in {boards.HALL, *look.furniture.views.values()}:
            self._tell_screens(look, view)
        rooms = self._audience("queue.lengths", hall)
        if rooms:
            stamp = payloads.stamp(hall, look.hall.seq, look.now)
            lengths = {**stamp, **payloads.of_queues(overview.queues(look), estimates.of_queues(look))}
            self._socketio.emit("queue.lengths", lengths, to=rooms)

    def _tell_rating(self, look: Look, counter: str) -> None:
        """What the rating device of a counter is to do, after any move there."""
        name = room(look.hall.id, "rating", counter)
        if self._listened(name):
            stamp = payloads.stamp(look.hall.id, look.hall.seq, look.now)
            there = payloads.of_rating(rating.at_device(look, counter))
            self._socketio.emit("rating.state", {**stamp, **there}, to=name)

    def _tell_screens(self, look: Look, view: View) -> None:
        """The whole board to the screens that show the same."""
        name = room(look.hall.id, "screen", view.key)
        if self._listened(name):
            self._socketio.emit("board.state", boards.board(look, view).to_json(), to=name)

    def _rooms_of(self, event: str, hall: str, entry: Entry) -> list[str]:
        if isinstance(entry, DeviceReload | DeviceIdentify):
            own = room(hall, "device", entry.device)
            return [own] if self._listened(own) else []
        return self._audience(event, hall, str(entry.ticket) if isinstance(entry, TicketCalled) else "")

    def _audience(self, event: str, hall: str, ticket: str = "") -> list[str]:
        """The rooms of an event in which there may be somebody."""
        kinds = [kind for kind in EVENTS[event].rooms if kind != "ticket" or ticket]
        rooms = [room(hall, kind, ticket if kind == "ticket" else "") for kind in kinds]
        return [name for name in rooms if self._listened(name)]

    def _anybody(self) -> bool:
        """Whether there may be a socket at all."""
        return not self._alone() or bool(self._rooms())

    def _listened(self, name: str) -> bool:
        """Whether anybody may be in the room; with several processes nobody can be sure."""
        return not self._alone() or name in self._rooms()

    def _alone(self) -> bool:
        return not self._socketio.server_options.get("client_manager")

    def _rooms(self) -> Any:
        server: Any = self._socketio.server
        return server.manager.rooms.get("/", {})


def _has_call(news: News) -> bool:
    return any(isinstance(entry, TicketCalled) for _, entry in news.entries)


class _Describer:
    """Payloads for one batch."""

    def __init__(self, look: Look) -> None:
        self._look = look

    def __call__(self, entry: Entry) -> dict[str, Any]:
        if isinstance(entry, TicketEntry):
            return payloads.of_ticket(entry, self._look.furniture)
        if isinstance(entry, CounterChanged):
            return payloads.of_counter(entry, self._look.furniture)
        if isinstance(entry, EmergencyEntry):
            return payloads.of_emergency(entry, self._look.furniture)
        if isinstance(entry, SlipChanged):
            return payloads.of_slip(entry)
        if isinstance(entry, PrinterChanged):
            lines = {each.code: each for each in printers.lines(self._look)}
            return payloads.of_printer(entry, lines)
        if isinstance(entry, FileChanged):
            return payloads.of_file(entry)
        if isinstance(entry, OutageNoted):
            return payloads.of_outage(entry)
        kinds = DeviceEntry | ScreensChanged | AppointmentEntry | NumbersChanged
        return entry.body() if isinstance(entry, kinds) else {}


def _kinds(classes: tuple[type[Entry], ...]) -> list[type[Entry]]:
    concrete = [sub for each in classes for sub in (each, *_kinds(tuple(each.__subclasses__())))]
    return [each for each in concrete if hasattr(each, "kind")]
