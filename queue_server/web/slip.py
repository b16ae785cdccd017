"""The layout of slips: a plain form of rows beside the very picture that is printed."""

from __future__ import annotations

import base64
from typing import Any

from flask import Blueprint, Response, current_app, g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from printer.logo import ready_logo
from queue_server.operations import layouts
from queue_server.operations.slips import Imprint
from queue_server.web.pages import page

blueprint = Blueprint("slip", __name__)

LARGEST_FORM = 4_000_000
"""Bytes: a logo as it comes from a camera, and the form."""
MOST_ROWS = 60
NUMBERS = {"size": 26, "weight": 400, "above": 0}
NEW_ROWS = {
    "line": {"block": "line", "size": 2, "above": 12},
    "text": {"block": "text", "size": 26, "weight": 400, "above": 12, "text": ""},
}


@blueprint.get("/admin/slip")
def layout() -> str:
    sheet = _sheet()
    with g.store.look(g.hall_id) as look:
        return _shown(sheet, layouts.layout_of(look, sheet), saved="saved" in request.args)


@blueprint.get("/admin/slip/preview.png")
def preview() -> Response:
    """The sample slip in the stored layout, as it would be printed now."""
    sheet = _sheet()
    with g.store.look(g.hall_id) as look:
        png = layouts.preview(look, sheet, layouts.layout_of(look, sheet), _imprint())
    return Response(png, mimetype="image/png", headers={"Cache-Control": "no-store"})


@blueprint.post("/admin/slip")
def change() -> AnyResponse | str:
    """One press of a button: `do` says which. Only "save" and "usual" change what is printed."""
    sheet, do = _sheet(), request.form.get("do", "")
    draft = _draft(sheet)
    try:
        _do(draft, do)
        if do in ("save", "usual"):
            with g.store.work(g.hall_id, g.actor) as work:
                layouts.save(work, sheet, draft if do == "save" else None)
            return redirect(url_for("slip.layout", sheet=sheet, saved=1), 303)
    except ValueError as error:
        return _shown(sheet, draft, problem=str(error))
    return _shown(sheet, draft)


def _shown(sheet: str, draft: dict[str, Any], problem: str = "", saved: bool = False) -> str:
    picture = ""
    with g.store.look(g.hall_id) as look:
        try:
            picture = base64.b64encode(layouts.preview(look, sheet, draft, _imprint())).decode()
        except ValueError as error:
            problem = problem or str(error)
    return page(
        "slip/slip.html",
        sheet=sheet,
        sheets=list(layouts.SHEETS),
        width=layouts.SHEETS[sheet].width,
        layout=draft,
        picture=picture,
        problem=problem,
        saved=saved,
    )


def _imprint() -> Imprint:
    imprint: Imprint = current_app.extensions["queue"]["imprint"]
    return imprint


def _sheet() -> str:
    asked = request.args.get("sheet", "80mm")
    return asked if asked in layouts.SHEETS else "80mm"


def _draft(sheet: str) -> dict[str, Any]:
    """The layout as it stands in the form; the usual one where the form has none."""
    count = request.form.get("rows", "")
    if not (count.isascii() and count.isdigit()):
        return layouts.usual(sheet)
    rows = [_row(f"-{index}") for index in range(min(int(count), MOST_ROWS))]
    return {"margin": _number("margin"), "rows": [row for row in rows if row["block"]]}


def _row(suffix: str) -> dict[str, Any]:
    form = request.form
    row: dict[str, Any] = {"block": form.get(f"block{suffix}", ""), "on": form.get(f"on{suffix}") == "yes"}
    row["place"] = place if (place := form.get(f"place{suffix}")) in layouts.PLACES else "whole"
    row |= {name: _number(f"{name}{suffix}") for name in NUMBERS if f"{name}{suffix}" in form}
    words = {name: form.get(f"{name}{suffix}", "") for name in ("align", "text", "image")}
    return row | {name: word for name, word in words.items() if word}


def _number(name: str) -> int | str:
    """A whole number; what is none goes on as it is, and is refused with the layout's own sentence."""
    text = request.form.get(name, "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else text


def _do(draft: dict[str, Any], do: str) -> None:
    verb, _, index = do.partition("-")
    rows = draft["rows"]
    if verb in ("up", "down") and index.isascii() and index.isdigit() and int(index) < len(rows):
        row = rows.pop(int(index))
        rows.insert(max(0, int(index) + (1 if verb == "down" else -1)), row)
    if verb == "add" and index in NEW_ROWS:
        rows.append({**NEW_ROWS[index], "place": "whole", "on": True})
    if verb == "logo":
        _put_logo(rows)


def _put_logo(rows: list[dict[str, Any]]) -> None:
    image = ready_logo(request.files["logo"].read()) if request.files.get("logo") else ""
    for row in rows:
        if row["block"] == "logo":
            row.pop("image", None)
            row.update({"image": image} if image else {}, on=bool(image))


@blueprint.before_request
def _allow_a_picture() -> None:
    request.max_content_length = LARGEST_FORM
    request.max_form_memory_size = LARGEST_FORM
