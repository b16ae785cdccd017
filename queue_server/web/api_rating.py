"""`/api/v1`, the rating of a visit: by the device at its counter, or by who holds the ticket's link."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from secrets import token_hex
from typing import Annotated, Any

from flask import abort, current_app, g, request
from pydantic import Field

from queue_server.domain.actor import Actor
from queue_server.domain.rating import REASONS, WORDS
from queue_server.domain.states import Role
from queue_server.domain.ticket import Ticket
from queue_server.operations import rating
from queue_server.reports import satisfaction
from queue_server.storage.work import Work
from queue_server.web.api import blueprint
from queue_server.web.api_tickets import find_ticket
from queue_server.web.commands import command, request_key
from queue_server.web.inputs import Code, Input
from queue_server.web.languages import language
from queue_server.web.periods import read_days
from queue_server.web.security import throttle
from queue_server.web.shapes import instant

__all__ = ["blueprint"]

Seconds = Annotated[int, Field(ge=0, le=7 * 86_400)]


class Rate(Input):
    """A press `age_s` ago; `level` is a number from 1, the lowest, or its word; `levels` the scale shown."""

    level: Annotated[int, Field(ge=1, le=max(WORDS))] | Code
    levels: Annotated[int, Field(ge=min(WORDS), le=max(WORDS))] | None = None
    reason: Code | None = None
    age_s: Seconds = 0


@blueprint.get("/rating/<device>", endpoint="at_device")
def at_device(device: str) -> Any:
    """What a rating device is to do now: its scale, and the visit it asks about."""
    if device != g.actor.name:
        abort(403)
    with g.store.look(g.hall_id) as look:
        there, rules = rating.at_device(look, g.actor.counter or "-"), rating.rules(look)
        seq, now = look.hall.seq, instant(look.now)
    current_app.extensions["queue"]["presence"].asked(device)
    reasons = list(REASONS) if rules.asks_reasons else []
    return {**asdict(there), "levels": rules.levels, "reasons": reasons, "seq": seq, "at": now}


@blueprint.post("/tickets/<int:ticket>/rating")
@command(Rate, status=204, keeps=False)
def rate(work: Work, given: Rate, ticket: int) -> None:
    """Rate a finished visit, once; taken for three days. Nobody learns who pressed what."""
    found = find_ticket(work, ticket)
    by = _rater(found)
    throttle("rate", "60 per minute", by.name if by else None)
    press = rating.Press(
        level=given.level,
        levels=given.levels,
        reason=given.reason,
        age=timedelta(seconds=given.age_s),
        key=request_key() or token_hex(),
        counter=by.counter or "-" if by else None,
    )
    rating.rate(work, found, press)


@blueprint.get("/reports/ratings", endpoint="ratings")
def figures() -> Any:
    """Satisfied or above in the months of a period: shares with their certainty, never a ranking."""
    with g.store.look(g.hall_id) as look:
        first, last = read_days(look)
        found = satisfaction.satisfaction(look, first, last, language())
    return {
        "from": str(found.first),
        "to": str(found.last),
        "target": found.rules.target,
        "whole": _line(found.whole),
        **{f"by_{by}": [_line(each) for each in lines] for by, lines in found.groups.items()},
        "reasons": dict(found.reasons),
        "paper": [_line(satisfaction.of_paper(each)) for each in found.paper],
        "decision_766": {
            **asdict(found.index),
            "ratio": found.index.ratio,
            "points": found.index.points,
        },
    }


def _line(line: satisfaction.Line) -> dict[str, Any]:
    figures = {"share": line.share, "interval": line.interval, "response": line.response}
    told = {key: value for key, value in asdict(line).items() if key != "is_hidden"}
    hidden = {"satisfied": None, "lowest": None} if line.is_hidden else {}
    return {**told, **figures, **hidden}


def _rater(ticket: Ticket) -> Actor | None:
    """The rating device; None for who holds the ticket's link; anybody else is refused."""
    if g.actor is not None and g.actor.has(Role.RATING):
        device: Actor = g.actor
        return device
    if request.headers.get("Authorization", "") == f"Bearer {ticket.link}":
        return None
    abort(401 if g.actor is None else 403)
