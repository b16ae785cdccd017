"""The day's curve: how many came, and how many waited, in each half hour."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from queue_server.storage import tickets
from queue_server.storage.work import Look

STEP = timedelta(minutes=30)
MOST_STEPS = 32


@dataclass(frozen=True)
class Point:
    """From `begin` on `issued` came in half an hour; at its end, or now, `waiting` had not been called."""

    begin: datetime
    issued: int
    waiting: int


def of_today(look: Look) -> list[Point]:
    """The half hours from the first number of today until now; empty before it."""
    stays = tickets.stays(look.db, look.hall.id, look.today)
    return [_point(stays, begin, look.now) for begin in _steps(stays, look.now)]


def _steps(stays: list[tickets.Stay], now: datetime) -> Iterator[datetime]:
    if not stays:
        return
    first = min(each.came for each in stays)
    begin = max(first - (first - datetime.min.replace(tzinfo=first.tzinfo)) % STEP, now - STEP * MOST_STEPS)
    while begin <= now:
        yield begin
        begin += STEP


def _point(stays: list[tickets.Stay], begin: datetime, now: datetime) -> Point:
    end = min(begin + STEP, now)
    came = sum(begin <= each.came < begin + STEP for each in stays)
    waiting = sum(each.came <= end and (each.left is None or each.left > end) for each in stays)
    return Point(begin, came, waiting)
