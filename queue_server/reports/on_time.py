"""Whether promises were kept: results ready by the day of the receipt, and what shorter times have saved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from queue_server.domain import due
from queue_server.domain.hall import Procedure, named
from queue_server.storage import files
from queue_server.storage.work import Look

USUAL_CUT = 0.3
"""The share by which the sources say that times were cut: "30 % for 95 procedures"."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """Files of one procedure, or of all, in a period.

    Of those that became ready, `on_time` were by the first promise; an apology does not make a late file
    timely. `late_now` is what should be ready and is not. `collected_s` sums the times from ready to
    handed over.
    """

    key: str
    label: str
    received: int = 0
    on_time: int = 0
    late: int = 0
    late_now: int = 0
    postponed: int = 0
    collected: int = 0
    collected_s: float = 0.0

    @property
    def rate(self) -> float | None:
        """Of 1: the share of results that were ready in time; None without results."""
        done = self.on_time + self.late
        return self.on_time / done if done else None

    @property
    def collect_mean_s(self) -> float | None:
        return self.collected_s / self.collected if self.collected else None


@dataclass(frozen=True)
class Cut:
    """A procedure whose time the commune shortens: by what share, and by about how many working days."""

    procedure: Procedure
    statutory: due.Term
    committed: due.Term
    share: float

    @property
    def days(self) -> float:
        return self.statutory.roughly_working_days - self.committed.roughly_working_days


@dataclass(frozen=True)
class Cuts:
    """`shortened` of `every` procedure with a term; `days` saved by files received in the period."""

    every: int
    shortened: list[Cut]
    files: int
    days: float

    @property
    def by_the_usual(self) -> int:
        return sum(each.share >= USUAL_CUT for each in self.shortened)

    @property
    def mean(self) -> float | None:
        shares = [each.share for each in self.shortened]
        return sum(shares) / len(shares) if shares else None


def on_time(look: Look, first: date, last: date, language: str = "vi") -> list[Row]:
    """A row for each procedure with files in the days `first` to `last`, by code."""
    begin, end = _midnight(look, first), _midnight(look, last + timedelta(days=1))
    counted = files.in_time(look.db, look.hall.id, begin, end, look.now)
    rows = [_row(look, each, language) for each in counted]
    return [row for row in rows if row.received or row.on_time or row.late or row.late_now]


def total(rows: Iterable[Row]) -> Row:
    """All rows as one."""
    names = ("received", "on_time", "late", "late_now", "postponed", "collected", "collected_s")
    listed = list(rows)
    return Row(key="", label="", **{name: sum(getattr(row, name) for row in listed) for name in names})


def cuts(look: Look, rows: Iterable[Row]) -> Cuts:
    """What the commune's shorter times amount to for the files of `rows`, roughly in working days."""
    received = {row.key: row.received for row in rows}
    known = [each for each in look.furniture.offered(look.today) if each.statutory]
    shortened = [cut for each in known if (cut := _cut(each))]
    count = sum(received.get(each.procedure.code, 0) for each in shortened)
    days = sum(received.get(each.procedure.code, 0) * each.days for each in shortened)
    return Cuts(len(known), sorted(shortened, key=lambda each: -each.share), count, days)


def _cut(each: Procedure) -> Cut | None:
    both = (each.statutory, each.committed)
    statutory, committed = (due.term_of(due.read_terms(texts), "direct") for texts in both)
    share = due.cut(statutory, committed)
    if statutory is None or committed is None or share is None:
        return None
    return Cut(each, statutory, committed, share)


def _row(look: Look, each: files.Count, language: str) -> Row:
    figures: dict[str, Any] = each._asdict()
    code = figures.pop("procedure")
    return Row(key=code, label=_label(look, code, language), **figures)


def _midnight(look: Look, day: date) -> datetime:
    return datetime.combine(day, time(), look.hall.zone).astimezone(UTC)


def _label(look: Look, code: str, language: str) -> str:
    known = look.furniture.procedure(code)
    return named(known.short_names, language) if known else code
