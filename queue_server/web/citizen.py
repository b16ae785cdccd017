"""A citizen's own ticket, by the link on the slip: a page, its live part, and what the holder may do.

A thousand phones may look at once: the live part is drawn only when what it shows has changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Blueprint, Response, g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from queue_server.domain.actor import CITIZEN
from queue_server.domain.errors import UnknownLink
from queue_server.domain.hall import named
from queue_server.domain.languages import SPOKEN
from queue_server.domain.rating import REASONS
from queue_server.domain.states import TicketState
from queue_server.domain.ticket import Ticket
from queue_server.operations import own as owning
from queue_server.operations import rating
from queue_server.operations.own import Own
from queue_server.storage.work import Look, Work
from queue_server.web import inputs, shapes
from queue_server.web.api import blueprint as api
from queue_server.web.commands import command
from queue_server.web.languages import LANGUAGES, language
from queue_server.web.pages import public
from queue_server.web.rating import faces
from queue_server.web.security import throttle
from queue_server.web.waits import wait_words

blueprint = Blueprint("citizen", __name__)

GUESSES = "20 per minute"
NEAR_S, FAR_S, EACH_S = 10, 60, 3
"""Between two looks: when the call is near, at most, and for each person ahead."""


def by_link(view: Callable[..., Any]) -> Callable[..., Any]:
    """A view for whoever has the link; too many wrong links from one address are not even looked up."""

    @wraps(view)
    def run(**path: Any) -> Any:
        if request.method == "POST":
            g.actor = CITIZEN
        try:
            return view(**path)
        except UnknownLink:
            throttle("guess a link", GUESSES)
            raise

    return run


@blueprint.get("/t/<token>")
@by_link
def ticket(token: str) -> AnyResponse:
    """The page."""
    with g.store.look(g.hall_id) as look:
        seen = owning.own(look, token)
        _speak_as_asked(seen.ticket)
        return _kept_private(Response(public("citizen/ticket.html", look, **_shown(look, seen))))


@blueprint.get("/t/<token>/now")
@by_link
def now(token: str) -> AnyResponse:
    """Its live part, or 304 while nothing that it shows has changed."""
    with g.store.look(g.hall_id) as look:
        seen = owning.own(look, token)
        _speak_as_asked(seen.ticket)
        answer = _kept_private(Response())
        answer.set_etag(_mark(seen, rating.may_still(look, seen.ticket)))
        if answer.make_conditional(request).status_code != 304:
            answer.set_data(public("citizen/now.html", look, **_shown(look, seen)))
        return answer


@blueprint.post("/t/<token>/<any('more-time', 'give-up'):asked>")
@by_link
def ask(token: str, asked: str) -> AnyResponse:
    """The same two wishes from a browser without scripts."""
    with g.store.work(g.hall_id, CITIZEN) as work:
        _WISHES[asked](work, owning.by_link(work, token))
    return redirect(url_for("citizen.ticket", token=token), 303)


@api.post("/own/<token>/more-time")
@by_link
@command(inputs.Nothing)
def more_time(work: Work, given: inputs.Nothing, token: str) -> Any:
    """The holder of the link moves back behind three others, once."""
    return shapes.own(owning.more_time(work, owning.by_link(work, token)))


@api.post("/own/<token>/give-up")
@by_link
@command(inputs.Nothing)
def give_up(work: Work, given: inputs.Nothing, token: str) -> Any:
    """The holder of the link gives the number up."""
    return shapes.own(owning.give_up(work, owning.by_link(work, token)))


_WISHES: dict[str, Callable[[Work, Ticket], Ticket]] = {
    "more-time": owning.more_time,
    "give-up": owning.give_up,
}


def _speak_as_asked(ticket: Ticket) -> None:
    """Until the reader chooses, the page speaks the language that was asked for with the number."""
    chosen = request.args.get("lang") or request.cookies.get("lang")
    if chosen not in LANGUAGES and ticket.language in LANGUAGES:
        g.language = ticket.language


def _shown(look: Look, seen: Own) -> dict[str, Any]:
    at_stake = seen.ticket.state in (TicketState.WAITING, TicketState.CALLED)
    known = look.furniture.procedure(seen.ticket.procedure)
    rules = rating.rules(look)
    return {
        "ticket": seen.ticket,
        "own": seen,
        "what": named(known.short_names, language()) if known else "",
        "wait": wait_words(seen.band) if seen.band else "",
        "label": lambda counter: look.furniture.label(counter, language()),
        "may_ask": at_stake and not owning.had_more_time(look, seen.ticket),
        "may_give_up": at_stake,
        "every_s": _every_s(seen),
        "not_yet": SPOKEN.get(seen.ticket.language) if seen.ticket.language not in LANGUAGES else None,
        "scale": faces(rules.levels) if rating.may_still(look, seen.ticket) else [],
        "reasons": REASONS if rules.asks_reasons else (),
    }


def _every_s(seen: Own) -> int:
    if seen.is_soon:
        return NEAR_S
    return min(FAR_S, NEAR_S + EACH_S * seen.ahead) if seen.is_waiting else FAR_S // 2


def _mark(seen: Own, asks: bool) -> str:
    """Changes with everything that the live part shows; it `asks` until the visit is rated."""
    mine = seen.ticket
    told = (mine.state, mine.since, mine.due_at, mine.not_before, mine.counter, mine.call, seen.ahead)
    return hashlib.sha256(repr((told, asks, seen.calling, seen.band, language())).encode()).hexdigest()[:24]


def _kept_private(answer: Response) -> Response:
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer
