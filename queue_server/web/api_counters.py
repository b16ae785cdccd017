"""`/api/v1/counters`: who sits where, and what each counter serves."""

from __future__ import annotations

from typing import Any

from flask import g

from queue_server.operations import calling, counters, emergency, overview
from queue_server.storage.work import Work
from queue_server.web import inputs, shapes
from queue_server.web.api import blueprint
from queue_server.web.api_tickets import result_of
from queue_server.web.commands import command
from queue_server.web.languages import language


@blueprint.get("/counters", endpoint="counters")
def list_counters() -> Any:
    """The counters: who sits there, the state, and the queues they serve."""
    with g.store.look(g.hall_id) as look:
        return {"items": [shapes.counter(line.counter, language()) for line in overview.floor(look)]}


@blueprint.post("/counters/<code>/open")
@command(inputs.Nothing)
def open_counter(work: Work, given: inputs.Nothing, code: str) -> Any:
    """Sit down at a counter."""
    return shapes.counter(counters.open_counter(work, code), language())


@blueprint.post("/counters/<code>/pause")
@command(inputs.Pause)
def pause_counter(work: Work, given: inputs.Pause, code: str) -> Any:
    """Stop calling for a while."""
    return shapes.counter(counters.pause_counter(work, code, given.reason), language())


@blueprint.post("/counters/<code>/close")
@command(inputs.Nothing)
def close_counter(work: Work, given: inputs.Nothing, code: str) -> Any:
    """Leave the counter."""
    return shapes.counter(counters.close_counter(work, code), language())


@blueprint.post("/counters/<code>/call-next")
@command(inputs.Nothing)
def call_next(work: Work, given: inputs.Nothing, code: str) -> Any:
    """Call whose turn it is; 204 when nobody waits."""
    called = calling.call_next(work, code)
    return None if called is None else shapes.ticket(work, called)


@blueprint.post("/counters/<code>/finish-and-call-next")
@command(inputs.Finish)
def finish_and_call_next(work: Work, given: inputs.Finish, code: str) -> Any:
    """Finish and call the next in one press; 204 when nobody waits."""
    called = calling.finish_and_call_next(work, code, result_of(given))
    return None if called is None else shapes.ticket(work, called)


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
