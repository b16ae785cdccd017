"""How slips look: the layout of each paper as flat rows that an administrator can order and switch off.

A row is a block of `printer.template` with `place`, `whole` or `left` or `right`, and `on`. Neighbouring
rows at the left and right stand beside each other.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from printer.decode import pictures
from printer.paper import Paper, paper_of
from printer.template import NARROW, SHORT, TEXTS, WIDE, Template, default_template, template_of
from queue_server.operations.slips import Imprint, sample_slip
from queue_server.storage import layouts, spool, staff
from queue_server.storage.work import Look, Work

Row = dict[str, Any]
PLACES = ("whole", "left", "right")
OFFERED = {**{kind: 26 for kind in TEXTS if kind != "text"}, "sign": 80, "qr": 5, "logo": 120}
"""Blocks that each layout shows once, switched off where it does not use them, and their sizes."""


@dataclass(frozen=True)
class Sheet:
    """A paper that a layout is made for: dots across, and the layout that the program brings."""

    width: int
    usual: dict[str, Any]
    short: bool = False


SHEETS = {"80mm": Sheet(576, WIDE), "58mm": Sheet(384, NARROW), "short": Sheet(576, SHORT, short=True)}


def sheet_of(paper: Paper) -> str:
    """The name of the layout that a printer with such paper uses."""
    if paper.short:
        return "short"
    return "58mm" if paper.width == 384 else "80mm"


def layout_of(look: Look, sheet: str) -> dict[str, Any]:
    """The layout of a sheet, changed or as the program brings it: `margin` and `rows`."""
    found = layouts.stored(look.db, look.hall.id, sheet)
    return found or usual(sheet)


def usual(sheet: str) -> dict[str, Any]:
    """The layout that the program brings."""
    values = SHEETS[sheet].usual
    rows = list(_rows(values["blocks"]))
    used = {row["block"] for row in rows}
    off: Iterator[Row] = (
        {"block": kind, "size": size, "place": "whole", "on": False}
        for kind, size in OFFERED.items()
        if kind not in used
    )
    return {"margin": values["margin"], "rows": [*rows, *off]}


def _rows(blocks: Sequence[Row]) -> Iterator[Row]:
    for block in blocks:
        if block["block"] != "beside":
            yield {**block, "place": "whole", "on": True}
            continue
        for side in ("left", "right"):
            for child in block[side]:
                yield {**child, "above": child["above"] or block["above"], "place": side, "on": True}


def template(layout: dict[str, Any], sheet: str) -> Template:
    """The template of a layout. ValueError with one sentence if it is none."""
    blocks = list(_blocks([row for row in layout["rows"] if row["on"]]))
    return template_of({"margin": layout["margin"], "blocks": blocks}, SHEETS[sheet].width)


def _blocks(rows: Sequence[Row]) -> Iterator[Row]:
    pair: Row | None = None
    for row in rows:
        place, block = row["place"], {key: row[key] for key in row if key not in ("place", "on")}
        if pair is not None and (place == "whole" or (place == "left" and pair["right"])):
            yield pair
            pair = None
        if place == "whole":
            yield block
            continue
        pair = pair or {"block": "beside", "above": row.get("above", 0), "left": [], "right": []}
        pair[place].append(block)
    if pair is not None:
        yield pair


def template_for(look: Look, job: spool.PrintJob) -> Template | None:
    """The template for a job: the changed one for its printer's paper, or None for the printer's own.

    Other papers than slips hold what no slip does, so they keep the full layout.
    """
    paper = paper_of(spool.printer(look.db, look.hall.id, job.printer).url)
    if "slip" in job.facts:
        return default_template(paper.width)
    sheet = sheet_of(paper)
    found = layouts.stored(look.db, look.hall.id, sheet)
    return None if found is None else template(found, sheet)


def save(work: Work, sheet: str, layout: dict[str, Any] | None) -> None:
    """Slips look like this from now on, or again as the program brings it. ValueError if it is no layout."""
    if layout is not None:
        template(layout, sheet)
    layouts.put(work.db, work.hall.id, sheet, layout)
    shown = [row["block"] for row in layout["rows"] if row["on"]] if layout else "usual"
    change = {"paper": sheet, "blocks": shown}
    staff.write_audit(work.db, work.hall.id, work.now, work.actor.name, "slip.changed", change)


def preview(look: Look, sheet: str, layout: dict[str, Any], imprint: Imprint) -> bytes:
    """A PNG of a sample slip: the very bytes that a printer would get, decoded. ValueError if no layout."""
    paper = Paper(width=SHEETS[sheet].width, feed_lines=0)
    (picture,) = pictures(paper.printed(sample_slip(look, imprint), template(layout, sheet)))
    file = io.BytesIO()
    picture.save(file, "PNG", optimize=True)
    return file.getvalue()
