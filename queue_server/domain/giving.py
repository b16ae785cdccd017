"""When a queue gives numbers and how many a day: what may be chosen, and what makes no sense."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from itertools import pairwise

from queue_server.domain.calendar import Session, WorkCalendar
from queue_server.domain.errors import BadDailyLimit, BadTicketHours, HoursNeverMet, NumbersAfterWork

MOST_A_DAY = 9999
MOST_WINDOWS = 4

Hours = tuple[Session, ...]


@dataclass(frozen=True)
class Giving:
    """The `hours` of one queue, () for those of the hall, and how many numbers a day, None without end."""

    hours: Hours = ()
    daily_limit: int | None = None

    def __post_init__(self) -> None:
        if self.daily_limit is not None and not 0 <= self.daily_limit <= MOST_A_DAY:
            raise BadDailyLimit(most=MOST_A_DAY)


def read_hours(pairs: Iterable[tuple[str, str]], queue: str = "") -> Hours:
    """Pairs like 07:00 and 11:00, in the order of the day.

    BadTicketHours for what is no time, ends before it begins, overlaps, or is more than four; its `queue`
    says where.
    """
    try:
        hours = tuple(sorted(Session(_time(start), _time(end)) for start, end in pairs))
    except ValueError:
        raise BadTicketHours(queue=queue) from None
    overlap = any(later.start < earlier.end for earlier, later in pairwise(hours))
    if overlap or len(hours) > MOST_WINDOWS:
        raise BadTicketHours(queue=queue)
    return hours


def _time(text: str) -> time:
    return datetime.strptime(text.strip(), "%H:%M").time()


def check(calendar: WorkCalendar, hall: Hours, queues: Mapping[str, Giving]) -> None:
    """The hours of the hall and of its queues go together and with the counters' work.

    Raises NumbersAfterWork, or HoursNeverMet where the hall gives no number in a queue's hours.
    """
    closing = max(each.end for each in calendar.sessions)
    if any(each.end > closing for each in hall):
        raise NumbersAfterWork(queue="", end=f"{closing:%H:%M}")
    usual = hall or calendar.sessions
    for queue, giving in queues.items():
        if not all(_meets(each, usual) for each in giving.hours):
            raise HoursNeverMet(queue=queue, hours=", ".join(map(str, usual)))


def _meets(window: Session, hours: Hours) -> bool:
    return any(window.start < each.end and each.start < window.end for each in hours)
