"""The pictograms: drawn for the project, one file each, and one sprite of them all."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from display.pictograms import STATIC, sprite

DRAWINGS = sorted((STATIC / "pictograms").glob("*.svg"))
WANTED = {
    *("stamp", "family", "land", "hands", "online", "result", "help", "priority", "printer"),
    *("sound-off", "clock", "counter", "back", "language"),
}


def test_every_pictogram_of_the_pages_is_drawn() -> None:
    assert {file.stem for file in DRAWINGS} >= WANTED


def test_the_sprite_holds_the_drawings_as_they_are_now() -> None:
    assert (STATIC / "pictograms.svg").read_text(encoding="utf-8") == sprite()


@pytest.mark.parametrize("file", DRAWINGS, ids=lambda file: file.stem)
def test_a_pictogram_keeps_to_the_grid_and_takes_the_colour_of_its_text(file: Path) -> None:
    drawing = ElementTree.parse(file).getroot()

    assert drawing.get("viewBox") == "0 0 48 48"
    assert drawing.get("stroke") == "currentColor"
    assert drawing.get("stroke-width") == "3"


def test_a_file_that_is_no_drawing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "oops.svg").write_text("not a drawing")

    with pytest.raises(ValueError, match=r"oops\.svg is not one <svg> element"):
        sprite(tmp_path)
