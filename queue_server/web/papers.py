"""Paper: numbers that come from it into the queue, and papers besides the slip."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, current_app, g

from queue_server.operations import paper_numbers, papers
from queue_server.operations.slips import Imprint
from queue_server.reports.posted_list import posted_list
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


@api.post("/receipts")
@command(inputs.Receipt, status=202)
def print_receipt(work: Work, given: inputs.Receipt) -> Any:
    """Print when to come back for a result."""
    printer = papers.print_receipt(work, given.number, given.day)
    return {"printer": printer, "number": given.number, "day": given.day.isoformat()}


@api.post("/day-sheet")
@command(inputs.Nothing, status=204)
def print_day_sheet(work: Work, given: inputs.Nothing) -> None:
    """Print the totals of today on the slip printer."""
    papers.print_day_sheet(work)


@blueprint.get("/papers/procedures.pdf")
def procedures() -> Response:
    """The list of procedures for the notice board, A4."""
    with g.store.look(g.hall_id) as look:
        pdf = posted_list(look)
    head = {"Content-Disposition": 'inline; filename="thu-tuc-hanh-chinh.pdf"', "Cache-Control": "no-store"}
    return Response(pdf, mimetype="application/pdf", headers=head)
