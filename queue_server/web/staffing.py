"""The page for whoever plans counters, and for asking for staff: it prints on one sheet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import Any

from flask import Blueprint, g, request

from queue_server.reports import staffing as plans
from queue_server.reports.staffing import Wish
from queue_server.storage.work import Look
from queue_server.web.languages import noop as N_
from queue_server.web.pages import page

blueprint = Blueprint("staffing", __name__)

WEEKDAYS = (N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"))
USUAL = (time(8), time(10))


@dataclass(frozen=True)
class Asked:
    """What the form asks; `problem` is why it cannot be."""

    wish: Wish
    given: bool
    problem: str | None = None


@blueprint.get("/manager/staffing")
def staffing() -> str:
    with g.store.look(g.hall_id) as look:
        asked = read_wish(request.args, [each.code for each in look.furniture.queues])
        needs, days = plans.needs(look, asked.wish.weekday)
        return page(
            "manager/staffing.html",
            asked=asked,
            weekdays=WEEKDAYS,
            helps=plans.help_now(look),
            needs=needs,
            planned=plans.planned(look, needs, asked.wish.weekday),
            days=days,
            share=plans.SHARE,
            most=max([each.counters for each in needs], default=1),
            found=_found(look, asked),
            now=look.now,
            page_as="manager",
            page_code=look.hall.id,
        )


def _found(look: Look, asked: Asked) -> Any:
    return plans.what_if(look, asked.wish) if asked.given and not asked.problem else None


def read_wish(args: Any, queues: list[str]) -> Asked:
    """The wish of the form; the usual one and the reason where what is asked for cannot be."""
    given = "start" in args or "end" in args
    try:
        weekday = int(args["weekday"]) if args.get("weekday") else None
        start, end = (time.fromisoformat(args.get(key) or "") for key in ("start", "end")) if given else USUAL
    except ValueError:
        return Asked(Wish(*USUAL), given, "no_time")
    queue = args.get("queue") if args.get("queue") in queues else None
    if weekday is not None and not 0 <= weekday < len(WEEKDAYS):
        return Asked(Wish(*USUAL), given, "no_time")
    if start >= end or start.tzinfo or end.tzinfo:
        return Asked(Wish(*USUAL, weekday, queue), given, "turned_round")
    return Asked(Wish(start, end, weekday, queue), given)
