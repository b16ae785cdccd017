"""The page of what screens show between calls: the notice, the slides, the month's loudspeaker text."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from flask import Blueprint, g, request

from queue_server.domain.slides import Slide, SlideKind
from queue_server.operations import playlist
from queue_server.operations.slides import MOST
from queue_server.reports import loudspeaker as report
from queue_server.storage import slides as stored
from queue_server.storage.work import Look
from queue_server.web.api_screens import is_lost
from queue_server.web.pages import page

LONGEST_AHEAD = timedelta(days=3660)

blueprint = Blueprint("slides", __name__)


@blueprint.get("/slides")
def slides() -> str:
    """Everything that screens show besides calls."""
    with g.store.look(g.hall_id) as look:
        return page("slides/slides.html", kinds=list(SlideKind), most=MOST, **_all(look))


@blueprint.get("/slides/now")
def now() -> str:
    """The notice and the slides as they stand, kept fresh by the page."""
    with g.store.look(g.hall_id) as look:
        return page("slides/now.html", **_all(look))


@blueprint.get("/loudspeaker")
def loudspeaker() -> str:
    """The text of a month for the village loudspeakers, to be copied, printed or read."""
    with g.store.look(g.hall_id) as look:
        usual = report.month_after(look.today)
        month = _month(request.args.get("month", ""), usual)
        months = [usual, report.month_after(usual), report.month_after(report.month_after(usual))]
        return page(
            "slides/loudspeaker.html", text=report.announcement(look, month), month=month, months=months
        )


def _month(text: str, usual: date) -> date:
    """The first day of a month like 2026-12; the usual one for anything else."""
    try:
        month = date.fromisoformat(f"{text}-01")
    except ValueError:
        return usual
    return month if abs(month - usual) < LONGEST_AHEAD else usual


def _all(look: Look) -> dict[str, Any]:
    passing = look.hall.passing_notice
    return {
        "rows": [_row(look, each) for each in stored.slides(look.db, look.hall.id)],
        "passing": passing,
        "passing_until": passing and datetime.fromisoformat(passing["until"]),
        "now": look.now,
        "page_as": "manager",
        "page_code": look.hall.id,
    }


def _row(look: Look, slide: Slide) -> dict[str, Any]:
    told = {**playlist.told(look, slide), "shown": slide.shown}
    return {"slide": slide, "told": told, "state": _state(slide, look)}


def _state(slide: Slide, look: Look) -> str:
    if is_lost(slide):
        return "lost"
    if not slide.shown:
        return "off"
    if slide.is_over(look.today):
        return "over"
    return "ahead" if slide.is_ahead(look.today) else "on"
