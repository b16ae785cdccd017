"""One report of a period: what every page and every file shows, so that all of them say the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from queue_server.domain.hall import named
from queue_server.reports import attendance, intervals, period, rollup, wait_times
from queue_server.reports.rollup import NOBODY, Only, Rest
from queue_server.reports.wait_times import Row
from queue_server.storage import days, figures, halls
from queue_server.storage.figures import Figure, added
from queue_server.storage.work import Look


@dataclass(frozen=True)
class Slot:
    """An hour of a weekday (0 is Monday): who came in it, and how long they waited."""

    weekday: int
    hour: int
    issued: int
    waits: int
    mean_s: float | None
    within_target: float | None


@dataclass(frozen=True)
class Attended:
    """How long `clerk` had counter `counter` open and paused, in seconds, by reason.

    `unclear` counts the times that nobody ended but the night; they are in neither.
    """

    counter: str
    label: str
    clerk: str
    open_s: float
    paused_s: Mapping[str, float]
    unclear: int


@dataclass(frozen=True)
class Report:
    """The figures of `first` to `last` as of `as_of`; `goes_on` says that the last day is not over.

    `about` names the procedure or queue that they are limited to.
    """

    first: date
    last: date
    by: str
    as_of: datetime
    goes_on: bool
    target_s: int
    total: Row
    rows: Sequence[Row]
    procedures: Sequence[Row]
    slots: Sequence[Slot]
    attended: Sequence[Attended]
    priority_names: Mapping[str, str]
    about: str = ""

    @property
    def longest(self) -> list[Row]:
        """The procedures with the longest mean wait, of those with enough waits to be ranked."""
        enough = [row for row in self.procedures if row.is_enough]
        return sorted(enough, key=lambda row: -(row.wait.mean_s or 0))[:5]


def report(
    look: Look,
    first: date,
    last: date,
    by: str = "procedure",
    language: str = "vi",
    only: Only | None = None,
) -> Report:
    """The report of a period, or `only` of that in it. Raises ValueError for an unknown grouping.

    When a counter was open belongs to no procedure and no queue: such a report leaves it out.
    """
    unwritten = rollup.only(look, first, last, only) if only else rollup.rest(look)
    rows = wait_times.times(look, first, last, by, language, unwritten)
    same = by == "procedure"
    return Report(
        first=first,
        last=last,
        by=by,
        as_of=look.now,
        goes_on=first <= look.today <= last,
        target_s=look.hall.wait_target_s,
        total=_total(look, first, last, unwritten),
        rows=rows,
        procedures=rows if same else wait_times.times(look, first, last, "procedure", language, unwritten),
        slots=_slots(look, first, last, unwritten),
        attended=[] if only else _attended(look, first, last, language, unwritten),
        about=_about(look, only, language) if only else "",
        priority_names={each.code: named(each.names, language) for each in look.furniture.priority_classes},
    )


def _about(look: Look, only: Only, language: str) -> str:
    wishes = (("procedure", only.procedure), ("queue", only.queue))
    found = [wait_times.labels_of(look, by, language).get(code, code) for by, code in wishes if code]
    return " · ".join(found)


def _total(look: Look, first: date, last: date, unwritten: Rest) -> Row:
    whole = period.grouped(look, first, last, "total", unwritten).get("", figures.NOTHING)
    return wait_times.row("", "", whole, look.hall.wait_target_s)


def _slots(look: Look, first: date, last: date, unwritten: Rest) -> list[Slot]:
    found = period.grouped(look, first, last, "slot", unwritten, kinds=("wait",))
    return [_slot(key, found[key], look.hall.wait_target_s) for key in sorted(found)]


def _slot(key: str, figure: Figure, target_s: int) -> Slot:
    wait = figure.wait
    share = wait.within(target_s) / wait.n if wait.n else None
    return Slot(int(key[0]), int(key[2:]), figure.tally.get("issued", 0), wait.n, wait.mean_s, share)


def _attended(look: Look, first: date, last: date, language: str, unwritten: Rest) -> list[Attended]:
    found: defaultdict[str, list[Figure]] = defaultdict(list)
    for key, figure in period.grouped(look, first, last, "attendance", unwritten).items():
        found[key].append(figure)
    # Days that were not added up yet are asked for as they are.
    going_on = {look.today, *days.open_before(look.db, look.hall.id, look.today)}
    for day in unwritten.again | {day for day in going_on if attendance.goes_on(look, day)}:
        if first <= day <= last:
            for place, figure in attendance.cells(look, day).items():
                found[place.key].append(figure)
    labels = {each.code: each.label(language) for each in halls.counters(look.db, look.hall.id)}
    return [_sitting(key, labels, added(found[key])) for key in sorted(found)]


def _sitting(key: str, labels: Mapping[str, str], figure: Figure) -> Attended:
    counter, _, clerk = key.partition(" ")
    paused = wait_times.of_kind(figure, "paused_ms")
    return Attended(
        counter=counter,
        label=labels.get(counter, counter),
        clerk=clerk or NOBODY,
        open_s=figure.tally.get("open_ms", 0) / 1000,
        paused_s={reason: ms / 1000 for reason, ms in paused.items()},
        unclear=figure.tally.get("unclear", 0),
    )


# --- two periods ---
@dataclass(frozen=True)
class Change:
    """A group now and before: the change of its mean wait in seconds and of its share within the target.

    `wait_sure` and `within_sure` say that the change is more than chance: both periods have enough waits,
    and the 95 % interval of the change does not hold nothing.
    """

    key: str
    label: str
    now: Row
    before: Row
    wait_s: float | None
    wait_low_s: float | None
    wait_high_s: float | None
    wait_sure: bool
    within: float | None
    within_low: float | None
    within_high: float | None
    within_sure: bool


Days = tuple[date, date]


def compare(
    look: Look,
    now: Days,
    before: Days,
    by: str = "procedure",
    language: str = "vi",
    only: Only | None = None,
) -> list[Change]:
    """The whole hall, or `only` of that in it, first; then each group of either period, by key."""
    ends = min(now[0], before[0]), max(now[1], before[1])
    unwritten = rollup.only(look, *ends, only) if only else rollup.rest(look)
    changes = []
    for grouping in ("total", by):
        one = period.grouped(look, *now, grouping, unwritten)
        other = period.grouped(look, *before, grouping, unwritten)
        labels = wait_times.labels_of(look, grouping, language)
        for key in sorted(one.keys() | other.keys()):
            pair = one.get(key, figures.NOTHING), other.get(key, figures.NOTHING)
            changes.append(
                _change(
                    key, labels.get(key) or wait_times.as_date(key, grouping), *pair, look.hall.wait_target_s
                )
            )
    return changes


def _change(key: str, label: str, now: Figure, before: Figure, target_s: int) -> Change:
    one, other = (wait_times.row(key, label, each, target_s) for each in (now, before))
    counts = [(each.wait.within(target_s), each.wait.n) for each in (now, before)]
    wait = intervals.of_means_apart(now.wait, before.wait)
    within = intervals.of_shares_apart(*counts)
    enough = one.is_enough and other.is_enough
    return Change(
        key=key,
        label=label,
        now=one,
        before=other,
        wait_s=_apart(one.wait.mean_s, other.wait.mean_s),
        wait_low_s=wait[0] if wait else None,
        wait_high_s=wait[1] if wait else None,
        wait_sure=enough and _is_something(wait),
        within=_apart(one.wait.within_target, other.wait.within_target),
        within_low=within[0] if within else None,
        within_high=within[1] if within else None,
        within_sure=enough and _is_something(within),
    )


def _apart(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one - other


def _is_something(interval: tuple[float, float] | None) -> bool:
    return interval is not None and (interval[0] > 0 or interval[1] < 0)


def before(first: date, last: date) -> Days:
    """The period before: the month before a whole month, as also quarters and years; else as many days."""
    months = _whole_months(first, last)
    if months:
        start = _months_on(first, -months)
        return start, first - timedelta(days=1)
    length = last - first + timedelta(days=1)
    return first - length, last - length


def _whole_months(first: date, last: date) -> int:
    """How many whole months the period is; 0 if it is none."""
    end = last + timedelta(days=1)
    if first.day != 1 or end.day != 1:
        return 0
    return (end.year - first.year) * 12 + end.month - first.month


def _months_on(day: date, months: int) -> date:
    """The first of the month that lies `months` on."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)
