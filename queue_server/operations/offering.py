"""What a citizen can have now: each queue with its wait, or why it gives no number and when it does."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from queue_server.domain.calendar import Session
from queue_server.domain.errors import DailyLimitReached, OutsideTicketHours
from queue_server.domain.hall import Counter, CounterState, Procedure, Queue
from queue_server.domain.states import AT_A_COUNTER
from queue_server.operations import day, overview
from queue_server.operations.overview import QueueLine
from queue_server.storage import halls, tickets
from queue_server.storage.work import Look

AT_WORK = frozenset({CounterState.OPEN, CounterState.PAUSED})


class Shut(StrEnum):
    """Why a queue gives no number now."""

    HOURS = "hours"
    LIMIT = "limit"
    UNMANNED = "unmanned"


@dataclass(frozen=True)
class Offer:
    """A queue as it is offered: `shut` says why not, `hours` when numbers are given.

    `free` is the counter at which nobody stands and for which nobody waits.
    """

    line: QueueLine
    procedures: list[Procedure]
    shut: Shut | None
    hours: tuple[Session, ...]
    free: Counter | None


def offers(look: Look) -> list[Offer]:
    """Every queue of which a procedure is offered today."""
    counters, idle = halls.counters(look.db, look.hall.id), idle_counters(look)
    given = tickets.given(look.db, look.hall.id, look.today)
    return [
        Offer(
            line=entry.line,
            procedures=entry.procedures,
            shut=_shut(look, queue := look.furniture.queue(entry.line.code), given, counters),
            hours=hours(look, queue),
            free=next((each for each in idle if queue.code in _primary(each)), None),
        )
        for entry in overview.menu(look)
        if entry.procedures
    ]


def hours(look: Look, queue: Queue) -> tuple[Session, ...]:
    """When numbers of the queue are given."""
    calendar = look.furniture.calendar
    return queue.ticket_hours or calendar.ticket_hours or calendar.sessions


def refuse_shut(look: Look, queue: Queue) -> None:
    """OutsideTicketHours or DailyLimitReached if the queue gives no number now."""
    if _is_outside(look, queue):
        raise OutsideTicketHours(hours=", ".join(map(str, hours(look, queue))))
    if queue.daily_limit is None:
        return
    given = tickets.given(look.db, look.hall.id, look.today)
    if given.get(queue.code, 0) >= queue.daily_limit:
        raise DailyLimitReached(limit=queue.daily_limit)


def idle_counters(look: Look) -> list[Counter]:
    """The open counters at which nobody stands and for which nobody waits."""
    at_counters = tickets.in_states(look.db, look.hall.id, AT_A_COUNTER)
    busy = {ticket.counter for ticket in at_counters}
    waiting = set(tickets.lengths(look.db, look.hall.id, look.today))
    return [
        each
        for each in halls.counters(look.db, look.hall.id)
        if each.state is CounterState.OPEN and each.code not in busy and not waiting & set(each.queues)
    ]


def idle_for(look: Look, queue: str) -> Counter | None:
    """The idle counter to which somebody of the queue can go at once."""
    return next((each for each in idle_counters(look) if queue in _primary(each)), None)


def _primary(counter: Counter) -> set[str]:
    return set(counter.queues) - set(counter.helps_after_s)


def _shut(look: Look, queue: Queue, given: dict[str, int], counters: list[Counter]) -> Shut | None:
    if not day.issues_now(look) or _is_outside(look, queue):
        return Shut.HOURS
    if queue.daily_limit is not None and given.get(queue.code, 0) >= queue.daily_limit:
        return Shut.LIMIT
    at_work = [each for each in counters if each.state in AT_WORK]
    # Before the first clerk has sat down, nothing is known of who will come.
    if at_work and not any(queue.code in each.queues for each in at_work):
        return Shut.UNMANNED
    return None


def _is_outside(look: Look, queue: Queue) -> bool:
    """Outside the queue's own hours; those of the hall are the day's to keep."""
    local = look.hall.local(look.now)
    calendar = look.furniture.calendar
    return bool(queue.ticket_hours) and not calendar.gives_numbers(local, queue.ticket_hours)
