"""Satisfied or above: how many rated, what share, how sure that is, and what the state would say of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from queue_server.domain.hall import named
from queue_server.domain.rating import CLERK_FROM, GROUP_FROM, Count, Index766, Rules, wilson
from queue_server.operations import rating
from queue_server.reports import on_time
from queue_server.storage import ratings, suggestions
from queue_server.storage.ratings import PaperSurvey
from queue_server.storage.work import Look

GROUPINGS = ("month", "procedure", "queue", "clerk")


@dataclass(frozen=True)
class Line:
    """`rated` of `finished` visits were rated, `satisfied` of them satisfied or above, `lowest` the lowest.

    `is_hidden`: too few rated for more than their number to be told.
    """

    key: str
    label: str
    finished: int
    rated: int
    satisfied: int
    lowest: int
    is_hidden: bool = False

    @property
    def share(self) -> float | None:
        """The share of satisfied or above, 0 to 1, among those who rated."""
        return self.satisfied / self.rated if self.rated and not self.is_hidden else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Its Wilson interval, 95 %."""
        return None if self.is_hidden else wilson(self.satisfied, self.rated)

    @property
    def response(self) -> float | None:
        """The share of finished visits that were rated, 0 to 1."""
        return min(1.0, self.rated / self.finished) if self.finished else None


@dataclass(frozen=True)
class Satisfaction:
    """The ratings of the months `first` to `last`, and what stands beside them."""

    first: date
    last: date
    rules: Rules
    whole: Line
    groups: dict[str, list[Line]]
    levels: list[Count]
    reasons: list[tuple[str, int]]
    paper: list[PaperSurvey]
    index: Index766


def end_of(month: date) -> date:
    """The last day of the month."""
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def satisfaction(look: Look, first: date, last: date, language: str = "vi") -> Satisfaction:
    """Everything about the whole months from `first` to `last`, each any day of its month."""
    begin, end = first.replace(day=1), end_of(last)
    days = ratings.counts(look.db, look.hall.id, "day", begin, end)
    finished = ratings.finished(look.db, look.hall.id, "day", begin, end)
    whole = _line("", "", sum(finished.values()), days)
    complaints = suggestions.complaints(look.db, look.hall.id, begin, end)
    return Satisfaction(
        first=begin,
        last=end,
        rules=rating.rules(look),
        whole=whole,
        groups={by: lines(look, by, begin, end, language) for by in GROUPINGS},
        levels=_by_level(days),
        reasons=_reasons(look, begin, end),
        paper=ratings.paper(look.db, look.hall.id, begin, end),
        index=Index766(whole.finished, whole.lowest, complaints, overdue=_late_results(look, begin, end)),
    )


def _late_results(look: Look, first: date, last: date) -> int:
    return on_time.total(on_time.on_time(look, first, last)).late


def lines(look: Look, by: str, first: date, last: date, language: str) -> list[Line]:
    """A line for each group that was served, by key: never a ranking."""
    kept = "day" if by == "month" else by
    finished: dict[str, int] = {}
    for key, n in ratings.finished(look.db, look.hall.id, kept, first, last).items():
        finished[_key(by, key)] = finished.get(_key(by, key), 0) + n
    counts: dict[str, list[Count]] = {}
    for each in ratings.counts(look.db, look.hall.id, kept, first, last):
        key = _key(by, each.since.isoformat()) if by == "month" else each.key
        counts.setdefault(key, []).append(each)
    labels, least = _labels(look, by, language), _least(by)
    keys = sorted({*finished, *counts})
    return [
        _line(key, labels.get(key, key), finished.get(key, 0), counts.get(key, ()), least) for key in keys
    ]


def _key(by: str, key: str) -> str:
    return key[:7] if by == "month" else key


def _least(by: str) -> int:
    return {"month": 0, "clerk": CLERK_FROM}.get(by, GROUP_FROM)


def _labels(look: Look, by: str, language: str) -> dict[str, str]:
    queues = {each.code: named(each.names, language) for each in look.furniture.queues}
    if by == "procedure":
        offered = look.furniture.offered(look.today)
        return queues | {each.code: named(each.short_names, language) for each in offered}
    return queues if by == "queue" else {}


def _line(key: str, label: str, finished: int, counts: Iterable[Count], least: int = 0) -> Line:
    found = list(counts)
    rated = sum(each.n for each in found)
    satisfied = sum(each.n for each in found if each.is_satisfied)
    lowest = sum(each.n for each in found if each.is_lowest)
    hidden = rated < least
    return Line(key, label, finished, rated, 0 if hidden else satisfied, 0 if hidden else lowest, hidden)


def _by_level(counts: Iterable[Count]) -> list[Count]:
    """How many pressed each level of each scale, in the whole period."""
    sums: dict[tuple[int, int], Count] = {}
    for each in counts:
        place = (each.levels, each.level)
        n = each.n + (sums[place].n if place in sums else 0)
        sums[place] = Count(each.since, "", each.levels, each.level, n)
    return [sums[place] for place in sorted(sums, key=lambda place: (place[0], -place[1]))]


def _reasons(look: Look, first: date, last: date) -> list[tuple[str, int]]:
    sums: dict[str, int] = {}
    for each in ratings.counts(look.db, look.hall.id, "reason", first, last):
        sums[each.key] = sums.get(each.key, 0) + each.n
    return sorted(sums.items(), key=lambda pair: -pair[1])


def of_paper(survey: PaperSurvey) -> Line:
    """The sheets of a month as a line of their own."""
    counts = [Count(survey.month, "", survey.levels, level, n) for level, n in survey.counts.items()]
    return _line(survey.month.isoformat()[:7], "", 0, counts)
