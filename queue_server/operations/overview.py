"""What people see before they act: the menu of the kiosk, a clerk's desk, the floor of the hall."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from queue_server.domain.hall import Counter, CounterState, Names, Procedure, Queue
from queue_server.domain.states import AT_A_COUNTER, TicketState
from queue_server.domain.ticket import Ticket
from queue_server.operations import forgetting
from queue_server.storage import halls, spool, tickets
from queue_server.storage.work import Look


@dataclass(frozen=True)
class QueueLine:
    """A queue now: how many wait, the longest wait in seconds, the counters open for it."""

    code: str
    names: Names
    pictogram: str
    waiting: int
    longest_s: int
    counters: tuple[Counter, ...]
    within: bool


@dataclass(frozen=True)
class MenuQueue:
    line: QueueLine
    procedures: list[Procedure]


@dataclass(frozen=True)
class Desk:
    """All that the clerk at one counter needs to see; with `forgotten_since` the page asks for a finish."""

    counter: Counter
    current: Ticket | None
    waiting: list[Ticket]
    parked: list[Ticket]
    missed: list[Ticket]
    queues: list[QueueLine]
    procedures: dict[str, Procedure]
    forgotten_since: datetime | None


@dataclass(frozen=True)
class CounterLine:
    counter: Counter
    current: Ticket | None
    since: datetime | None


@dataclass(frozen=True)
class PrinterLine:
    """A printer, and how many slips it holds back."""

    code: str
    condition: str
    since: datetime | None
    held: int


def queues(look: Look) -> list[QueueLine]:
    """Every queue of the hall as it stands now."""
    day = look.today
    lengths = tickets.lengths(look.db, look.hall.id, day)
    counters = halls.counters(look.db, look.hall.id)
    return [_line(look, each, lengths.get(each.code), counters) for each in look.furniture.queues]


def _line(look: Look, queue: Queue, length: tickets.QueueLength | None, counters: list[Counter]) -> QueueLine:
    longest = 0 if length is None else max(0, round((look.now - length.oldest).total_seconds()))
    opened = (c for c in counters if c.state is CounterState.OPEN and queue.code in c.queues)
    return QueueLine(
        code=queue.code,
        names=queue.names,
        pictogram=queue.pictogram,
        waiting=0 if length is None else length.waiting,
        longest_s=longest,
        counters=tuple(opened),
        within=longest <= look.hall.wait_target_s,
    )


def menu(look: Look) -> list[MenuQueue]:
    """The queues with the procedures offered today."""
    offered: dict[str, list[Procedure]] = {}
    for procedure in look.furniture.offered(look.today):
        offered.setdefault(procedure.queue, []).append(procedure)
    return [MenuQueue(line, offered.get(line.code, [])) for line in queues(look)]


def desk(look: Look, code: str) -> Desk:
    """The desk of counter `code`; NotFound if there is none."""
    counter = halls.counter(look.db, look.hall.id, code)
    lines = [line for line in queues(look) if line.code in counter.queues]
    current = tickets.at_counter(look.db, look.hall.id, code)
    return Desk(
        counter=counter,
        current=current,
        forgotten_since=forgetting.forgotten_since(look, current) if current else None,
        waiting=_mine(look, counter, TicketState.WAITING),
        parked=_mine(look, counter, TicketState.PARKED),
        missed=_mine(look, counter, TicketState.NO_SHOW),
        queues=lines,
        procedures=procedures(look),
    )


def _mine(look: Look, counter: Counter, state: TicketState) -> list[Ticket]:
    day = look.today
    found = tickets.in_states(look.db, look.hall.id, [state], day=day)
    return [each for each in found if each.queue in counter.queues or each.directed == counter.code]


def procedures(look: Look) -> dict[str, Procedure]:
    """Those offered today, by code."""
    offered = look.furniture.offered(look.today)
    return {each.code: each for each in offered}


def floor(look: Look) -> list[CounterLine]:
    """Every counter, who works there, and whom they have with them."""
    busy = tickets.in_states(look.db, look.hall.id, AT_A_COUNTER)
    current = {ticket.counter: ticket for ticket in busy}
    return [_counter_line(each, current.get(each.code)) for each in halls.counters(look.db, look.hall.id)]


def _counter_line(counter: Counter, ticket: Ticket | None) -> CounterLine:
    return CounterLine(counter, ticket, ticket.since if ticket else counter.since)


def printers(look: Look) -> list[PrinterLine]:
    held = spool.held(look.db, look.hall.id)
    return [
        PrinterLine(each.code, each.condition, each.since, held.get(each.code, 0))
        for each in spool.printers(look.db, look.hall.id)
    ]
