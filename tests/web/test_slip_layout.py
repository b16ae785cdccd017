"""The administrator's page for the layout of slips."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from queue_server.domain.states import Role
from queue_server.operations import layouts
from tests.hall import HALL
from tests.web.conftest import token_of


@pytest.fixture
def press(app: Flask) -> Any:
    """The form as a browser sends it back: `press(do, sheet, logo, changes)`."""
    client: FlaskClient = app.test_client()
    head = {"Authorization": f"Bearer {token_of(app, Role.ADMIN)}"}

    def pressed(do: str, sheet: str = "80mm", logo: bytes | None = None, **changes: str) -> Any:
        shown = client.get(f"/admin/slip?sheet={sheet}", headers=head).text
        fields = {**form_of(shown), **changes, "do": do}
        files = {"logo": (io.BytesIO(logo), "logo.png")} if logo is not None else {}
        return client.post(f"/admin/slip?sheet={sheet}", data={**fields, **files}, headers=head)

    return pressed


def form_of(html: str) -> dict[str, str]:
    """What a browser would send without a touch."""
    form = dict(re.findall(r'<input[^>]* name="([\w-]+)"[^>]*? value="([^"]*)"', html))
    boxes = re.findall(r'name="(on-\d+)"[^>]*value="yes"( checked)?', html)
    form = {name: value for name, value in form.items() if not name.startswith("on-")}
    form |= {name: "yes" for name, checked in boxes if checked}
    for name, options in re.findall(r'<select name="([\w-]+)"[^>]*>(.*?)</select>', html, re.DOTALL):
        form[name] = re.findall(r'value="(\w+)" selected', options)[0]
    return form


def stored(app: Flask, sheet: str = "80mm") -> dict[str, Any]:
    with app.extensions["queue"]["store"].look(HALL) as look:
        return layouts.layout_of(look, sheet)


def index(layout: dict[str, Any], block: str) -> int:
    return [row["block"] for row in layout["rows"]].index(block)


@pytest.mark.parametrize("sheet", layouts.SHEETS)
def test_saving_without_a_touch_changes_nothing_on_paper(app: Flask, press: Any, sheet: str) -> None:
    before = layouts.template(stored(app, sheet), sheet)
    assert press("save", sheet).status_code == 303
    assert layouts.template(stored(app, sheet), sheet) == before


def test_a_row_is_switched_off_moved_and_set_in_other_letters(app: Flask, press: Any) -> None:
    at = index(stored(app), "title")
    moved = press(f"up-{at}", **{f"size-{at}": "40"})
    assert form_of(moved.text)[f"block-{at - 1}"] == "title"
    assert form_of(moved.text)[f"size-{at - 1}"] == "40"
    assert stored(app) == layouts.usual("80mm"), "only saving changes the slips"
    press("save", **{f"size-{at}": "40", f"weight-{at}": "700", f"align-{at}": "left"})
    row = stored(app)["rows"][at]
    assert (row["size"], row["weight"], row["align"]) == (40, 700, "left")
    press("usual")
    assert stored(app) == layouts.usual("80mm")


def test_the_picture_is_the_printed_slip(app: Flask) -> None:
    head = {"Authorization": f"Bearer {token_of(app, Role.ADMIN)}"}
    for sheet, shape in layouts.SHEETS.items():
        answer = app.test_client().get(f"/admin/slip/preview.png?sheet={sheet}", headers=head)
        assert answer.mimetype == "image/png"
        assert Image.open(io.BytesIO(answer.data)).width == shape.width


@pytest.mark.parametrize(
    ("block", "field", "value", "sentence"),
    [
        ("number", "size", "100", "at least 120 dots"),
        ("procedure", "size", "9", "from 22 to 120"),
        ("procedure", "size", "large", "not &#39;large&#39;"),
        ("procedure", "above", "", "whole number"),
        ("procedure", "align", "middle", "left, center or right"),
        ("procedure", "block", "clock", "does not exist"),
    ],
)
def test_a_layout_that_cannot_be_is_refused_with_its_sentence(
    app: Flask, press: Any, block: str, field: str, value: str, sentence: str
) -> None:
    answer = press("save", **{f"{field}-{index(stored(app), block)}": value})
    assert answer.status_code == 200
    assert sentence in answer.text
    assert 'role="alert"' in answer.text
    assert stored(app) == layouts.usual("80mm")


def picture(width: int, height: int) -> bytes:
    file = io.BytesIO()
    Image.new("L", (width, height), 80).save(file, "PNG")
    return file.getvalue()


def test_a_logo_is_taken_printed_and_taken_away_again(app: Flask, press: Any) -> None:
    shown = form_of(press("logo", logo=picture(1600, 900)).text)
    at = next(int(name[6:]) for name, value in shown.items() if value == "logo" and name.startswith("block-"))
    assert shown[f"on-{at}"] == "yes"
    assert press("save", **{name: value for name, value in shown.items() if name != "do"}).status_code == 303
    assert len(stored(app)["rows"][at]["image"]) > 100
    assert f"on-{at}" not in form_of(press("logo").text)


@pytest.mark.parametrize(
    ("logo", "sentence"),
    [
        (b"GIF89a nonsense", "not a PNG"),
        (picture(10_000, 5_000), "too many pixels"),
        (picture(300, 300)[:60], "damaged"),
        (b"x" * 600_000, "at most 500000"),
    ],
)
def test_a_logo_that_is_none_is_refused_with_a_sentence(press: Any, logo: bytes, sentence: str) -> None:
    answer = press("logo", logo=logo)
    assert answer.status_code == 200
    assert sentence in answer.text


def test_a_form_of_nonsense_is_no_server_error(app: Flask) -> None:
    head = {"Authorization": f"Bearer {token_of(app, Role.ADMIN)}"}
    for form in (
        {},
        {"rows": "many"},
        {"rows": "99999", "do": "save"},
        {"rows": "3", "do": "up-9"},
        {"do": "fly"},
    ):
        answer = app.test_client().post("/admin/slip?sheet=A4", data=form, headers=head)
        assert answer.status_code == 200
    assert stored(app) == layouts.usual("80mm")
