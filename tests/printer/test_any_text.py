"""Whatever the texts are and whatever an administrator sets: a slip comes out, whole, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from printer.decode import commands, pictures
from printer.layout import encode, render
from printer.slip import Slip
from printer.template import SIZES, TEXTS, template_of

LINE = some.text(max_size=60) | some.text("ăÂđỆợ \u0301\u1ea1WWM\x1b\x1d\x10\x00·", max_size=60)
SLIPS = some.builds(
    Slip,
    number=some.text("ABC0189", min_size=1, max_size=16),
    centre=some.tuples(LINE, LINE),
    sign=some.sampled_from(["", "stamp", "hands", "♥", "Ưu tiên"]),
    procedure=LINE,
    counters=LINE,
    bring=some.lists(LINE, max_size=4).map(tuple),
    table=some.lists(some.tuples(LINE, LINE), max_size=3).map(tuple),
    second_language=some.tuples(LINE),
    link=some.none() | some.text("abc/:Đ", min_size=1, max_size=200).filter(str.strip),
    reprint=some.booleans(),
    reprint_mark=LINE,
)


@some.composite
def block(draw: some.DrawFn, deep: bool = True) -> dict[str, Any]:
    kind = draw(some.sampled_from(sorted(set(SIZES) - {"number", "logo"} - (set() if deep else {"beside"}))))
    made: dict[str, Any] = {
        "block": kind,
        "size": draw(some.integers(*SIZES[kind])),
        "weight": draw(some.integers(100, 900)),
        "align": draw(some.sampled_from(["left", "center", "right"])),
        "above": draw(some.integers(0, 40)),
        "gap": draw(some.integers(0, 200)),
    }
    if kind == "beside":
        made |= {side: draw(some.lists(block(False), max_size=2)) for side in ("left", "right")}
    return made


@settings(max_examples=60)
@given(slip=SLIPS, width=some.sampled_from([384, 512, 576]))
def test_any_texts_make_a_whole_slip(slip: Slip, width: int) -> None:
    assert Slip.from_json(slip.to_json()) == slip
    image = render(slip, width)
    for edge in (0, width - 6):
        assert image.crop((edge, 0, edge + 6, image.height)).getextrema() == (255, 255), "cut off at the edge"
    sent = encode(image)
    assert {command.name for command in commands(sent)} == {"init", "raster", "feed_lines", "cut"}
    (paper,) = pictures(sent)
    assert paper.crop((0, 0, *image.size)).tobytes() == image.tobytes()


@settings(max_examples=60)
@given(
    slip=SLIPS,
    width=some.sampled_from([384, 512, 576]),
    above=some.lists(block(), max_size=3),
    below=some.lists(block(), max_size=3),
    margin=some.integers(0, 100),
)
def test_any_layout_that_was_accepted_can_be_printed(
    slip: Slip, width: int, above: list[dict[str, Any]], below: list[dict[str, Any]], margin: int
) -> None:
    number = {"block": "number", "size": 140}
    template = template_of({"margin": margin, "blocks": [*above, number, *below]}, width)
    assert render(slip, width, template).width == width


@pytest.mark.parametrize("kind", TEXTS)
def test_every_text_block_prints_its_own_text(kind: str) -> None:
    lines = ("Đăng ký",)
    texts: dict[str, Any] = {"centre": lines, "bring": lines, "notes": lines, "second_language": lines}
    plain = ("title", "procedure", "counters", "ahead", "wait", "check_code", "thanks", "footer")
    full = Slip(number="A001", issued_at="07:45", **texts, **dict.fromkeys(plain, "Đăng ký"))
    number = {"block": "number", "size": 140}
    layout = template_of({"blocks": [number, {"block": kind, "text": "Đăng ký"}]}, 576)
    bare = template_of({"blocks": [number]}, 576)
    assert render(full, 576, layout).height > render(full, 576, bare).height
