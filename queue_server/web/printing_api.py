"""`/api/v1`, the part about paper: printers, slips, and how long a slip may wait."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, g

from queue_server.operations import overview, printing
from queue_server.storage.work import Work
from queue_server.web import inputs, shapes
from queue_server.web.commands import command

blueprint = Blueprint("printing", __name__, url_prefix="/api/v1")


@blueprint.get("/printers")
def printers() -> Any:
    """The printers, their condition, and how many slips they hold back."""
    with g.store.look(g.hall_id) as look:
        return {"items": [shapes.printer(line) for line in overview.printers(look)]}


@blueprint.post("/printers/<code>/test-slip")
@command(inputs.Nothing, status=202)
def test_slip(work: Work, given: inputs.Nothing, code: str) -> Any:
    """Print a slip that shows whether the printer works."""
    printing.test_slip(work, code)
    return {"printer": code, "slip": "queued"}


@blueprint.post("/hall/stale-after")
@command(inputs.Minutes)
def stale_after(work: Work, given: inputs.Minutes) -> Any:
    """Set after how many minutes a waiting slip is not printed any more."""
    printing.set_stale_after(work, given.minutes)
    return {"minutes": given.minutes}
