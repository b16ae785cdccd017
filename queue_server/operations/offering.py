"""What a citizen can have now: each queue with its wait, or why it gives no number and when it does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time, timedelta
from enum import StrEnum

from queue_server.domain.calendar import Session
from queue_server.domain.errors import DailyLimitReached, OutsideTicketHours
from queue_server.domain.estimate import Band
from queue_server.domain.hall import Counter, CounterState, Procedure, Queue
from queue_server.operations import day, estimates, overview
from queue_server.operations.overview import QueueLine
from queue_server.storage import halls, tickets
from queue_server.storage.work import Look

LAST_MINUTES = timedelta(minutes=15)
AT_WORK = frozenset({CounterState.OPEN, CounterState.PAUSED})


class Shut(StrEnum):
    """Why a queue gives no number now."""

    HOURS = "hours"
    LIMIT = "limit"
    UNMANNED = "unmanned"


@dataclass(frozen=True)
class Late:
    """The turn may not come before the session ends at `until`; the next of today begins `after`."""

    until: time
    after: time | None


@dataclass(frozen=True)
class Offer:
    """A queue as it is offered: `shut` says why not, `hours` when numbers are given.

    `free` is the counter at which nobody stands and for which nobody waits, `band` how long it may take,
    `late` what to tell before the wait when the session may end too soon.
    """

    line: QueueLine
    procedures: list[Procedure]
    shut: Shut | None
    hours: tuple[Session, ...]
    free: Counter | None
    band: Band | None
    late: Late | None


def offers(look: Look) -> list[Offer]:
    """Every queue of which a procedure is offered today."""
    counters, idle = halls.counters(look.db, look.hall.id), idle_counters(look)
    given = tickets.given(look.db, look.hall.id, look.today)
    bands = estimates.of_queues(look)
    return [
        Offer(
            line=entry.line,
            procedures=entry.procedures,
            shut=_shut(look, queue := look.furniture.queue(entry.line.code), given, counters),
            hours=hours(look, queue),
            free=next((each for each in idle if queue.code in _primary(each)), None),
            band=bands[queue.code],
            late=_late(look, entry.line, bands[queue.code]),
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
    at_counters = tickets.all_at_counters(look.db, look.hall.id)
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


def _late(look: Look, line: QueueLine, band: Band | None) -> Late | None:
    """Whether who comes now may have to wait beyond this session."""
    local, calendar = look.hall.local(look.now), look.furniture.calendar
    until = _soon_over(look, line) if band is None else band.doubtful_before
    if until is None:
        return None
    opening = calendar.next_opening(local)
    return Late(until, opening.time() if opening.date() == local.date() else None)


def _soon_over(look: Look, line: QueueLine) -> time | None:
    """The end of a session that is near while others wait: all that is known without a forecast."""
    local = look.hall.local(look.now)
    end = None if look.hall.always_open else look.furniture.calendar.session_end(local)
    return end.time() if end and line.waiting and end - local <= LAST_MINUTES else None


def _is_outside(look: Look, queue: Queue) -> bool:
    """Outside the queue's own hours; those of the hall are the day's to keep."""
    local = look.hall.local(look.now)
    calendar = look.furniture.calendar
    return bool(queue.ticket_hours) and not calendar.gives_numbers(local, queue.ticket_hours)
