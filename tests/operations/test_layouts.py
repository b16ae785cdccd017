"""The layout of slips is changed by an administrator, and printed so."""

from __future__ import annotations

import io
from copy import deepcopy
from typing import Any

import pytest
from PIL import Image

from printer.layout import render
from printer.template import default_template
from queue_server.domain.actor import Actor
from queue_server.domain.check_code import key_of
from queue_server.domain.states import Role
from queue_server.operations import layouts
from queue_server.operations.slips import Imprint
from queue_server.operations.spooling import StoredJobs
from tests.hall import HALL, TestHall
from tests.printer.slips import slip

THU = Actor("thu", frozenset({Role.ADMIN}))
IMPRINT = Imprint("http://192.168.1.10:8000", key_of("the secret of the hall"))


def changed(sheet: str, block: str, **changes: Any) -> dict[str, Any]:
    """The usual layout with one block changed."""
    layout = deepcopy(layouts.usual(sheet))
    next(row for row in layout["rows"] if row["block"] == block).update(changes)
    return layout


@pytest.mark.parametrize(("sheet", "width"), [("80mm", 576), ("58mm", 384)])
def test_the_usual_rows_are_the_layout_that_the_program_brings(sheet: str, width: int) -> None:
    made = layouts.template(layouts.usual(sheet), sheet)
    full = slip(sign="stamp", table=(("Mã hồ sơ", "7"),))
    assert render(full, width, made).tobytes() == render(full, width, default_template(width)).tobytes()


def test_what_is_switched_off_is_not_printed_and_what_is_moved_is_moved() -> None:
    off = layouts.template(changed("58mm", "footer", on=False), "58mm")
    assert "footer" not in [block.kind for block in off.blocks]
    layout = deepcopy(layouts.usual("58mm"))
    layout["rows"].reverse()
    kinds = [block.kind for block in layouts.template(layout, "58mm").blocks]
    assert kinds.index("footer") < kinds.index("number") < kinds.index("centre")


def test_rows_at_the_left_and_right_stand_beside_each_other() -> None:
    layout = {
        "margin": 12,
        "rows": [
            {"block": "number", "size": 140, "place": "whole", "on": True},
            *(
                {"block": kind, "place": place, "on": True}
                for kind, place in (
                    ("sign", "left"),
                    ("title", "right"),
                    ("time", "right"),
                    ("footer", "left"),
                    ("thanks", "right"),
                )
            ),
        ],
    }
    for row in layout["rows"][1:]:
        row["size"] = 32
    pairs = layouts.template(layout, "80mm").blocks[1:]
    assert [([b.kind for b in pair.left], [b.kind for b in pair.right]) for pair in pairs] == [
        (["sign"], ["title", "time"]),
        (["footer"], ["thanks"]),
    ]


def test_a_layout_that_cannot_be_printed_is_refused_and_nothing_changes(hall: TestHall) -> None:
    for wrong, sentence in (
        (changed("80mm", "number", on=False), "exactly one block number"),
        (changed("80mm", "number", size=100), "120 dots"),
        (changed("80mm", "procedure", size=9), "from 22 to 120"),
    ):
        with pytest.raises(ValueError, match=sentence), hall.work(THU) as work:
            layouts.save(work, "80mm", wrong)
    with hall.look() as look:
        assert layouts.layout_of(look, "80mm") == layouts.usual("80mm")


def test_a_slip_is_printed_as_the_administrator_wants_it(hall: TestHall) -> None:
    jobs = StoredJobs(hall.store, HALL, IMPRINT)
    hall.takes()
    before = jobs.take("P1")
    assert before is not None
    assert before.template is None
    with hall.work(THU) as work:
        layouts.save(work, "80mm", changed("80mm", "number", size=200))
    hall.takes()
    after = jobs.take("P1")
    assert after is not None
    assert after.template is not None
    assert max(block.size for block in after.template.blocks) == 200
    with hall.work(THU) as work:
        layouts.save(work, "80mm", None)
    hall.takes()
    again = jobs.take("P1")
    assert again is not None
    assert again.template is None


@pytest.mark.parametrize("sheet", layouts.SHEETS)
def test_the_preview_is_the_picture_of_the_printed_bytes(hall: TestHall, sheet: str) -> None:
    with hall.look() as look:
        shown = layouts.preview(look, sheet, layouts.layout_of(look, sheet), IMPRINT)
        small = layouts.preview(look, sheet, changed(sheet, "counters", on=False), IMPRINT)
    picture = Image.open(io.BytesIO(shown))
    assert (picture.width, picture.mode) == (layouts.SHEETS[sheet].width, "1")
    assert Image.open(io.BytesIO(small)).height < picture.height
