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
from queue_server.storage.work import Work
from queue_server.web.api import blueprint, find_ticket
from queue_server.web.commands import command, request_key
from queue_server.web.inputs import Code, Input
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


def _rater(ticket: Ticket) -> Actor | None:
    """The rating device; None for who holds the ticket's link; anybody else is refused."""
    if g.actor is not None and g.actor.has(Role.RATING):
        device: Actor = g.actor
        return device
    if request.headers.get("Authorization", "") == f"Bearer {ticket.link}":
        return None
    abort(401 if g.actor is None else 403)
