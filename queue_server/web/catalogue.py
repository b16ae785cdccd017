"""The catalogue for the administrator: how complete it is, a spreadsheet taken in, short names looked at."""

from __future__ import annotations

from typing import Annotated, Any

from flask import Blueprint, g, render_template, request
from pydantic import AfterValidator, Field

from queue_server.operations import catalogue as operations
from queue_server.operations import tables
from queue_server.reports.completeness import completeness
from queue_server.storage.work import Work
from queue_server.web.commands import command
from queue_server.web.inputs import Code, Input, clean
from queue_server.web.pages import common, page

SHOWN = 200

blueprint = Blueprint("catalogue", __name__)


class ShortName(Input):
    code: Code
    name: Annotated[str, Field(min_length=1, max_length=60), AfterValidator(clean)]


@blueprint.get("/admin/catalogue", endpoint="catalogue")
def shown() -> str:
    """Meter, import and short names."""
    with g.store.look(g.hall_id) as look:
        offered = look.furniture.offered(look.today)
        return page(
            "catalogue/catalogue.html",
            known=len(offered),
            meter=completeness(look),
            proposed=[each for each in offered if each.proposed],
            most=SHOWN,
            largest_mb=tables.LARGEST_BYTES // 2**20,
            now=look.now,
        )


@blueprint.post("/admin/catalogue/preview")
def preview() -> Any:
    """What the file in the body would change, as a piece of the page. Changes nothing."""
    table = operations.read(request.get_data())
    with g.store.look(g.hall_id) as look:
        report = operations.examine(look, table)
    return {"html": render_template("catalogue/report.html", report=report, most=SHOWN, **common())}


@blueprint.post("/admin/catalogue/take")
def take() -> Any:
    """Take the file in the body; with `faulty=skip` without its faulty rows, else all or nothing."""
    table = operations.read(request.get_data())
    with g.store.work(g.hall_id, g.actor) as work:
        report = operations.examine(work, table)
        return {"taken": operations.take(work, report, request.args.get("faulty") == "skip")}


@blueprint.post("/admin/catalogue/short-names")
@command(ShortName, status=204)
def name_shortly(work: Work, given: ShortName) -> None:
    """Somebody has looked at a proposed short name."""
    operations.name_shortly(work, given.code, given.name)


preview.largest = take.largest = tables.LARGEST_BYTES  # type: ignore[attr-defined]
