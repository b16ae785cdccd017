from __future__ import annotations

import time

import pytest
from escpos.printer import Dummy
from PIL import Image

from printer import text
from printer.decode import commands, pictures
from printer.layout import DOTS_PER_MM, encode, render
from printer.template import WIDTHS, Block, Template
from tests.printer.slips import slip

NUMBER = Template(blocks=(Block(kind="number", size=140, weight=700),))


def ink(image: Image.Image) -> tuple[int, int, int, int]:
    """The box around everything black."""
    box = image.convert("L").point([255] + [0] * 255).getbbox()
    assert box is not None
    return box


@pytest.mark.parametrize("width", WIDTHS)
def test_a_slip_is_pure_black_and_white_and_as_wide_as_its_paper(width: int) -> None:
    image = render(slip(), width)
    assert (image.mode, image.width) == ("1", width)
    left, top, right, bottom = ink(image)
    assert left >= 8
    assert right <= width - 8
    assert top >= 8
    assert bottom <= image.height


def test_another_width_is_refused_with_a_sentence() -> None:
    with pytest.raises(ValueError, match="384, 512 or 576 dots wide, not 600"):
        render(slip(), 600)


@pytest.mark.parametrize("number", ["A001", "A012", "K999", "M088"])
def test_the_number_is_at_least_15_mm_high_on_80_mm_paper(number: str) -> None:
    _, top, _, bottom = ink(render(slip(number=number), 576, NUMBER))
    assert (bottom - top) / DOTS_PER_MM >= 15


def test_a_longer_number_becomes_smaller_instead_of_being_cut_off() -> None:
    left, _, right, _ = ink(render(slip(number="WWWW8888"), 384, NUMBER))
    assert left >= 20
    assert right <= 364


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["ộ" * 1094, "Chứng thực " * 99, "thủ tục 2.000815"])
def test_no_letter_of_a_long_name_is_lost(name: str, width: int) -> None:
    lines = text.wrap(name, 32, 600, width - 48, balanced=True)
    assert "".join(lines).replace(" ", "") == name.replace(" ", "")
    assert max(text.width_of(line, 32, 600) for line in lines) <= width - 48


def test_a_mark_is_never_parted_from_its_letter() -> None:
    lines = text.wrap("a\u0323\u0302" * 200, 24, 400, 300)
    assert all(line.startswith("a") for line in lines)


@pytest.mark.parametrize("width", WIDTHS)
def test_the_bytes_hold_the_same_picture(width: int) -> None:
    image = render(slip(), width)
    (paper,) = pictures(encode(image))
    assert paper.crop((0, 0, *image.size)).tobytes() == image.tobytes()


def test_only_raster_reaches_the_printer_in_pieces_of_at_most_128_rows() -> None:
    sent = commands(encode(render(slip())))
    assert {command.name for command in sent} == {"init", "raster", "feed_lines", "cut"}
    assert [command.name for command in sent][-2:] == ["feed_lines", "cut"]
    assert max(command.value for command in sent if command.name == "raster") <= 128


def test_the_raster_is_the_one_that_python_escpos_makes() -> None:
    image = render(slip())
    theirs = Dummy(profile="TM-T20II")
    theirs.hw("INIT")
    theirs.image(image, fragment_height=128)
    assert encode(image, feed_lines=0, cut=False).startswith(theirs.output)


def test_paper_without_a_cutter_is_only_fed() -> None:
    assert commands(encode(render(slip()), cut=False))[-1].name == "feed_lines"


def test_a_word_without_an_end_is_wrapped_at_once() -> None:
    name = "".join("ấW"[n % 7 > 3] for n in range(1094))
    began = time.thread_time()
    image = render(slip(procedure=name, bring=("ộ" * 2000,)), 384)
    assert time.thread_time() - began < 2
    assert image.height > 4000
