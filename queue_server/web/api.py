"""`/api/v1`: the names that integrators and the hall's own pages rely on."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, current_app, g, json, request

from queue_server.domain.hall import Procedure
from queue_server.domain.words import folded
from queue_server.operations import board as boards
from queue_server.operations import day, estimates, overview, staffing
from queue_server.operations.tokens import SESSION_LIFE
from queue_server.storage import journal
from queue_server.web import inputs, shapes
from queue_server.web.errors import BadInput
from queue_server.web.languages import language
from queue_server.web.languages import noop as N_
from queue_server.web.openapi import document
from queue_server.web.security import count_try

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")

LARGEST_ID = 2**62


def _look() -> Any:
    return g.store.look(g.hall_id)


def _language() -> str:
    return inputs.read_choice("lang", ("vi", "en"), language()) or "vi"


# --- signing in ---


@blueprint.post("/login")
def login() -> Any:
    """Sign in; the token goes into `Authorization: Bearer`."""
    count_try()
    given = inputs.read(inputs.SignIn)
    with _look() as look:
        person = staffing.sign_in(look, given.login, given.password)
        expires_at = look.now + SESSION_LIFE
    if person is None:
        raise BadInput(401, "wrong_login", N_("Log-in and password do not fit."))
    return {
        "token": g.tokens.of_staff(person),
        "staff": person.login,
        "roles": sorted(role.value for role in person.roles),
        "expires_at": shapes.instant(expires_at),
    }


# --- the hall ---


@blueprint.get("/hall")
def hall() -> Any:
    """The hall and its present service day."""
    with _look() as look:
        return {
            "id": look.hall.id,
            "names": dict(look.hall.names),
            "unit": dict(look.hall.unit),
            "time_zone": look.hall.zone.key,
            "service_day": look.hall.day(look.now).isoformat(),
            "open": day.issues_now(look),
            "seq": look.hall.seq,
            "epoch": look.hall.epoch,
            "wait_target_s": look.hall.wait_target_s,
            "stale_after_s": look.hall.stale_after_s,
            "now": shapes.instant(look.now),
        }


@blueprint.get("/queues")
def queues() -> Any:
    """The queues as they stand now."""
    with _look() as look:
        bands = estimates.of_queues(look)
        lines = overview.queues(look)
        return {"items": [shapes.queue(line, _language(), bands[line.code]) for line in lines]}


@blueprint.get("/procedures")
def procedures() -> Any:
    """The procedures offered today, at most `limit` of them; `q` matches without diacritics."""
    wanted, queue = folded(request.args.get("q", "")[:200]).split(), request.args.get("queue")
    most = inputs.read_count("limit", 0, 10_000) or None
    with _look() as look:
        found = look.furniture.search(wanted, look.today, queue, most)
    return {"items": [_procedure(each) for each in found]}


def _procedure(each: Procedure) -> dict[str, Any]:
    lang = _language()
    return {
        "code": each.code,
        "queue": each.queue,
        "name": each.names.get(lang) or each.names["vi"],
        "short_name": each.short_names.get(lang) or each.short_names["vi"],
        "field": each.field,
    }


# --- screens, figures ---


@blueprint.get("/board/<screen>")
def board(screen: str) -> Any:
    """What a screen shows, with an ETag; a screen sees its own board alone."""
    if screen != g.actor.name:
        abort(403)
    with _look() as look:
        shown = boards.board(look, look.furniture.view(screen), _language())
    current_app.extensions["queue"]["presence"].asked(screen)
    answer = Response(json.dumps(shown.to_json()), mimetype="application/json")
    answer.set_etag(shown.etag)
    return answer.make_conditional(request)


@blueprint.get("/journal", endpoint="journal")
def read_journal() -> Any:
    """What happened after number `after`, in order and without gaps."""
    after = inputs.read_count("after", 0, LARGEST_ID)
    limit = inputs.read_count("limit", 500, 5000) or 1
    with _look() as look:
        rows = journal.after(look.db, look.hall.id, after, limit + 1)
        epoch = look.hall.epoch
    more = {"next": rows[limit - 1].seq} if len(rows) > limit else {}
    return {"items": [shapes.journal(row) for row in rows[:limit]], "epoch": epoch, **more}


@blueprint.get("/openapi.json")
def openapi() -> Any:
    """This very description."""
    return document()
