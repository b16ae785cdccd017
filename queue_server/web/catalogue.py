"""The catalogue for the administrator: how complete it is, a spreadsheet taken in, short names looked at."""

from __future__ import annotations

from typing import Annotated, Any

from flask import Blueprint, g
from pydantic import AfterValidator, Field

from queue_server.operations import catalogue as operations
from queue_server.operations import tables
from queue_server.reports.completeness import completeness
from queue_server.storage.work import Work
from queue_server.web import taking_in
from queue_server.web.commands import command
from queue_server.web.inputs import Code, Input, clean
from queue_server.web.pages import page

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
            most=taking_in.SHOWN,
            largest_mb=tables.LARGEST_BYTES // 2**20,
            now=look.now,
        )


@blueprint.post("/admin/catalogue/preview")
def preview() -> Any:
    """What the file in the body would change, as a piece of the page. Changes nothing."""
    return taking_in.preview(operations, "catalogue/report.html")


@blueprint.post("/admin/catalogue/take")
def take() -> Any:
    """Take the file in the body; with `faulty=skip` without its faulty rows, else all or nothing."""
    return taking_in.take(operations)


@blueprint.post("/admin/catalogue/short-names")
@command(ShortName, status=204)
def name_shortly(work: Work, given: ShortName) -> None:
    """Somebody has looked at a proposed short name."""
    operations.name_shortly(work, given.code, given.name)


preview.largest = take.largest = tables.LARGEST_BYTES  # type: ignore[attr-defined]
