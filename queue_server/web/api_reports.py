"""`/api/v1`, the figures of a period: JSON and CSV for programs, workbooks for desks, a page for leaders."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from flask import Response, g

from queue_server.reports import outcomes, report, rollup, wait_times
from queue_server.reports.report import Report
from queue_server.storage.work import Look
from queue_server.web import inputs, periods, shapes
from queue_server.web.api import blueprint
from queue_server.web.export import csv_of_times
from queue_server.web.languages import language
from queue_server.web.one_page import one_page
from queue_server.web.workbook import book_of

__all__ = ["blueprint"]
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _language() -> str:
    return inputs.read_choice("lang", ("vi", "en"), language()) or "vi"


def _by() -> str:
    return inputs.read_choice("by", wait_times.GROUPINGS, "procedure") or "procedure"


@blueprint.get("/reports/times")
def times() -> Any:
    """Wait and service times of a period, of one `procedure` or `queue` if asked; XLSX and PDF hold all."""
    by, form = _by(), inputs.read_choice("format", ("json", "csv", "xlsx", "pdf"), "json")
    with g.store.look(g.hall_id) as look:
        first, last = periods.read_days(look)
        only, name = periods.read_only(look), f"times-{first}-{last}-{by}"
        if form in ("xlsx", "pdf"):
            return _paper(look, report.report(look, first, last, by, _language(), only), str(form), name)
        unwritten = rollup.only(look, first, last, only) if only else None
        rows = wait_times.times(look, first, last, by, _language(), unwritten)
    if form == "csv":
        return _file(csv_of_times(rows), "text/csv", f"{name}.csv")
    return {"items": [shapes.times(row) for row in rows], "from": str(first), "to": str(last), "by": by}


def _paper(look: Look, made: Report, form: str, name: str) -> Response:
    if form == "pdf":
        return _file(one_page(made, look.hall), "application/pdf", f"{name}.pdf")
    return _file(book_of(made, look.hall), WORKBOOK, f"{name}.xlsx")


def _file(content: str | bytes, kind: str, name: str) -> Response:
    head = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, mimetype=kind, headers=head)


@blueprint.get("/reports/outcomes", endpoint="outcomes")
def how_it_ended() -> Any:
    """How the services of a period ended, by procedure; assisted filing has its share."""
    with g.store.look(g.hall_id) as look:
        first, last = periods.read_days(look)
        rows = outcomes.outcomes(look, first, last, _language())
    items = [{**asdict(row), "assisted_share": row.assisted_share} for row in rows]
    return {"items": items, "from": str(first), "to": str(last)}


@blueprint.get("/reports/whole", endpoint="whole_report")
def whole() -> Any:
    """Everything about a period: totals, groups, hours of the week, counters open and paused."""
    with g.store.look(g.hall_id) as look:
        first, last = periods.read_days(look)
        made = report.report(look, first, last, _by(), _language(), periods.read_only(look))
    whole = asdict(made)
    return {
        **{key: whole[key] for key in ("by", "goes_on", "target_s", "total", "slots", "attended")},
        "from": str(first),
        "to": str(last),
        "as_of": shapes.instant(made.as_of),
        "items": whole["rows"],
    }


@blueprint.get("/reports/changes", endpoint="changes")
def changes() -> Any:
    """A period beside another one, or beside the one before it: what changed by more than chance."""
    with g.store.look(g.hall_id) as look:
        now = periods.read_days(look)
        before = report.before(*now)
        if inputs.read_day("before_from", before[0]) != before[0]:
            before = periods.read_days(look, "before_from", "before_to")
        found = report.compare(look, now, before, _by(), _language())
    spans = dict(zip(("from", "to", "before_from", "before_to"), map(str, (*now, *before)), strict=True))
    return {"items": [asdict(each) for each in found], **spans}
