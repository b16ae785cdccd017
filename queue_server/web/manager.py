"""The manager's page: the hall in one sentence, queues and counters now, and the times of a period."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from math import ceil
from typing import Any

from flask import Blueprint, g, request

from queue_server.domain.hall import Counter, CounterState
from queue_server.domain.states import Outcome
from queue_server.domain.tongues import TONGUES
from queue_server.operations import alarms, curve, due_lists, estimates, overview, presence, printers
from queue_server.operations.overview import CounterLine, QueueLine
from queue_server.reports import outcomes, wait_times
from queue_server.reports.wait_times import Row
from queue_server.storage import staff, tickets
from queue_server.storage.work import Look
from queue_server.web import periods
from queue_server.web.languages import language
from queue_server.web.pages import page

STEPS_MIN = (5, 10, 15, 20, 30, 60, 120, 240)

blueprint = Blueprint("manager", __name__)


@dataclass(frozen=True)
class Headline:
    """The hall in a sentence; `advice` is a counter that could be opened for the slowest queue."""

    waiting: int
    slowest: QueueLine | None
    advice: Counter | None


@dataclass(frozen=True)
class Period:
    first: date
    last: date
    by: str


@blueprint.get("/manager")
def manager() -> str:
    with g.store.look(g.hall_id) as look:
        return page("manager/manager.html", **_now(look) | _times(look), **_place(look))


@blueprint.get("/manager/counters")
def counters() -> str:
    with g.store.look(g.hall_id) as look:
        return page("manager/counters.html", **_matrix(look), **_place(look))


@blueprint.get("/manager/counters/matrix")
def matrix() -> str:
    with g.store.look(g.hall_id) as look:
        return page("manager/matrix.html", **_matrix(look))


def _matrix(look: Look) -> dict[str, Any]:
    return {
        "floor": overview.floor(look),
        "queues": overview.queues(look),
        "clerks": overview.clerks(look),
        "spoken": staff.languages(look.db, look.hall.id),
        "tongues": TONGUES,
        "now": look.now,
    }


@blueprint.get("/manager/now")
def now() -> str:
    with g.store.look(g.hall_id) as look:
        return page("manager/now.html", **_now(look))


@blueprint.get("/manager/times")
def times() -> str:
    with g.store.look(g.hall_id) as look:
        return page("manager/times.html", **_times(look))


def _place(look: Look) -> dict[str, Any]:
    return {"page_as": "manager", "page_code": look.hall.id}


def _now(look: Look) -> dict[str, Any]:
    queues, floor = overview.queues(look), overview.floor(look)
    return {
        "alarms": alarms.open_now(look),
        "aimed_share": alarms.thresholds(look).share,
        "alarms_sound": alarms.thresholds(look).sound and not alarms.is_quiet(look),
        "bands": estimates.of_queues(look),
        "within": tickets.within(look.db, look.hall.id, look.today, look.hall.wait_target_s),
        "curve": curve.of_today(look),
        "help_calls": overview.help_calls(look),
        "due": due_lists.counts(look),
        "headline": headline(queues, floor),
        "queues": queues,
        "queue_scale_s": max([look.hall.wait_target_s * 2, *(line.longest_s for line in queues)]),
        "floor": floor,
        "printers": printers.lines(look),
        "procedures": overview.procedures(look),
        "devices": presence.lines(look),
        "now": look.now,
    }


def headline(queues: Sequence[QueueLine], floor: Iterable[CounterLine]) -> Headline:
    """Who waits and what would help; nothing is advised while every wait is within the target."""
    busy = [line for line in queues if line.waiting]
    slowest = max(busy, key=lambda line: line.longest_s, default=None)
    late = slowest is not None and not slowest.within
    idle = (line.counter for line in floor if line.counter.state is not CounterState.OPEN)
    advice = next((each for each in idle if late and slowest and slowest.code in each.queues), None)
    return Headline(sum(line.waiting for line in queues), slowest, advice)


def _times(look: Look) -> dict[str, Any]:
    today = look.hall.day(look.now)
    period, problem = read_period(request.args, today)
    rows = wait_times.times(look, period.first, period.last, period.by, language())
    return {
        "period": period,
        "period_problem": problem,
        "ended": outcomes.outcomes(look, period.first, period.last, g.language),
        "outcomes_listed": [each.value for each in Outcome],
        "rows": sorted(rows, key=lambda row: (-row.issued, row.key)) if period.by == "procedure" else rows,
        "ticks_min": ticks(rows, look.hall.wait_target_s),
        "groupings": wait_times.GROUPINGS,
        "today": today,
        "now": look.now,
        "week_ago": today - timedelta(days=6),
        "month_start": today.replace(day=1),
    }


def read_period(args: Any, today: date) -> tuple[Period, str | None]:
    """The period that is asked for; today and the reason when what is asked for cannot be."""
    by = args.get("by") if args.get("by") in wait_times.GROUPINGS else "procedure"
    try:
        first, last = (date.fromisoformat(args.get(key) or today.isoformat()) for key in ("from", "to"))
    except ValueError:
        return Period(today, today, by), "invalid_date"
    problem = periods.problem_of(first, last)
    return (Period(first, last, by), None) if problem is None else (Period(today, today, by), problem)


def ticks(rows: Iterable[Row], target_s: int) -> list[int]:
    """The marks of the chart's axis in minutes: at most seven, from 0 to past every bar and the target."""
    ends = chain.from_iterable((row.wait.p90_s, row.service.p90_s) for row in rows)
    longest = max([target_s * 1.1, *(end for end in ends if end is not None)]) / 60
    step = next((each for each in STEPS_MIN if longest <= each * 6), ceil(longest / 6))
    return [step * mark for mark in range(ceil(longest / step) + 1)]
