"""Whose turn it is: one instant a ticket, `due_at`, and one order, `(due_at, id)`.

Ordinary: now. A priority class: now minus its head start. An appointment: its time. Transferred,
directed, parked or put back: unchanged. Put back behind n others: just after the n-th of them. Return
after a no-show: unchanged within the grace, else now. So nobody with a head start of m minutes passes
anybody who came more than m minutes earlier, and nobody starves.

What may leave somebody standing though they are first: they are directed to another counter, their grace
runs, the counter only helps in their queue and they have not waited long enough, or a colleague speaks
their language.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from queue_server.domain.hall import Counter
from queue_server.domain.ticket import Ticket

HEAD_START_CAP = timedelta(minutes=60)
GRACE = timedelta(minutes=5)
LANGUAGE_DELAY = timedelta(minutes=10)
EVERYBODY_SPEAKS = "vi"

Speakers = Mapping[str, Sequence[Counter]]
"""The open counters at which each language is spoken."""


def due_at(
    now: datetime, head_start: timedelta = timedelta(0), appointment: datetime | None = None
) -> datetime:
    """From when the ticket counts as waiting: at most `HEAD_START_CAP` before now.

    Who comes late for an appointment passes others as far as the best priority class does, and no further.
    """
    if appointment is not None:
        return max(appointment, now - HEAD_START_CAP)
    return now - min(max(head_start, timedelta(0)), HEAD_START_CAP)


def due_after_no_show(ticket: Ticket, now: datetime) -> datetime:
    """The old place within `GRACE` of being missed, so that a hasty press harms nobody; else now."""
    return ticket.due_at if now - ticket.since <= GRACE else now


def due_behind(ticket: Ticket, line: Sequence[Ticket], others: int) -> datetime:
    """Just after the next `others` people of `line`, or the last of them; never earlier than before."""
    following = sorted((each for each in line if order(each) > order(ticket)), key=order)[:others]
    return following[-1].due_at + timedelta(microseconds=1) if following else ticket.due_at


def order(ticket: Ticket) -> tuple[datetime, int]:
    return ticket.due_at, ticket.id


def may_choose(counter: Counter, ticket: Ticket) -> bool:
    """Whether a clerk at `counter` may call the ticket at all, be it out of turn."""
    return ticket.directed == counter.code or ticket.queue in counter.queues


def may_call(counter: Counter, ticket: Ticket, now: datetime) -> bool:
    """Whether the turn at `counter` may come to the ticket now; a directed one is called there alone."""
    if ticket.not_before is not None and ticket.not_before > now:
        return False
    if ticket.directed is not None:
        return ticket.directed == counter.code
    return ticket.queue in counter.queues and helps_now(counter, ticket, now)


def helps_now(counter: Counter, ticket: Ticket, now: datetime) -> bool:
    """A primary queue always; a queue in which the counter only helps once the wait is long enough."""
    after = counter.helps_after_s.get(ticket.queue)
    return after is None or ticket.due_at <= now - timedelta(seconds=after)


def is_left_to_a_speaker(ticket: Ticket, counter: Counter, speakers: Speakers, now: datetime) -> bool:
    """Whether another open counter of this queue speaks the ticket's language, and the delay runs."""
    able = speakers.get(ticket.language, ())
    if ticket.directed is not None or counter.code in {each.code for each in able}:
        return False
    return now - ticket.since < LANGUAGE_DELAY and any(may_call(each, ticket, now) for each in able)


def pick(
    waiting: Iterable[Ticket], counter: Counter, now: datetime, speakers: Speakers | None = None
) -> Ticket | None:
    """The ticket whose turn it is at `counter`, or None."""
    callable_here = (
        each
        for each in waiting
        if may_call(counter, each, now) and not is_left_to_a_speaker(each, counter, speakers or {}, now)
    )
    return min(callable_here, key=order, default=None)
