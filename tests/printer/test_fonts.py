from __future__ import annotations

import pytest

from printer import fonts, text
from printer.layout import render
from printer.sample import LETTERS
from queue_server.operations import setup, slips
from tests.printer.slips import slip

LAO = "ບັດຄິວ A012 ຊ່ອງ 3"


def has(script: str) -> bool:
    return fonts.font(32, 400, script).getname()[0] != fonts.font(32).getname()[0]


def test_every_vietnamese_letter_has_its_glyph() -> None:
    assert fonts.missing_glyphs(LETTERS + LETTERS.upper() + "0123456789–·…“”‘’₫/,.:;()") == []


def test_the_whole_catalogue_and_every_text_of_a_slip_have_their_glyphs() -> None:
    written = setup.SAMPLE.with_name("procedures.csv").read_text(encoding="utf-8") + str(slips.TEXTS)
    assert fonts.missing_glyphs(written.replace("\n", "")) == []


def test_characters_that_would_print_as_boxes_are_listed() -> None:
    assert fonts.missing_glyphs("Số 漢 và 字 và 漢") == ["漢", "字"]


def test_latin_within_another_script_is_drawn_in_its_own_run() -> None:
    assert [script for script, _ in fonts.runs(LAO)] == ["lao", "latin", "lao", "latin"]


@pytest.mark.skipif(not has("lao"), reason="the font of the Lao script is not installed (fonts-noto-core)")
def test_lao_and_numbers_print_without_a_box() -> None:
    assert fonts.missing_glyphs(LAO) == []
    assert text.width_of(LAO, 24) > 100


@pytest.mark.skipif(not has("tai-viet"), reason="the font of Tai Viet is not installed (fonts-noto-core)")
def test_tai_viet_prints_without_a_box() -> None:
    assert fonts.missing_glyphs("ꪎꪱꪣ ꪠꪴ 012") == []


def test_a_script_without_a_font_still_prints_a_slip() -> None:
    assert render(slip(second_language=("ខ្មែរ 漢字",))).height > 500
