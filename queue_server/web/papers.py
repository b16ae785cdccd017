"""Paper and the queue: numbers from a roll, and numbers that come back after a loss of all data."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, current_app

from queue_server.operations import paper_numbers
from queue_server.operations.slips import Imprint
from queue_server.storage.work import Work
from queue_server.web import inputs, shapes
from queue_server.web.api import blueprint as api
from queue_server.web.commands import command

blueprint = Blueprint("papers", __name__)


@api.post("/roll")
@command(inputs.Roll, status=201)
def roll(work: Work, given: inputs.Roll) -> Any:
    """Without a printer: the pre-printed roll of a queue is at this number."""
    taken = paper_numbers.roll_is_at(work, given.queue, given.number, given.first)
    return {"queue": given.queue, "from": taken[0].number, "to": taken[-1].number, "taken_over": len(taken)}


@api.post("/papers")
@command(inputs.Paper, status=201)
def take_paper(work: Work, given: inputs.Paper) -> Any:
    """After a loss of all data: the ticket of a slip in somebody's hand comes back."""
    imprint: Imprint = current_app.extensions["queue"]["imprint"]
    return shapes.ticket(work, paper_numbers.rebuild(work, imprint.key or b"", given.paper))
