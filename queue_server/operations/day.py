"""The service day: opened by its first ticket, closed after its last hour."""

from __future__ import annotations

from datetime import date, timedelta

from queue_server.domain.errors import ClockBehind, HallClosed
from queue_server.domain.journal import DayClosed, DayOpened
from queue_server.domain.states import Action, TicketState
from queue_server.domain.ticket import Ticket, move
from queue_server.operations import counters, emergency, forgetting
from queue_server.reports import rollup
from queue_server.storage import days, tickets
from queue_server.storage.work import Look, Work

TOLERATED_LAG = timedelta(minutes=10)


def issues_now(look: Look) -> bool:
    """Whether tickets are given at this moment."""
    return look.hall.issues_now(look.now, look.furniture.calendar)


def refuse_closed(look: Look) -> None:
    """HallClosed when no tickets are given at this moment."""
    if not issues_now(look):
        raise HallClosed()


def open_today(work: Work) -> date:
    """The service day of now, opened if it is new. Raises HallClosed or ClockBehind."""
    refuse_closed(work)
    today = work.today
    if work.hall.open_day == today:
        return today
    if days.exists(work.db, work.hall.id, today):
        raise HallClosed()
    if work.behind > TOLERATED_LAG:
        raise ClockBehind()
    days.start(work.db, work.hall.id, today, work.now)
    work.record(DayOpened(at=work.now, by=work.actor.name, day=today.isoformat()))
    return today


def overdue(look: Look) -> list[date]:
    """Days that are over and still open."""
    return days.open_before(look.db, look.hall.id, look.hall.day(look.now))


def close(work: Work, day: date) -> None:
    """End a day: what nobody finished is closed out as forgotten, who still waits expires."""
    live = (TicketState.WAITING, TicketState.CALLED, TicketState.SERVING, TicketState.PARKED)
    for ticket in tickets.in_states(work.db, work.hall.id, live, day=day):
        _end(work, ticket)
    counters.close_all(work)
    emergency.end_all(work)
    days.close(work.db, work.hall.id, day, work.now)
    work.record(DayClosed(at=work.now, by=work.actor.name, day=day.isoformat()))


def roll_up(work: Work, day: date) -> None:
    """Write the figures of a closed day, from its journal, and of the month and year that end with it."""
    rollup.write(work, rollup.prepare(work, again=[day]))
    rollup.write_whole(work, rollup.prepare_whole(work))


def _end(work: Work, ticket: Ticket) -> None:
    if ticket.state is TicketState.SERVING:
        forgetting.close_out(work, ticket)
        return
    ended, entry = move(ticket, Action.EXPIRE, work.actor, work.now, change={"note": None})
    tickets.save(work.db, ticket, ended)
    work.record(entry)
