from __future__ import annotations

import unicodedata
from datetime import datetime

import pytest

from printer.slip import LONGEST, Slip
from tests.printer.slips import slip


def test_a_stored_slip_comes_back_the_same() -> None:
    for kept in (slip(), Slip(number="1"), slip(issued_at="07:45", reprint=True, link=None)):
        assert Slip.from_json(kept.to_json()) == kept


def test_a_field_of_a_newer_version_is_left_out() -> None:
    assert Slip.from_json('{"number": "A001", "colour": "red"}') == Slip(number="A001")


@pytest.mark.parametrize(
    "stored", ["", "[]", "7", '{"centre": []}', '{"number": 5, "centre": 3', '{"number": 7}']
)
def test_what_is_not_a_slip_is_refused(stored: str) -> None:
    with pytest.raises(ValueError, match=r"slip"):
        Slip.from_json(stored)


def test_commands_in_a_name_are_gone_before_anything_prints() -> None:
    hostile = slip(
        procedure="Khai\x1b@ sinh\x1dV\x00\x10\x04\x01\u202e\nlại", centre=("A\x00\x1bp", "B\x9bC")
    )
    assert hostile.procedure == "Khai@ sinh V lại"
    assert hostile.centre == ("Ap", "BC")


def test_decomposed_vietnamese_is_composed() -> None:
    name = "Đăng ký khai tử, hộ tịch"
    assert slip(procedure=unicodedata.normalize("NFD", name)).procedure == name


def test_the_longest_name_of_the_catalogue_is_kept_and_a_longer_text_refused() -> None:
    assert len(slip(procedure="ộ" * 1094).procedure) == 1094
    with pytest.raises(ValueError, match="2001 characters"):
        slip(procedure="ộ" * (LONGEST + 1))


def test_the_time_is_the_halls_own_and_needs_its_zone() -> None:
    assert slip().time_text == "07:45 · 12/10/2026"
    with pytest.raises(ValueError, match="zone"):
        slip(issued_at=datetime(2026, 10, 12, 7, 45))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"number": "A" * 17}, "at most 16 characters"),
        ({"link": "http://hall/" + "x" * 200}, "at most 200 fit"),
        ({"bring": ("Căn cước",) * 41}, "at most 40"),
        ({"table": (("Đã phục vụ",),)}, "a label and a figure"),
        ({"procedure": 7}, "procedure is a text"),
    ],
)
def test_what_no_paper_can_hold_is_refused_with_a_sentence(changes: dict[str, object], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        slip(**changes)


def test_a_slip_without_a_number_is_no_slip() -> None:
    with pytest.raises(ValueError, match="number"):
        slip(number=" \x1b ")


@pytest.mark.parametrize(
    "stored",
    [
        '{"number": "A001", "procedure": 12}',
        '{"number": "A001", "wait": true}',
        '{"number": "A001", "procedure": ["Khai sinh"]}',
        '{"number": "A001", "centre": "Bát Mọt"}',
        '{"number": "A001", "centre": [["Bát Mọt"]]}',
        '{"number": "A001", "table": ["ab"]}',
        '{"number": "A001", "reprint": "yes"}',
        '{"number": "A001", "issued_at": null}',
        '{"number": "A001", "link": ["/t/1"]}',
    ],
)
def test_a_stored_slip_of_other_things_than_texts_is_refused(stored: str) -> None:
    with pytest.raises(ValueError, match=r"The slip's \w+ is "):
        Slip.from_json(stored)
