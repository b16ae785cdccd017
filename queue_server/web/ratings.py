"""The manager's page of satisfaction: shares and how sure they are, paper sheets, and how the hall asks."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, g, redirect, request

from queue_server.domain.rating import WORDS, Rules
from queue_server.operations import rating
from queue_server.reports import satisfaction
from queue_server.storage import ratings, suggestions
from queue_server.storage.ratings import PaperSurvey
from queue_server.storage.work import Look
from queue_server.web.errors import BadInput
from queue_server.web.languages import language
from queue_server.web.languages import noop as N_
from queue_server.web.pages import page
from queue_server.web.rating import faces

blueprint = Blueprint("ratings", __name__)

FIRST_YEAR, MOST_MONTHS = 2020, 120
MOST_SHEETS = 100_000


@blueprint.get("/manager/ratings")
def manager() -> str:
    with g.store.look(g.hall_id) as look:
        first, last, problem = _period(look.today)
        return _page(look, "ratings/ratings.html", first, last, period_problem=problem)


@blueprint.get("/manager/ratings/month")
def month() -> str:
    """One month as a page to be printed: ratings, suggestions, obstacles."""
    with g.store.look(g.hall_id) as look:
        chosen = _month(request.args.get("month")) or look.today.replace(day=1)
        end = satisfaction.end_of(chosen)
        heard = {
            "heard": suggestions.of_days(look.db, look.hall.id, chosen, end),
            "obstacles": suggestions.obstacles(look.db, look.hall.id, chosen, end),
        }
        return _page(look, "ratings/month.html", chosen, chosen, **heard)


@blueprint.post("/manager/ratings/rules")
def rules() -> Any:
    """How the hall asks from now on."""
    wanted = Rules(
        levels=_whole("levels", max(WORDS)),
        target=_whole("target", 100) / 100,
        low_alarm=_whole("low_alarm", 1000),
        asks_reasons="asks_reasons" in request.form,
    )
    with g.store.work(g.hall_id, g.actor) as work:
        rating.set_rules(work, wanted)
    return redirect("/manager/ratings?done=rules", 303)


@blueprint.post("/manager/ratings/paper")
def paper() -> Any:
    """Survey sheets of a month, counted by hand; what was entered before is replaced."""
    chosen, levels = _month(request.form.get("month")), _whole("levels", max(WORDS))
    if levels not in WORDS:
        raise BadInput(422, "bad_level", N_("This is none of the possible values."), "levels")
    counts = {level: _whole(f"level_{level}", MOST_SHEETS) for level in range(1, levels + 1)}
    with g.store.work(g.hall_id, g.actor) as work:
        if chosen is None or chosen > work.today:
            raise BadInput(422, "invalid_month", N_("Write months like 2026-11, none to come."), "month")
        survey = PaperSurvey(chosen, levels, counts, work.actor.name, work.now)
        ratings.put_paper(work.db, work.hall.id, survey)
    return redirect("/manager/ratings?done=paper", 303)


def _page(look: Look, template: str, first: date, last: date, **more: Any) -> str:
    found = satisfaction.satisfaction(look, first, last, language())
    return page(
        template,
        found=found,
        paper_lines=[satisfaction.of_paper(each) for each in found.paper],
        scales=list(WORDS),
        scale=faces(found.rules.levels),
        words_of=WORDS,
        today=look.today,
        now=look.now,
        done=request.args.get("done", "")[:8],
        **more,
    )


def _period(today: date) -> tuple[date, date, bool]:
    """The months asked for, and whether they could not be read; this year until now if none are."""
    usual = (today.replace(month=1, day=1), today.replace(day=1))
    if not request.args.get("from") and not request.args.get("to"):
        return *usual, False
    first, last = _month(request.args.get("from")), _month(request.args.get("to"))
    if first is None or last is None or not first <= last <= today or _months(first, last) > MOST_MONTHS:
        return *usual, True
    return first, last, False


def _months(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month + 1


def _month(text: str | None) -> date | None:
    """The first day of a month written as 2026-11; None if it is none."""
    try:
        found = date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    return found if found.year >= FIRST_YEAR else None


def _whole(name: str, most: int) -> int:
    """A whole number of the form, from 0 to `most`."""
    text = request.form.get(name, "").strip() or "0"
    if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text) <= most):
        raise BadInput(422, "invalid_number", N_("Write a whole number."), name)
    return int(text)
