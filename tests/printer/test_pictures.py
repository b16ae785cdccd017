from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from printer import fonts
from tests.printer.pictures import FOLDER, PICTURES

HAS_LAO = fonts.font(32, 400, "lao").getname()[0] != fonts.font(32).getname()[0]


@pytest.mark.parametrize("name", PICTURES)
def test_the_manual_shows_slips_as_they_are_printed(name: str) -> None:
    if name.startswith("lao") and not HAS_LAO:
        pytest.skip("the font of the Lao script is not installed (fonts-noto-core)")
    with Image.open(FOLDER / f"{name}.png") as shown:
        drawn = PICTURES[name]()
        assert (shown.mode, shown.size) == (drawn.mode, drawn.size), "run python -m tests.printer.pictures"
        assert shown.tobytes() == drawn.tobytes(), "run python -m tests.printer.pictures"


def test_the_manual_names_every_picture_and_none_that_is_missing() -> None:
    manual = (Path(FOLDER).parent / "printers.md").read_text()
    assert {path.stem for path in FOLDER.glob("*.png")} == set(PICTURES)
    assert all(f"printers/{name}.png" in manual for name in PICTURES)
