"""The manager's reports: any period, grouped, drawn and in tables, beside the period before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask import Blueprint, g, request

from queue_server.reports import report as reports
from queue_server.reports import wait_times
from queue_server.reports.report import Report
from queue_server.reports.rollup import Only
from queue_server.reports.wait_times import WEEKDAYS, Row
from queue_server.storage.work import Look
from queue_server.web.errors import BadInput
from queue_server.web.languages import language
from queue_server.web.manager import read_period, ticks
from queue_server.web.one_page import heat, period_of
from queue_server.web.pages import page
from queue_server.web.periods import read_only
from queue_server.web.sheets import CellKind, Sheet, changes, sheets

MOST_BARS = 31
COURSE = ("day", "month", "year")
WIDE, HIGH = 960, 220

blueprint = Blueprint("manager_reports", __name__)


@dataclass(frozen=True)
class Point:
    """A day (month, year) of the course: where it lies across, and the heights of half and nine of ten."""

    x: float
    half: float
    most: float
    row: Row


@dataclass(frozen=True)
class Course:
    points: Sequence[Point]
    target: float
    marks: Sequence[tuple[float, int]]


@blueprint.get("/manager/reports")
def show() -> str:
    """The report of the period in the query."""
    with g.store.look(g.hall_id) as look:
        return page("manager/reports.html", **_context(look), page_as="manager", page_code=look.hall.id)


def _context(look: Look) -> dict[str, Any]:
    period, problem = read_period(request.args, look.today)
    only = _only(look)
    made = reports.report(look, period.first, period.last, period.by, language(), only)
    compared = "compare" in request.args
    return {
        "period": period,
        "period_problem": problem,
        "report": made,
        "period_words": period_of(made),
        "only": only or Only(),
        "limits": {by: wait_times.labels_of(look, by, language()) for by in ("procedure", "queue")},
        "sheets": [*_compared(look, made, only), *sheets(made)] if compared else sheets(made),
        "compared": compared,
        "kinds": CellKind,
        "bars": _bars(made),
        "ticks_min": ticks(_bars(made), made.target_s),
        "course": course(made.rows, made.target_s) if made.by in COURSE and len(made.rows) > 1 else None,
        "hours": sorted({each.hour for each in made.slots}),
        "weekdays": WEEKDAYS[language()],
        "slots": {(each.weekday, each.hour): each for each in made.slots},
        "heat": heat,
        "ways": ways(look.today),
        "before": reports.before(period.first, period.last),
        "groupings": wait_times.GROUPINGS,
        "today": look.today,
        "now": look.now,
    }


def _only(look: Look) -> Only | None:
    """What the query limits the report to; a code that the hall never had limits nothing."""
    try:
        return read_only(look)
    except BadInput:
        return None


def _compared(look: Look, made: Report, only: Only | None) -> list[Sheet]:
    now = (made.first, made.last)
    return [changes(reports.compare(look, now, reports.before(*now), made.by, language(), only), made.by)]


def _bars(made: Report) -> list[Row]:
    """The rows that are drawn as bars: the most asked for first, and no more than can be read."""
    if made.by in COURSE and len(made.rows) > 1:
        return []
    by_size = (
        sorted(made.rows, key=lambda row: -row.issued) if made.by in ("procedure", "clerk") else made.rows
    )
    return list(by_size)[:MOST_BARS]


def course(rows: Sequence[Row], target_s: int) -> Course:
    """The rows from left to right in a box of `WIDE` by `HIGH`, longer waits higher."""
    marks = ticks(rows, target_s)
    scale = HIGH / (60 * marks[-1])
    step = WIDE / max(1, len(rows) - 1)

    def height(seconds: float | None) -> float:
        return round(HIGH - (seconds or 0) * scale, 1)

    points = [
        Point(round(number * step, 1), height(row.wait.p50_s), height(row.wait.p90_s), row)
        for number, row in enumerate(rows)
    ]
    return Course(points, height(target_s), [(height(60 * mark), mark) for mark in marks])


def ways(today: date) -> dict[str, tuple[date, date]]:
    """The usual periods that go on today, each up to its end."""
    quarter = today.replace(month=today.month - (today.month - 1) % 3, day=1)
    monday = today - timedelta(days=today.weekday())
    year = today.replace(month=1, day=1)
    return {
        "today": (today, today),
        "week": (monday, monday + timedelta(days=6)),
        "month": (today.replace(day=1), _month_end(today)),
        "quarter": (quarter, _month_end(quarter.replace(month=quarter.month + 2))),
        "year": (year, year.replace(month=12, day=31)),
    }


def _month_end(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
