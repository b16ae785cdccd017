from __future__ import annotations

import base64
import io
import json
from typing import Any

import pytest
from PIL import Image

from printer.layout import render
from printer.template import WIDTHS, default_values, template_of
from tests.printer.slips import slip

NUMBER = {"block": "number", "size": 140}


def picture(width: int, height: int, form: str = "PNG", mode: str = "1") -> str:
    file = io.BytesIO()
    Image.new(mode, (width, height)).save(file, form)
    return base64.b64encode(file.getvalue()).decode()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_default_is_itself_such_a_template(width: int) -> None:
    stored = json.loads(json.dumps(default_values(width)))
    assert render(slip(), width, template_of(stored, width)).tobytes() == render(slip(), width).tobytes()


def test_an_administrator_adds_a_line_and_leaves_one_out() -> None:
    plain = template_of({"blocks": [NUMBER, {"block": "procedure"}]})
    more = template_of(
        {"blocks": [NUMBER, {"block": "text", "text": "Wi-Fi: bat-mot"}, {"block": "procedure"}]}
    )
    assert render(slip(), 576, more).height > render(slip(), 576, plain).height


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (None, "list of blocks"),
        ([], "list of blocks"),
        ({"blocks": {}}, "list of blocks"),
        ({"blocks": []}, "exactly one block number"),
        ({"blocks": [NUMBER, NUMBER]}, "exactly one block number"),
        ({"blocks": [NUMBER], "colour": "red"}, "no 'colour'"),
        ({"blocks": [NUMBER], "margin": 500}, "margin is a whole number from 0 to 100"),
        ({"blocks": [{"block": "number", "size": 100}]}, "120 dots"),
        ({"blocks": [NUMBER, {"block": "clock"}]}, "'clock' does not exist"),
        ({"blocks": [NUMBER, "procedure"]}, "does not exist"),
        ({"blocks": [NUMBER, {"block": ["a"]}]}, "does not exist"),
        ({"blocks": [NUMBER, {"block": "procedure", "size": 12}]}, "from 22 to 120, not 12"),
        ({"blocks": [NUMBER, {"block": "procedure", "size": True}]}, "from 22 to 120"),
        ({"blocks": [NUMBER, {"block": "procedure", "font": "Arial"}]}, "no 'font'"),
        ({"blocks": [NUMBER, {"block": "procedure", "align": "middle"}]}, "left, center or right"),
        ({"blocks": [NUMBER, {"block": "text", "text": 7}]}, "are texts"),
        ({"blocks": [NUMBER, {"block": "beside", "left": [{"block": "beside"}]}]}, "within another"),
        ({"blocks": [NUMBER] + [{"block": "line", "size": 2}] * 60}, "at most 60"),
        ({"blocks": [NUMBER, {"block": "logo", "image": "not base64!"}]}, "not a PNG"),
        ({"blocks": [NUMBER, {"block": "logo", "image": picture(10_000, 5_000)}]}, "too many pixels"),
        ({"blocks": [NUMBER, {"block": "logo", "image": picture(20_000, 20_000)}]}, "too many pixels"),
        ({"blocks": [NUMBER, {"block": "logo", "image": "A" * 600_000}]}, "at most 500000"),
    ],
)
def test_a_wrong_template_is_refused_with_one_sentence(values: Any, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence) as refusal:
        template_of(values, 576)
    assert str(refusal.value).endswith(".")
    assert "\n" not in str(refusal.value)


def test_a_logo_is_printed_black_and_white_and_never_wider_than_the_paper() -> None:
    logo = {"block": "logo", "image": picture(1200, 300, mode="L"), "size": 200}
    image = render(slip(), 384, template_of({"margin": 12, "blocks": [logo, NUMBER]}))
    top = image.crop((0, 12, 384, 12 + 90)).convert("L")
    assert top.point([255] + [0] * 255).getbbox() == (12, 0, 372, 90)


def test_a_damaged_logo_is_a_sentence_and_not_a_crash() -> None:
    broken = base64.b64encode(base64.b64decode(picture(300, 300, mode="L"))[:60]).decode()
    template = template_of({"blocks": [{"block": "logo", "image": broken, "size": 60}, NUMBER]})
    with pytest.raises(ValueError, match="damaged"):
        render(slip(), 576, template)
