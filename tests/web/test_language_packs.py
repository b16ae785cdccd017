"""Packs of other languages: only what people wrote, the rest visibly in Vietnamese."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask

from queue_server.domain.languages import SPOKEN
from queue_server.web import languages
from queue_server.web.packs import Pack, PackTexts, read_packs
from tests.people import COPY
from tests.web.conftest import Caller
from tools import texts

FOLDER = texts.FOLDER / "packs"
PLACES = re.compile(r"%\(\w+\)s|\{\w+\}")
PACKS = read_packs(FOLDER)


def test_there_is_a_place_for_each_language_of_the_halls() -> None:
    assert set(PACKS) == {"lo", "tai", "hmn", "ium", "tyz", "nut"}
    assert set(PACKS) <= set(SPOKEN)


@pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS)
def test_a_pack_holds_what_people_wrote_for_citizens(pack: Pack) -> None:
    wanted = texts.for_citizens()
    assert [text for text in pack.texts if text not in wanted] == []
    wrong = [
        text for text, said in pack.texts.items() if set(PLACES.findall(said)) != set(PLACES.findall(text))
    ]
    assert wrong == []
    assert pack.written_by or not (pack.texts or pack.offered), "who wrote it, and who checked it?"


def places(text: str) -> set[str]:
    return set(PLACES.findall(text))


def test_what_a_pack_lacks_is_vietnamese() -> None:
    pack = PackTexts(Pack("tyz", "Tày", "Latin", texts={"Your number": "(tyz)", "person before you": ""}))
    pack.add_fallback(languages._catalogue("vi"))
    assert pack.gettext("Your number") == "(tyz)"
    assert pack.gettext("You are next.") == "Sắp đến lượt ông/bà."
    assert pack.ngettext("person before you", "people before you", 3) == "người trước ông/bà"


def test_a_pack_that_nobody_released_cannot_be_chosen(app: Flask) -> None:
    assert 'lang="vi"' in app.test_client().get("/book?lang=tyz").text


def test_who_wished_for_a_language_without_texts_is_told_so(app: Flask, kiosk: Caller) -> None:
    link = kiosk.post("/tickets", procedure=COPY, language="tyz").json["link"]
    assert "Chưa có bản tiếng Tày: trang này hiển thị bằng tiếng Việt." in app.test_client().get(link).text
    plain = kiosk.post("/tickets", procedure=COPY).json["link"]
    assert "Chưa có bản tiếng" not in app.test_client().get(plain).text


@pytest.mark.parametrize("text", ['{"name": "x"}', "[]", "{", '{"name": "x", "script": "y", "machine": "z"}'])
def test_a_file_that_is_no_pack_stops_the_start_with_a_sentence(tmp_path: Path, text: str) -> None:
    (tmp_path / "xx.json").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"no language pack|Expecting"):
        read_packs(tmp_path)
