"""When a file is due: a term of working days, days or hours, counted from when the file was received."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from queue_server.domain.calendar import WorkCalendar
from queue_server.domain.words import folded

CUT_OFF = time(15, 0)
"""What is received later counts from the next working day, as the civil-status procedures have it."""

LONGEST = 400
CHANNELS = ("direct", "online", "post")


class Unit(StrEnum):
    HOURS = "hours"
    WORKING_DAYS = "working days"
    DAYS = "days"


_UNITS = {
    **dict.fromkeys(("working days", "working day", "ngay lam viec"), Unit.WORKING_DAYS),
    **dict.fromkeys(("days", "day", "ngay"), Unit.DAYS),
    **dict.fromkeys(("hours", "hour", "working hours", "gio", "gio lam viec"), Unit.HOURS),
}
_SAME_DAY = ("same day", "trong ngay", "ngay trong ngay")
_ROUGHLY = {Unit.HOURS: 1 / 8, Unit.WORKING_DAYS: 1.0, Unit.DAYS: 5 / 7}


@dataclass(frozen=True)
class Term:
    """So many working hours, working days or days of the calendar; 0 working days is the same day."""

    count: int
    unit: Unit

    @classmethod
    def read(cls, text: str) -> Term:
        """A term as people write it: "5 working days", "5 ngày làm việc", "2 giờ", "trong ngày".

        ValueError for anything else: a number without a unit is a guess, and a guess is no promise.
        """
        words = " ".join(folded(text).split())
        if words in _SAME_DAY:
            return cls(0, Unit.WORKING_DAYS)
        found = re.fullmatch(r"0*([1-9][0-9]{0,3}) (\D+)", words, re.ASCII)
        unit = _UNITS.get(found[2]) if found else None
        if found is None or unit is None or int(found[1]) > LONGEST:
            raise ValueError(
                f"{text!r} is no term: write it like 5 working days, 15 days, 4 hours or same day"
            )
        return cls(int(found[1]), unit)

    def __str__(self) -> str:
        return f"{self.count} {self.unit}" if self.count else _SAME_DAY[0]

    @property
    def roughly_working_days(self) -> float:
        """To compare terms of different units: 8 hours are a working day, 7 days are five."""
        return self.count * _ROUGHLY[self.unit]


Terms = Mapping[str, Term]
"""The term of each channel; that of "" holds wherever a channel has none of its own."""


def read_terms(texts: Mapping[str, str]) -> Terms:
    """Terms as they are stored."""
    return {channel: Term.read(text) for channel, text in texts.items()}


def term_of(terms: Terms, channel: str) -> Term | None:
    return terms.get(channel) or terms.get("")


def due(received: datetime, term: Term, calendar: WorkCalendar, cut_off: time | None = CUT_OFF) -> datetime:
    """The last instant, in the zone of `received`, at which the result is on time.

    The day of receipt does not count. A term in days ends with the working day on which its last day falls,
    or the next one (Civil Code 2015, article 148); hours run in the sessions only.
    """
    start = counted_from(received, calendar, cut_off)
    if term.unit is Unit.HOURS:
        return _after_hours(start, timedelta(hours=term.count), calendar)
    if term.unit is Unit.DAYS:
        last = calendar.working_day_from(start.date() + timedelta(days=term.count))
    else:
        last = calendar.add_working_days(start.date(), term.count)
    return calendar.closing(last, received.tzinfo)


def counted_from(received: datetime, calendar: WorkCalendar, cut_off: time | None = CUT_OFF) -> datetime:
    """When a file received at `received` counts as received: at once, or when the next working day opens."""
    late = cut_off is not None and received.time() > cut_off
    if calendar.is_working_day(received.date()) and not late:
        return received
    day = calendar.working_day_from(received.date() + timedelta(days=1))
    return calendar.opening(day, received.tzinfo)


def promised(
    received: datetime,
    statutory: Term | None,
    committed: Term | None,
    calendar: WorkCalendar,
    cut_off: time | None = CUT_OFF,
) -> datetime | None:
    """The sooner of what the law and what the commune promises; None if neither says anything."""
    ends = [due(received, term, calendar, cut_off) for term in (statutory, committed) if term is not None]
    return min(ends, default=None)


def cut(statutory: Term | None, committed: Term | None) -> float | None:
    """By what share, 0 to 1, the commune shortens the term of the law; None if it does not."""
    if statutory is None or committed is None or not statutory.count:
        return None
    share = 1 - committed.roughly_working_days / statutory.roughly_working_days
    return share if share > 0 else None


def _after_hours(start: datetime, left: timedelta, calendar: WorkCalendar) -> datetime:
    day, now = start.date(), start
    while True:
        for begin, end in calendar.hours(day, start.tzinfo):
            begins = max(begin, now)
            if begins + left <= end:
                return begins + left
            left -= max(end - begins, timedelta(0))
        day = calendar.working_day_from(day + timedelta(days=1))
