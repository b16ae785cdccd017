"""The figures of a period, from as few rows as hold them: whole years, whole months, single days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from datetime import date, timedelta
from typing import NamedTuple

from queue_server.reports import rollup
from queue_server.reports.rollup import Rest
from queue_server.storage import figures
from queue_server.storage.figures import KINDS, Figure, Place, Span, Stretch, added
from queue_server.storage.work import Look

LONGEST = timedelta(days=3660)
_ALL = tuple(Span)


class _Grouping(NamedTuple):
    """Where its figures stand, which spans do not mix its groups, and the group of a place."""

    stored: str
    spans: tuple[Span, ...]
    key: Callable[[Place], str]


def _own(place: Place) -> str:
    return place.key


_GROUPINGS = {
    "procedure": _Grouping("procedure", _ALL, _own),
    "queue": _Grouping("queue", _ALL, _own),
    "counter": _Grouping("counter", _ALL, _own),
    "clerk": _Grouping("clerk", _ALL, _own),
    "hour": _Grouping("slot", _ALL, lambda place: place.key[2:]),
    "weekday": _Grouping("slot", _ALL, lambda place: place.key[:1]),
    "day": _Grouping("all", (Span.DAY,), lambda place: place.start.isoformat()),
    "month": _Grouping("all", (Span.DAY, Span.MONTH), lambda place: f"{place.start:%Y-%m}"),
    "year": _Grouping("all", _ALL, lambda place: f"{place.start:%Y}"),
    "slot": _Grouping("slot", _ALL, _own),
    "total": _Grouping("all", _ALL, _own),
    "attendance": _Grouping("attendance", _ALL, _own),
}
GROUPINGS = ("procedure", "queue", "counter", "clerk", "hour", "weekday", "day", "month", "year")


def grouped(
    look: Look, first: date, last: date, by: str, unwritten: Rest, kinds: Collection[str] = KINDS
) -> dict[str, Figure]:
    """The figure of each group that anything happened in from `first` to `last`.

    `unwritten` is what `rollup.rest` found. Raises ValueError for an unknown grouping.
    """
    if by not in _GROUPINGS:
        raise ValueError(f"figures are grouped by one of {', '.join(GROUPINGS)}")
    grouping = _GROUPINGS[by]
    found: defaultdict[str, list[Figure]] = defaultdict(list)
    stretches = cover(look, first, last, grouping.spans, unwritten.again)
    for place, figure in figures.read(look.db, look.hall.id, grouping.stored, stretches, kinds):
        found[grouping.key(place)].append(figure)
    for place, figure in unwritten.cells.items():
        if place.by == grouping.stored and first <= place.start <= last:
            found[grouping.key(place)].append(figure)
    return {key: added(each) for key, each in found.items()}


def cover(
    look: Look, first: date, last: date, spans: Collection[Span], without: Collection[date] = ()
) -> list[Stretch]:
    """The largest spans in the store that make up the days from `first` to `last` but those `without`."""
    large = {
        span: set(figures.starts(look.db, look.hall.id, span)) - {_begin(day, span) for day in without}
        for span in (Span.YEAR, Span.MONTH)
        if span in spans
    }
    stretches: list[Stretch] = []
    at, end, joins = first, last + timedelta(days=1), False
    while at <= last:
        whole = (each for each in large if at in large[each] and _next(at, each) <= end)
        span = next(whole, Span.DAY)
        if at in without:
            joins = False
        elif joins and stretches[-1].span is span:
            stretches[-1] = stretches[-1]._replace(last=at)
        else:
            stretches.append(Stretch(span, at, at))
            joins = True
        at = _next(at, span)
    return stretches


def _begin(day: date, span: Span) -> date:
    return day.replace(day=1) if span is Span.MONTH else day.replace(month=1, day=1)


def _next(day: date, span: Span) -> date:
    if span is Span.YEAR:
        return day.replace(year=day.year + 1)
    return rollup.after_month(day) if span is Span.MONTH else day + timedelta(days=1)
