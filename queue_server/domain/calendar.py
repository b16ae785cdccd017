"""When a hall works: sessions with a lunch break, holidays, and the Saturdays worked instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

SATURDAY = 5


@dataclass(frozen=True, order=True)
class Session:
    """One stretch of work, from `start` up to but not including `end`."""

    start: time
    end: time

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError(f"a session must end after it starts: {self.start} to {self.end}")

    def __str__(self) -> str:
        return f"{self.start:%H:%M}–{self.end:%H:%M}"


MORNING = Session(time(7, 30), time(11, 30))
AFTERNOON = Session(time(13, 30), time(17, 0))


@dataclass(frozen=True)
class WorkCalendar:
    """`holidays` are days off; `swaps` are days worked in exchange for one, usually a Saturday.

    Numbers are given in `ticket_hours`, which may begin and end before the sessions; in the sessions if none.
    """

    sessions: tuple[Session, ...] = (MORNING, AFTERNOON)
    ticket_hours: tuple[Session, ...] = ()
    holidays: frozenset[date] = frozenset()
    swaps: frozenset[date] = frozenset()

    def is_working_day(self, day: date) -> bool:
        if day in self.swaps:
            return True
        return day.weekday() < SATURDAY and day not in self.holidays

    def is_open(self, local: datetime) -> bool:
        return self._is_within(self.sessions, local)

    def session_end(self, local: datetime) -> datetime | None:
        """When the session that runs at `local` ends; None between sessions."""
        if not self.is_working_day(local.date()):
            return None
        ends = (s.end for s in self.sessions if s.start <= local.time() < s.end)
        return next((datetime.combine(local.date(), end, local.tzinfo) for end in ends), None)

    def gives_numbers(self, local: datetime, hours: tuple[Session, ...] = ()) -> bool:
        """Whether numbers are given at `local`, in a queue that has its own `hours` or in any other."""
        return self._is_within(hours or self.ticket_hours or self.sessions, local)

    def _is_within(self, sessions: tuple[Session, ...], local: datetime) -> bool:
        now = local.time()
        return self.is_working_day(local.date()) and any(s.start <= now < s.end for s in sessions)

    def add_working_days(self, day: date, count: int) -> date:
        """The day `count` working days after `day`, which itself does not count. ValueError if negative."""
        if count < 0:
            raise ValueError("a term cannot run backwards")
        for _ in range(count):
            day = self._next_working_day(day)
        return day

    def working_days(self, after: date, until: date) -> int:
        """How many working days lie after `after`, up to and including `until`."""
        span = (after + timedelta(days=n) for n in range(1, (until - after).days + 1))
        return sum(self.is_working_day(day) for day in span)

    def next_opening(self, local: datetime) -> datetime:
        """The next instant, in the zone of `local`, at which a session starts."""
        starts = (
            datetime.combine(day, session.start, local.tzinfo)
            for day in self._days_from(local.date())
            for session in sorted(self.sessions)
            if self.is_working_day(day)
        )
        return next(start for start in starts if start > local)

    def working_day_from(self, day: date) -> date:
        """`day` itself, or the first working day after it."""
        return next(each for each in self._days_from(day) if self.is_working_day(each))

    def hours(self, day: date, zone: tzinfo | None) -> list[tuple[datetime, datetime]]:
        """The sessions of `day` from beginning to end, in order; none on a day off."""
        if not self.is_working_day(day):
            return []
        return [
            (datetime.combine(day, each.start, zone), datetime.combine(day, each.end, zone))
            for each in sorted(self.sessions)
        ]

    def opening(self, day: date, zone: tzinfo | None) -> datetime:
        """When the work of a working day begins."""
        return self.hours(day, zone)[0][0]

    def closing(self, day: date, zone: tzinfo | None) -> datetime:
        """When the work of a working day ends."""
        return self.hours(day, zone)[-1][1]

    def _next_working_day(self, day: date) -> date:
        return self.working_day_from(day + timedelta(days=1))

    def _days_from(self, day: date) -> Iterable[date]:
        # A year without a working day is a broken table, not a long holiday.
        return (day + timedelta(days=n) for n in range(366))
