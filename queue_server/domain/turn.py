"""Whose turn it is: one instant a ticket, `due_at`, and one order, `(due_at, id)`.

Ordinary: now. A priority class: now minus its head start. Transferred or put back: unchanged. Return
after a no-show: unchanged within the grace, else now. So nobody with a head start of m minutes passes
anybody who came more than m minutes earlier, and nobody starves.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from queue_server.domain.hall import Counter
from queue_server.domain.ticket import Ticket

HEAD_START_CAP = timedelta(minutes=60)
GRACE = timedelta(minutes=5)


def due_at(now: datetime, head_start: timedelta = timedelta(0)) -> datetime:
    """From when the ticket counts as waiting; a head start is at most `HEAD_START_CAP`."""
    return now - min(max(head_start, timedelta(0)), HEAD_START_CAP)


def due_after_no_show(ticket: Ticket, now: datetime) -> datetime:
    """The old place within `GRACE` of being missed, so that a hasty press harms nobody; else now."""
    return ticket.due_at if now - ticket.since <= GRACE else now


def order(ticket: Ticket) -> tuple[datetime, int]:
    return ticket.due_at, ticket.id


def may_call(counter: Counter, ticket: Ticket) -> bool:
    """A counter calls from its queues; a ticket directed to a counter is called by that one alone."""
    if ticket.directed is not None:
        return ticket.directed == counter.code
    return ticket.queue in counter.queues


def pick(waiting: Iterable[Ticket], counter: Counter) -> Ticket | None:
    """The ticket whose turn it is at `counter`, or None."""
    return min((ticket for ticket in waiting if may_call(counter, ticket)), key=order, default=None)
