"""`/api/v1`, how good what was told of waits has been, and where a counter would help."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from flask import g

from queue_server.estimates.staffing import Need
from queue_server.operations import kept
from queue_server.reports import estimates, staffing
from queue_server.reports.staffing import Help
from queue_server.storage.work import Work
from queue_server.web import inputs, shapes
from queue_server.web.api import blueprint
from queue_server.web.commands import command
from queue_server.web.periods import read_days

__all__ = ["blueprint"]


@blueprint.get("/reports/estimates", endpoint="estimates")
def told() -> Any:
    """How good the bands told in a period were, beside what plain rules would have told."""
    with g.store.look(g.hall_id) as look:
        return estimates.report(look, *read_days(look)).to_json()


@blueprint.post("/hall/tells-kept")
@command(inputs.Shown)
def tells_kept(work: Work, given: inputs.Shown) -> Any:
    """Whether the screens say how many were called within the time told this week."""
    kept.tell(work, given.shown)
    return {"shown": given.shown}


@blueprint.get("/reports/staffing", endpoint="staffing")
def counters_needed() -> Any:
    """Counters that each half hour needs for the target, and where one more would help now.

    On one `weekday` (0 is Monday), if asked.
    """
    weekday = inputs.read_count("weekday", -1, 6)
    with g.store.look(g.hall_id) as look:
        needs, days = staffing.needs(look, None if weekday in (None, -1) else weekday)
        helps = staffing.help_now(look)
    return {
        "items": [_need(each) for each in needs],
        "days": days,
        "help_now": [_help(each) for each in helps],
    }


def _need(each: Need) -> dict[str, Any]:
    hour, minute = divmod(int(each.start_s) // 60, 60)
    return {**asdict(each), "start": f"{hour:02}:{minute:02}"}


def _help(each: Help) -> dict[str, Any]:
    return {
        "queue": each.queue,
        "waiting": each.waiting,
        "saved_s": round(each.saved_s),
        "estimate": shapes.band(each.now),
        "counters": [counter.code for counter in each.counters],
    }
