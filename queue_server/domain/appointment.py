"""Appointments: a half hour in a queue, known by a short code and by nothing of a person.

Who comes within `GRACE` of the half hour's beginning, or before it, has their turn from that beginning on;
who comes later has an ordinary turn.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum

from queue_server.domain.calendar import WorkCalendar
from queue_server.domain.check_code import ALPHABET

SLOT = timedelta(minutes=30)
GRACE = timedelta(minutes=10)
AHEAD = timedelta(days=14)
"""How far ahead somebody may book."""
LENGTH = 6
_CODE = re.compile(rf"[{ALPHABET}]{{{LENGTH}}}")


class Standing(StrEnum):
    """What has become of an appointment."""

    BOOKED = "booked"
    CAME = "came"
    CALLED_OFF = "called_off"
    NOT_COME = "not_come"


@dataclass(frozen=True, kw_only=True)
class Appointment:
    """`people` come for `procedure` at `starts_at`; `ticket` is theirs once they have come."""

    id: int
    code: str
    day: date
    starts_at: datetime
    queue: str
    procedure: str
    language: str
    people: int
    state: Standing
    booked_at: datetime
    by: str
    ticket: int | None = None

    def is_late(self, now: datetime) -> bool:
        return now > self.starts_at + GRACE


def slots(calendar: WorkCalendar, day: date, zone: tzinfo) -> list[datetime]:
    """The beginnings of the whole half hours in the sessions of `day`, in UTC."""
    return [at.astimezone(UTC) for start, end in calendar.hours(day, zone) for at in _halves(start, end)]


def _halves(start: datetime, end: datetime) -> Iterable[datetime]:
    return (start + n * SLOT for n in range((end - start) // SLOT))


def read(text: str) -> str:
    """The code as typed, like `k7p-c4x`, or scanned as the address of its page. ValueError if it is none."""
    plain = re.sub(r"[\s.-]", "", text.rpartition("/")[2]).upper()
    if not _CODE.fullmatch(plain):
        raise ValueError("no code of an appointment")
    return plain


def spoken(code: str) -> str:
    """The code in two groups, as people read it."""
    return f"{code[:3]} {code[3:]}"
