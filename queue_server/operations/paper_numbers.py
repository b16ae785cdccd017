"""Numbers that exist on paper come into the queue: from a pre-printed roll, or after a loss of all data.

When such a number was taken is a guess, marked as such and left out of the times. Its procedure is not
known: it stands as the queue's own code until a clerk says otherwise.
"""

from __future__ import annotations

import re
import secrets
from datetime import date, datetime, timedelta

from queue_server.domain import check_code, numbering
from queue_server.domain.errors import (
    NotAllowed,
    NotFound,
    NumberTaken,
    RollBehind,
    RollTooFar,
    WrongCheckCode,
)
from queue_server.domain.journal import REBUILT, TicketIssued
from queue_server.domain.paper_numbers import Known, taken_at
from queue_server.domain.states import Role, TicketState
from queue_server.domain.ticket import Ticket, told
from queue_server.operations import day
from queue_server.storage import days, tickets
from queue_server.storage.work import Work

TAKERS = frozenset({Role.GREETER, Role.CLERK, Role.SYSTEM})
MOST_AT_ONCE = 300
"""More numbers than this since the last report are taken for a slip of the finger."""
FIRST_HOUR = timedelta(hours=1)
_LINK = re.compile(r"/t/([\w-]{22})\?", re.ASCII)


def roll_is_at(work: Work, queue: str, number: int, first: int | None = None) -> list[Ticket]:
    """The roll of `queue` is at `number`: the tickets since the last known number, spread over the time.

    Where no number of today is known, it is `first` to `number`, or `number` alone. Raises NotAllowed,
    HallClosed, ClockBehind, NotFound, RollBehind or RollTooFar.
    """
    today = _today(work, queue)
    last = tickets.last_of_series(work.db, work.hall.id, today, queue)
    known = last or Known((number if first is None else first) - 1, _began(work))
    if number <= known.sequence:
        raise RollBehind(number=numbering.number(queue, known.sequence))
    if number - known.sequence > MOST_AT_ONCE:
        raise RollTooFar(count=number - known.sequence, most=MOST_AT_ONCE)
    now = Known(number, work.now)
    numbers = range(known.sequence + 1, number + 1)
    return [_take_over(work, queue, each, taken_at(each, known, now)) for each in numbers]


def rebuild(work: Work, key: bytes, paper: str) -> Ticket:
    """The ticket of a slip in somebody's hand, typed as number and check code or scanned from its QR.

    It comes back at the place of its number. Raises NotAllowed, HallClosed, ClockBehind, NotFound,
    WrongCheckCode or NumberTaken.
    """
    try:
        number, code = check_code.read(paper)
    except ValueError as error:
        raise WrongCheckCode(number=paper[:40]) from error
    series, sequence = numbering.parse(number)
    today = _today(work, series)
    if not check_code.fits(key, work.hall.id, today, number, code):
        raise WrongCheckCode(number=number)
    if tickets.by_number(work.db, work.hall.id, today, series, sequence) is not None:
        raise NumberTaken(number=number)
    before, after = tickets.neighbours(work.db, work.hall.id, today, series, sequence)
    at = taken_at(sequence, before or Known(0, _began(work)), after or Known(sequence, work.now))
    return _take_over(work, series, sequence, at, _own_link(work, paper), REBUILT)


def _today(work: Work, queue: str) -> date:
    if not work.actor.roles & TAKERS:
        raise NotAllowed()
    if queue not in {each.code for each in work.furniture.queues}:
        raise NotFound(kind="queue", id=queue)
    return day.open_today(work)


def _began(work: Work) -> datetime:
    """When the first number of today may have been taken: at the first session, or an hour ago."""
    local = work.hall.local(work.now)
    start = datetime.combine(local.date(), min(work.furniture.calendar.sessions).start, local.tzinfo)
    return start.astimezone(work.now.tzinfo) if start < local else work.now - FIRST_HOUR


def _own_link(work: Work, paper: str) -> str | None:
    """The address that the paper's QR leads to, so that the citizen's phone finds the ticket again."""
    match = _LINK.search(paper)
    return match[1] if match and tickets.by_link(work.db, match[1]) is None else None


def _take_over(
    work: Work, queue: str, sequence: int, at: datetime, link: str | None = None, reason: str | None = None
) -> Ticket:
    ticket = tickets.insert_ticket(
        work.db,
        hall=work.hall.id,
        day=work.today,
        series=queue,
        sequence=sequence,
        queue=queue,
        procedure=queue,
        state=TicketState.WAITING,
        priority=None,
        language="vi",
        people=1,
        issued_at=at,
        due_at=at,
        since=at,
        waited_s=0.0,
        calls=0,
        link=link or secrets.token_urlsafe(16),
        estimated=True,
    )
    days.reach(work.db, work.hall.id, work.today, queue, sequence)
    work.record(_issued(work, ticket, reason))
    return ticket


def _issued(work: Work, ticket: Ticket, reason: str | None) -> TicketIssued:
    known = {"source": None, "due_at": ticket.due_at.isoformat(), "estimated": True, "reason": reason}
    return told(TicketIssued, ticket, work.actor, work.now, **known)
