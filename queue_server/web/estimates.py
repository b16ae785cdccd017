"""The page on which a hall publishes how good what it tells of waits is."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, g, request

from queue_server.reports import estimates
from queue_server.web.manager import read_period
from queue_server.web.pages import page

blueprint = Blueprint("estimates", __name__)

A_WEEK, A_MONTH = timedelta(days=6), timedelta(days=30)


@blueprint.get("/manager/estimates")
def told() -> str:
    """The last seven days, unless others are asked for."""
    with g.store.look(g.hall_id) as look:
        today = look.today
        asked = request.args.to_dict() or {"from": (today - A_WEEK).isoformat(), "to": today.isoformat()}
        period, problem = read_period(asked, today)
        return page(
            "manager/estimates.html",
            period=period,
            period_problem=problem,
            report=estimates.report(look, period.first, period.last),
            today=today,
            week_ago=today - A_WEEK,
            month_ago=today - A_MONTH,
            now=look.now,
            page_as="manager",
            page_code=look.hall.id,
        )
