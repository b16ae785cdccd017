"""The day's curve: how many came, and how many waited, in each half hour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from queue_server.storage import tickets
from queue_server.storage.columns import EPOCH
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
    stays = tickets.stays(look.db, look.hall.id, look.today, STEP)
    if not stays:
        return []
    last = (look.now - EPOCH) // STEP
    first = max(min(each.came for each in stays), last - MOST_STEPS + 1)
    return [_point(stays, step) for step in range(first, last + 1)]


def _point(stays: list[tickets.Stays], step: int) -> Point:
    issued = sum(each.people for each in stays if each.came == step)
    waiting = sum(
        each.people for each in stays if each.came <= step and (each.left is None or each.left > step)
    )
    return Point(EPOCH + step * STEP, issued, waiting)
