"""The page of files: what is late, due today, due next, ready to collect."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, g, request

from queue_server.operations import due_lists, files, overview
from queue_server.reports import on_time
from queue_server.storage import halls
from queue_server.storage.files import Band
from queue_server.storage.work import Look
from queue_server.web.inputs import read_choice, read_count
from queue_server.web.languages import language
from queue_server.web.manager import read_period
from queue_server.web.pages import page

LONGEST_WORDS = 40
MOST = 1_000_000

blueprint = Blueprint("files", __name__)


@blueprint.get("/files", endpoint="files")
def shown() -> str:
    with g.store.look(g.hall_id) as look:
        return page("files/files.html", **_now(look), transfers=overview.menu(look), **place(look))


@blueprint.get("/files/now")
def now() -> str:
    with g.store.look(g.hall_id) as look:
        return page("files/now.html", **_now(look))


@blueprint.get("/files/figures")
def figures() -> str:
    """On-time rates and shortened times of a period, this month if none is asked for."""
    with g.store.look(g.hall_id) as look:
        today = look.today
        asked = {"from": today.replace(day=1).isoformat(), **request.args}
        period, problem = read_period(asked, today)
        rows = on_time.on_time(look, period.first, period.last, language())
        return page(
            "files/figures.html",
            period=period,
            period_problem=problem,
            rows=rows,
            whole=on_time.total(rows),
            cuts=on_time.cuts(look, rows),
            saving_vnd=look.hall.file_rules.get("saving_vnd"),
            cut_off=files.cut_off(look),
            may_set="manager" in g.actor.roles or "admin" in g.actor.roles,
            today=today,
            month_start=today.replace(day=1),
            year_start=today.replace(month=1, day=1),
        )


def _now(look: Look) -> dict[str, Any]:
    counts = due_lists.counts(look)
    band = Band(read_choice("list", tuple(Band), None) or _first(counts))
    words = request.args.get("q", "").strip()[:LONGEST_WORDS]
    after = read_count("after", 0, MOST)
    lines = due_lists.found(look, words) if words else due_lists.listed(look, band, after)
    full = not words and len(lines) == due_lists.PAGE
    return {
        "counts": {each.value: count for each, count in counts.items()},
        "band": band.value,
        "q": words,
        "lines": lines,
        "next": after + due_lists.PAGE if full else 0,
        "now": look.now,
    }


def _first(counts: Any) -> Band:
    """The most urgent list that holds anything."""
    return next((band for band in Band if counts[band]), Band.LATE)


def place(look: Look) -> dict[str, str]:
    """The room in which the page hears what is new."""
    if "manager" in g.actor.roles or "admin" in g.actor.roles:
        return {"page_as": "manager", "page_code": look.hall.id}
    return {"page_as": "counter", "page_code": halls.counters(look.db, look.hall.id)[0].code}
