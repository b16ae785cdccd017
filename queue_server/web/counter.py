"""The clerk's page: the person now at the counter, the moves, and who waits."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from flask import Blueprint, Response, abort, g

from queue_server.domain.states import Outcome
from queue_server.operations import counters, overview, portal
from queue_server.web.pages import page

PAUSE_REASONS = ("break", "away", "meeting", "urgent_work", "helping_a_colleague", "other_reason")
PARK_REASONS = ("filling_in_a_form", "payment", "fetching_a_document", "other_reason")
CALL_REASONS = (
    "old_or_disabled",
    "with_a_small_child",
    "brings_a_missing_paper",
    "cannot_wait",
    "other_reason",
)
ONLINE_LEVELS = ("full", "partial", "offered", "not_offered")
UNDO_TIME = timedelta(seconds=10)

blueprint = Blueprint("counter", __name__)


@blueprint.get("/counter/<code>")
def counter(code: str) -> str:
    return _desk("counter/counter.html", code)


@blueprint.get("/counter/<code>/desk")
def desk(code: str) -> str:
    return _desk("counter/desk.html", code)


@blueprint.get("/counter/<code>/strip")
def strip(code: str) -> str:
    return _desk("counter/strip.html", code)


@blueprint.get("/counter/<code>/strip/now")
def strip_now(code: str) -> str:
    return _desk("counter/strip_now.html", code)


@blueprint.get("/counter/portal/<procedure>.svg")
def portal_code(procedure: str) -> Response:
    """The QR code of a procedure's page on the national portal."""
    with g.store.look(g.hall_id) as look:
        help_ = portal.help_with(look, procedure)
    if help_.address is None:
        abort(404)
    answer = Response(portal.picture(help_.address), mimetype="image/svg+xml")
    answer.set_etag(hashlib.sha256(help_.address.encode()).hexdigest())
    return answer


def _desk(template: str, code: str) -> str:
    with g.store.look(g.hall_id) as look:
        return page(
            template,
            desk=overview.desk(look, code),
            now=look.now,
            help_calls=overview.help_calls(look),
            outcomes_listed=[each.value for each in Outcome],
            pause_reasons=PAUSE_REASONS,
            park_reasons=PARK_REASONS,
            online_levels=ONLINE_LEVELS,
            call_reasons=CALL_REASONS,
            reasons={*PAUSE_REASONS, *PARK_REASONS, *CALL_REASONS, *counters.SEAT_REASONS},
            undo_time=UNDO_TIME,
            page_as="counter",
            page_code=code,
        )
