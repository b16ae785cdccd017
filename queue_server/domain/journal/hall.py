"""What happens to the hall as a whole: its days, its numbers, its outages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from queue_server.domain.journal.entry import Entry


@dataclass(frozen=True, kw_only=True)
class DayOpened(Entry):
    kind = "day.opened"
    day: str


@dataclass(frozen=True, kw_only=True)
class DayClosed(Entry):
    kind = "day.closed"
    day: str


@dataclass(frozen=True, kw_only=True)
class NumbersChanged(Entry):
    """When numbers are given and how many a day, from now on; `queues` are those with rules of their own."""

    kind = "numbers.changed"
    hours: list[str]
    queues: dict[str, dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class OutageNoted(Entry):
    """The server was down from `began_at` to `ended_at`; clerk times leave that out."""

    kind = "hall.was_down"
    began_at: str
    ended_at: str
