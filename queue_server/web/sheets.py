"""A report as tables: the page, the workbook and the paper are all made from these, so they say the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from queue_server.domain.states import Outcome
from queue_server.reports.report import Attended, Change, Report
from queue_server.reports.wait_times import WEEKDAYS, Row, Share, Spread
from queue_server.web.languages import gettext as _
from queue_server.web.languages import language


class CellKind(StrEnum):
    """What a cell holds: `SECONDS` are shown as minutes, a `SHARE` of 1 as per cent, a `NUMBER` as it is."""

    TEXT = "text"
    NUMBER = "number"
    COUNT = "count"
    SECONDS = "seconds"
    SHARE = "share"
    DATE = "date"


Column = tuple[str, CellKind]
Cell = str | int | float | None


@dataclass(frozen=True)
class Sheet:
    """A table with a title; `note` is what a reader has to know of it."""

    key: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    note: str = ""


def sheets(report: Report) -> list[Sheet]:
    """Every table of a report that has any rows."""
    found = (
        groups(report),
        waiting_and_service(report),
        outcomes(report),
        hours(report),
        priorities(report),
        counts(_("Called out of turn"), "jumps", _words(report.total.jumps), _("Reason")),
        counters(report.attended),
        left_out(report),
    )
    return [each for each in found if each.rows]


def groups(report: Report) -> Sheet:
    """The report's own grouping: how many, and how long they waited."""
    columns = [
        *_heads(report),
        (_("Numbers given"), CellKind.COUNT),
        (_("Served"), CellKind.COUNT),
        (_("Did not come"), CellKind.COUNT),
        *_share(_("Share of no-shows")),
        *_spread(_("Wait")),
        *_share(_("Within target")),
    ]
    rows = [_group(report, row) for row in (*report.rows, _named(report.total, _("All")))]
    return Sheet("groups", _("How long people waited"), columns, rows if report.rows else [], _few())


CODED = ("procedure", "queue", "counter")


def _heads(report: Report) -> list[Column]:
    code = [(_("Code"), CellKind.TEXT)] if report.by in CODED else []
    return [(_(report.by).capitalize(), CellKind.TEXT), *code]


def _which(report: Report, row: Row) -> list[Cell]:
    return [row.label, row.key] if report.by in CODED else [row.label]


def _group(report: Report, row: Row) -> list[Cell]:
    within = (row.wait.within_target, row.wait.within_low, row.wait.within_high)
    counts = (row.issued, row.served, row.no_show)
    return [*_which(report, row), *counts, *_of_share(row.missed), *_of_spread(row.wait), *within]


def waiting_and_service(report: Report) -> Sheet:
    """The clerks' side of the same groups: walk, service, hold."""
    columns = [
        *_heads(report),
        *_spread(_("Service")),
        *_spread(_("Walk")),
        *_spread(_("Set aside")),
    ]
    rows = [
        [*_which(report, row), *_of_spread(row.service), *_of_spread(row.walk), *_of_spread(row.hold)]
        for row in (*report.rows, _named(report.total, _("All")))
    ]
    title = _("How long people walked, were served and set aside")
    return Sheet("service", title, columns, rows if report.rows else [])


def outcomes(report: Report) -> Sheet:
    """How services ended, and how many citizens have to come again."""
    words = [(_(each.value).capitalize(), CellKind.COUNT) for each in Outcome]
    columns = [
        (_("procedure").capitalize(), CellKind.TEXT),
        (_("Code"), CellKind.TEXT),
        (_("Services"), CellKind.COUNT),
        *words,
        *_share(_("Has to come again")),
    ]
    ended = [row for row in report.procedures if row.wasted.n]
    rows = [_outcome(row) for row in (*ended, _named(report.total, _("All")))]
    return Sheet("outcomes", _("How services ended"), columns, rows if ended else [])


def _outcome(row: Row) -> list[Cell]:
    counted = [row.outcomes.get(each.value, 0) for each in Outcome]
    return [row.label, row.key, row.wasted.n, *counted, *_of_share(row.wasted)]


def hours(report: Report) -> Sheet:
    """Each hour of each weekday."""
    columns = [
        (_("weekday").capitalize(), CellKind.TEXT),
        (_("hour").capitalize(), CellKind.TEXT),
        (_("Numbers given"), CellKind.COUNT),
        (_("Waits"), CellKind.COUNT),
        (_("Mean wait"), CellKind.SECONDS),
        (_("Within target"), CellKind.SHARE),
    ]
    days = WEEKDAYS[language()]
    rows = [
        [days[each.weekday], f"{each.hour:02d}:00", each.issued, each.waits, each.mean_s, each.within_target]
        for each in report.slots
    ]
    return Sheet("hours", _("Hours of the week"), columns, rows)


def priorities(report: Report) -> Sheet:
    names, counted = report.priority_names, report.total.priorities
    words = {names.get(code, code): count for code, count in counted.items()}
    return counts(_("Priority"), "priorities", words, _("Class"))


def _words(counted: Mapping[str, int]) -> dict[str, int]:
    return {_no_reason(word): count for word, count in counted.items()}


def counts(title: str, key: str, counted: Mapping[str, int], heading: str) -> Sheet:
    rows = [[word, count] for word, count in sorted(counted.items(), key=lambda item: -item[1])]
    return Sheet(key, title, [(heading, CellKind.TEXT), (_("Count"), CellKind.COUNT)], rows)


def counters(attended: Iterable[Attended]) -> Sheet:
    """How long each clerk had each counter open and paused, by reason."""
    attended = list(attended)
    paused = _("Paused")
    reasons = sorted({reason for each in attended for reason in each.paused_s})
    columns = [
        (_("counter").capitalize(), CellKind.TEXT),
        (_("clerk").capitalize(), CellKind.TEXT),
        (_("Open"), CellKind.SECONDS),
        *((f"{paused}: {_no_reason(reason)}", CellKind.SECONDS) for reason in reasons),
        (_("Left open over night"), CellKind.COUNT),
    ]
    rows = [
        [each.label, each.clerk, each.open_s, *(each.paused_s.get(r, 0.0) for r in reasons), each.unclear]
        for each in attended
    ]
    note = _("What only the night ended is in no time and counted in the last column.")
    return Sheet("counters", _("Counters open and paused"), columns, rows, note)


def left_out(report: Report) -> Sheet:
    """What happened and is in no time, and why."""
    total = report.total
    rows: list[list[Cell]] = [
        [_("Waits that began on paper, whose start is a guess"), total.guessed],
        [_("Walked up to a free counter and did not wait"), total.walk_up],
        [_("Services that were forgotten or whose times the clerk calls wrong"), total.left_out],
        [_("Cancelled before they were served"), total.cancelled],
        [_("Still waiting when the day ended"), total.expired],
    ]
    columns = [(_("What"), CellKind.TEXT), (_("Count"), CellKind.COUNT)]
    return Sheet("left_out", _("What is left out of the times"), columns, rows if total.issued else [])


def changes(found: Sequence[Change], by: str) -> Sheet:
    """Two periods side by side; a change is called one only where it is more than chance."""
    columns = [
        (_(by).capitalize(), CellKind.TEXT),
        (_("Waits now"), CellKind.COUNT),
        (_("Waits before"), CellKind.COUNT),
        (_("Mean wait now"), CellKind.SECONDS),
        (_("Mean wait before"), CellKind.SECONDS),
        (_("Change"), CellKind.SECONDS),
        (_("Change, from"), CellKind.SECONDS),
        (_("Change, to"), CellKind.SECONDS),
        (_("Within target now"), CellKind.SHARE),
        (_("Within target before"), CellKind.SHARE),
        (_("What it means"), CellKind.TEXT),
    ]
    return Sheet("changes", _("Now and before"), columns, [_changed(each) for each in found])


def _changed(each: Change) -> list[Cell]:
    now, before = each.now.wait, each.before.wait
    wait = (each.wait_s, each.wait_low_s, each.wait_high_s)
    shares = (now.within_target, before.within_target)
    label = each.label or _("All")
    return [label, now.n, before.n, now.mean_s, before.mean_s, *wait, *shares, verdict(each)]


def verdict(change: Change) -> str:
    """What the change of the mean wait amounts to, in words."""
    if not (change.now.is_enough and change.before.is_enough):
        return _("too few to tell")
    if not change.wait_sure:
        return _("no clear change")
    return _("longer waits") if (change.wait_s or 0) > 0 else _("shorter waits")


def _no_reason(word: str) -> str:
    return _("no reason given") if word == "-" else _(word)


def _few() -> str:
    return _(
        "Intervals hold the true figure in 95 of 100 cases. Rows with fewer than 30 waits are not ranked."
    )


def _spread(what: str) -> list[Column]:
    heads = (_("n"), _("mean"), _("mean, from"), _("mean, to"), _("half"), _("nine of ten"), _("longest"))
    kinds = (CellKind.COUNT, *(CellKind.SECONDS,) * 6)
    return [(f"{what}: {head}", kind) for head, kind in zip(heads, kinds, strict=True)]


def _of_spread(spread: Spread) -> list[Cell]:
    mean = (spread.mean_s, spread.mean_low_s, spread.mean_high_s)
    return [spread.n, *mean, spread.p50_s, spread.p90_s, spread.max_s]


def _share(what: str) -> list[Column]:
    heads = (what, f"{what}, " + _("from"), f"{what}, " + _("to"))
    return [(head, CellKind.SHARE) for head in heads]


def _of_share(share: Share) -> list[Cell]:
    return [share.share, share.low, share.high]


def _named(row: Row, label: str) -> Row:
    return replace(row, label=label, key="")
