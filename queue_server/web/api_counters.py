"""`/api/v1/counters`: who sits where, and what each counter serves."""

from __future__ import annotations

from typing import Any

from flask import g

from queue_server.operations import counters, emergency, overview
from queue_server.storage.work import Work
from queue_server.web import inputs, shapes
from queue_server.web.api import blueprint
from queue_server.web.commands import command
from queue_server.web.languages import language


@blueprint.get("/counters", endpoint="counters")
def list_counters() -> Any:
    """The counters: who sits there, the state, and the queues they serve."""
    with g.store.look(g.hall_id) as look:
        return {"items": [shapes.counter(line.counter, language()) for line in overview.floor(look)]}


@blueprint.post("/counters/<code>/queues")
@command(inputs.Serves)
def serve_queues(work: Work, given: inputs.Serves, code: str) -> Any:
    """What the counter serves from now on; a clerk says so of the own counter, a manager of any."""
    served = {each.queue: each.helps_after_s for each in given.queues}
    return shapes.counter(counters.set_queues(work, code, served), language())


@blueprint.post("/counters/<code>/emergency")
@command(inputs.Nothing)
def call_help(work: Work, given: inputs.Nothing, code: str) -> Any:
    """Call colleagues to the counter without a sound."""
    return shapes.emergency(emergency.call(work, code))


@blueprint.post("/counters/<code>/emergency/answer")
@command(inputs.Nothing)
def answer_help(work: Work, given: inputs.Nothing, code: str) -> Any:
    """Say that you are coming to help."""
    return shapes.emergency(emergency.answer(work, code))


@blueprint.post("/counters/<code>/emergency/end")
@command(inputs.Nothing)
def end_help(work: Work, given: inputs.Nothing, code: str) -> Any:
    """The caller, or a manager, says that it is over."""
    return shapes.emergency(emergency.end(work, code))


@blueprint.post("/counters/<code>/seat")
@command(inputs.Seat)
def seat(work: Work, given: inputs.Seat, code: str) -> Any:
    """Give the counter to a clerk, who goes on there by one press; without `staff` it is closed."""
    return shapes.counter(counters.seat(work, code, given.staff), language())
