"""Due dates as tables: written for the dossier system, and taken from it after a look."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

from flask import Response, g

from queue_server.operations import exchange as operations
from queue_server.operations import tables
from queue_server.web import taking_in
from queue_server.web.export import BOM, safe
from queue_server.web.files import blueprint
from queue_server.web.inputs import read_choice, read_day
from queue_server.web.pages import page

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("/files/exchange")
def exchange() -> str:
    """Export and import."""
    with g.store.look(g.hall_id) as look:
        start = look.today.replace(month=1, day=1)
        return page("files/exchange.html", start=start, largest_mb=tables.LARGEST_BYTES // 2**20)


@blueprint.get("/files/export")
def export() -> Response:
    """Every open file and those received since `since`, as CSV or XLSX."""
    kind = read_choice("format", ("csv", "xlsx"), "csv")
    with g.store.look(g.hall_id) as look:
        since = read_day("since", look.today.replace(month=1, day=1))
        rows = [[safe(cell) for cell in row] for row in operations.written(look, since)]
    data = _xlsx(rows) if kind == "xlsx" else _csv(rows)
    name = f"ho-so-{since}.{kind}"
    head = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(data, mimetype=XLSX if kind == "xlsx" else "text/csv", headers=head)


def _csv(rows: Iterable[list[str]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(operations.HEADINGS)
    writer.writerows(rows)
    return (BOM + out.getvalue()).encode()


def _xlsx(rows: Iterable[list[str]]) -> bytes:
    # Ten megabytes of code that only a spreadsheet needs.
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Files")
    for row in (list(operations.HEADINGS), *rows):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@blueprint.post("/files/exchange/preview")
def preview_dates() -> Any:
    """What the table in the body would change, as a piece of the page. Changes nothing."""
    return taking_in.preview(operations, "files/report.html")


@blueprint.post("/files/exchange/take")
def take_dates() -> Any:
    """Take the table in the body; with `faulty=skip` without its faulty rows, else all or nothing."""
    return taking_in.take(operations)


preview_dates.largest = take_dates.largest = tables.LARGEST_BYTES  # type: ignore[attr-defined]
