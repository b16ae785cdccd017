"""The manager's page of the week: hours of work with their lunch, and how many counters work in them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from typing import Any

from flask import Blueprint, g, redirect, request

from queue_server.domain.calendar import Session
from queue_server.domain.errors import QueueError
from queue_server.domain.rota import WEEKDAYS, Rota
from queue_server.operations import rota
from queue_server.operations.rota import HoursOverlap
from queue_server.storage import halls
from queue_server.storage.work import Look
from queue_server.web.errors import BadInput
from queue_server.web.languages import gettext
from queue_server.web.languages import noop as N_
from queue_server.web.pages import page
from queue_server.web.staffing import WEEKDAYS as NAMES

blueprint = Blueprint("rota", __name__)
MOST_SESSIONS = 2


@blueprint.get("/manager/rota")
def show() -> str:
    with g.store.look(g.hall_id) as look:
        return _page(look, _kept(look))


@blueprint.post("/manager/rota")
def change() -> Any:
    """Work in these hours with so many counters, from now on."""
    try:
        sessions = [each for n in range(MOST_SESSIONS) if (each := _session(n)) is not None]
        wanted = Rota(
            tuple(tuple(_counters(day, n) for n in range(len(sessions))) for day in range(WEEKDAYS))
        )
        with g.store.work(g.hall_id, g.actor) as work:
            rota.plan(work, wanted, sessions)
    except BadInput as refusal:
        return _refused(refusal.field, gettext(refusal.sentence)), 422
    except QueueError as refusal:
        field = "start_1" if isinstance(refusal, HoursOverlap) else None
        return _refused(field, gettext(refusal.sentence).format(**refusal.details)), 422
    return redirect("/manager/rota?done=1", 303)


def _refused(problem: str | None, sentence: str) -> str:
    with g.store.look(g.hall_id) as look:
        return _page(look, request.form, problem, sentence)


def _page(look: Look, shown: Mapping[str, str], problem: str | None = None, sentence: str = "") -> str:
    return page(
        "manager/rota.html",
        shown=shown,
        weekdays=NAMES,
        sessions=MOST_SESSIONS,
        counters=len(halls.counters(look.db, look.hall.id)),
        problem=problem,
        sentence=sentence,
        done=request.args.get("done") == "1",
    )


def _kept(look: Look) -> dict[str, str]:
    """What the hall keeps now, as the fields of the form."""
    sessions, planned = sorted(look.furniture.calendar.sessions), rota.planned(look)
    hours = {f"start_{n}": f"{each.start:%H:%M}" for n, each in enumerate(sessions)}
    hours |= {f"end_{n}": f"{each.end:%H:%M}" for n, each in enumerate(sessions)}
    rows = {day: planned.of_weekday(day, len(sessions)) for day in range(WEEKDAYS)}
    counters = {f"n_{day}_{n}": each for day, row in rows.items() for n, each in enumerate(row)}
    return hours | {name: str(each) for name, each in counters.items() if each is not None}


def _session(number: int) -> Session | None:
    """The hours of one session; None for an afternoon that is left empty."""
    start, end = f"start_{number}", f"end_{number}"
    texts = [request.form.get(name, "").strip() for name in (start, end)]
    if number and not any(texts):
        return None
    try:
        times = [time.fromisoformat(text) for text in texts]
    except ValueError:
        raise BadInput(422, "invalid_time", N_("Write times like 07:30."), start) from None
    if times[0].tzinfo or times[1].tzinfo or times[0] >= times[1]:
        raise BadInput(422, "turned_round", N_("Work must begin before it ends."), end)
    return Session(times[0].replace(second=0, microsecond=0), times[1].replace(second=0, microsecond=0))


def _counters(day: int, session: int) -> int | None:
    """How many are to work; None where the field is empty."""
    name = f"n_{day}_{session}"
    text = request.form.get(name, "").strip()
    if text and not (text.isascii() and text.isdigit() and len(text) < 4):
        raise BadInput(422, "invalid_number", N_("Write a whole number, or leave the field empty."), name)
    return int(text) if text else None
