"""Which days a report is of: read from the query, or refused with a code."""

from __future__ import annotations

from datetime import date

from flask import request

from queue_server.reports import wait_times
from queue_server.reports.period import LONGEST
from queue_server.reports.rollup import Only
from queue_server.storage.work import Look
from queue_server.web import inputs
from queue_server.web.errors import BadInput
from queue_server.web.languages import noop as N_

EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)
PROBLEMS = {
    "invalid_date": N_("Write dates like 2026-11-22."),
    "reversed_period": N_("The period ends before it starts."),
    "period_too_long": N_("A period has ten years at most."),
    "absurd_period": N_("A period lies between the years 2000 and 2100."),
}


def read_days(look: Look, first: str = "from", last: str = "to") -> tuple[date, date]:
    """The days between the query's fields `first` and `last`; today if neither is there. BadInput."""
    start = inputs.read_day(first, look.today)
    end = inputs.read_day(last, max(look.today, start) if first in request.args else look.today)
    problem = problem_of(start, end)
    if problem is not None:
        raise BadInput(422, problem, PROBLEMS[problem], last)
    return start, end


def read_only(look: Look) -> Only | None:
    """The procedure or queue that the query limits a report to; BadInput if the hall never had it."""
    wishes = {by: request.args.get(by, "") for by in ("procedure", "queue")}
    for by, code in wishes.items():
        if code and code not in wait_times.labels_of(look, by, "vi"):
            raise BadInput(422, f"unknown_{by}", N_("This hall has no such procedure or queue."), by)
    return Only(**wishes) if any(wishes.values()) else None


def problem_of(first: date, last: date) -> str | None:
    """The code of what is wrong with a period; None if nothing is."""
    if last < first:
        return "reversed_period"
    if first < EARLIEST or last > LATEST:
        return "absurd_period"
    return "period_too_long" if last - first > LONGEST else None
