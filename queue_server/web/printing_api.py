"""`/api/v1`, the part about paper: printers, slips, and how long a slip may wait."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, g

from queue_server.domain.errors import NotFound
from queue_server.operations import printers as works
from queue_server.operations import printing
from queue_server.storage import spool
from queue_server.storage.work import Work
from queue_server.web import inputs, shapes
from queue_server.web.api import LARGEST_ID
from queue_server.web.api_tickets import find_ticket
from queue_server.web.commands import command

blueprint = Blueprint("printing", __name__, url_prefix="/api/v1")


@blueprint.get("/printers")
def printers() -> Any:
    """The printers: condition, slips that wait, paper left, and where their slips come out just now."""
    with g.store.look(g.hall_id) as look:
        return {"items": [shapes.printer(line) for line in works.lines(look)]}


@blueprint.post("/printers/<code>/test-slip")
@command(inputs.Nothing, status=202)
def test_slip(work: Work, given: inputs.Nothing, code: str) -> Any:
    """Print a slip that shows whether the printer works."""
    printing.test_slip(work, code)
    return {"printer": code, "slip": "queued"}


@blueprint.post("/printers/<code>/self-test")
@command(inputs.Nothing, status=202)
def self_test(work: Work, given: inputs.Nothing, code: str) -> Any:
    """Print the page that shows width, letters and QR."""
    printing.self_test(work, code)
    return {"printer": code, "slip": "queued"}


@blueprint.post("/printers/<code>/roll-changed")
@command(inputs.Nothing)
def roll_changed(work: Work, given: inputs.Nothing, code: str) -> Any:
    """Say that a full roll was put in: paper is counted anew."""
    works.roll_changed(work, code)
    return _line(work, code)


@blueprint.post("/printers/<code>/stand-in")
@command(inputs.StandIn)
def stand_in(work: Work, given: inputs.StandIn, code: str) -> Any:
    """Name the printer that prints while this one cannot, or null for none."""
    works.set_stand_in(work, code, given.stand_in)
    return _line(work, code)


def _line(work: Work, code: str) -> Any:
    return next(shapes.printer(line) for line in works.lines(work) if line.code == code)


@blueprint.post("/print-jobs/<int:job>/reprint")
@command(inputs.Nothing, status=202)
def reprint(work: Work, given: inputs.Nothing, job: int) -> Any:
    """Print a slip once more, marked as a reprint."""
    if job > LARGEST_ID:
        raise NotFound(kind="print job", id=job)
    found = spool.by_id(work.db, work.hall.id, job)
    return {"printer": printing.reprint(work, found), "number": found.number, "slip": "queued"}


@blueprint.post("/tickets/<int:ticket>/reprint")
@command(inputs.Nothing, status=202)
def reprint_ticket(work: Work, given: inputs.Nothing, ticket: int) -> Any:
    """Print the slip of a ticket once more, for whoever lost it."""
    found = find_ticket(work, ticket)
    return {"printer": printing.reprint_of(work, found), "number": found.number, "slip": "queued"}


@blueprint.post("/hall/stale-after")
@command(inputs.Minutes)
def stale_after(work: Work, given: inputs.Minutes) -> Any:
    """Set after how many minutes a waiting slip is not printed any more."""
    printing.set_stale_after(work, given.minutes)
    return {"minutes": given.minutes}
