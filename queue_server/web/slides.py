"""The page of what screens show between calls: the notice, the slides, the month's loudspeaker text."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import Blueprint, g

from queue_server.domain.slides import Slide, SlideKind
from queue_server.operations import playlist
from queue_server.operations.slides import MOST
from queue_server.storage import slides as stored
from queue_server.storage.work import Look
from queue_server.web.api_screens import is_lost
from queue_server.web.pages import page

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
