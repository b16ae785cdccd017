"""A clerk in trouble calls colleagues without a sound; who comes says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

OVERDUE = timedelta(minutes=30)
"""A call that lasts longer was probably forgotten, or help never came: the manager is to look after it."""


@dataclass(frozen=True, kw_only=True)
class Emergency:
    """Open until the caller ends it; `answered_by` are the log-ins of those who are coming, in order."""

    counter: str
    by: str
    at: datetime
    answered_by: tuple[str, ...] = ()

    def is_overdue(self, now: datetime) -> bool:
        return now - self.at >= OVERDUE
