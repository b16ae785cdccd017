"""What the kiosk says: texts of its panels, and samples of the voices that people of the place recorded."""

from __future__ import annotations

import io
import wave
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from display.voice import pack as packs
from tests.display.packs import write_quick_pack

ELSEWHERE = {"REMOTE_ADDR": "192.0.2.7"}


@pytest.fixture
def thai(tmp_path: Path) -> str:
    """A voice that speaks Thái, recorded in the hall."""
    folder = write_quick_pack(tmp_path / "voice" / "thai", "vi", id="thai", name="Thái", speaker="Cầm")
    packs.save(replace(packs.load(folder), language="blt"))
    return "thai"


def seconds(answer: Any) -> float:
    with wave.open(io.BytesIO(answer.data)) as heard:
        return heard.getnframes() / heard.getframerate()


@pytest.mark.parametrize(("language", "text"), [("vi", "Xin mời ông/bà"), ("en", "Please come")])
def test_a_text_is_spoken_and_kept_by_the_browser(app: Flask, language: str, text: str) -> None:
    answer = app.test_client().get("/kiosk/K1/say", query_string={"lang": language, "text": text})
    assert seconds(answer) > 0.5
    assert answer.headers["Cache-Control"] == "private, max-age=86400"


def test_it_is_spoken_again_and_again(app: Flask) -> None:
    answers = [app.test_client().get("/kiosk/K1/say?text=Ba") for _ in range(3)]
    assert min(map(seconds, answers)) > 0.1


@pytest.mark.parametrize("text", ["", " ", "a" * 401, "a\x00b", "a\nb"])
def test_what_cannot_be_spoken_is_refused_in_a_sentence(app: Flask, text: str) -> None:
    answer = app.test_client().get("/kiosk/K1/say", query_string={"text": text})
    assert answer.status_code == 422


def test_a_language_without_a_speaker_is_refused(app: Flask) -> None:
    assert app.test_client().get("/kiosk/K1/say?lang=fr&text=Oui").status_code == 422


@pytest.mark.parametrize("path", ["/kiosk/K1/say?text=Ba", "/kiosk/K1/sample/thai"])
def test_it_speaks_to_a_kiosk_alone(app: Flask, thai: str, path: str) -> None:
    assert app.test_client().get(path, environ_base=ELSEWHERE).status_code in (302, 401)


def test_a_recorded_voice_is_on_the_page_and_can_be_heard(app: Flask, thai: str) -> None:
    page = app.test_client().get("/kiosk/K1/menu").get_data(as_text=True)
    assert 'data-spoken="blt" data-sample="thai"' in page
    assert seconds(app.test_client().get("/kiosk/K1/sample/thai")) > 0.1


@pytest.mark.parametrize("voice", ["vi", "nobody", "..", "%2e%2e"])
def test_a_voice_that_is_none_of_them_is_not_there(app: Flask, thai: str, voice: str) -> None:
    assert app.test_client().get(f"/kiosk/K1/sample/{voice}").status_code == 404


def test_a_broken_voice_leaves_the_page_alone(app: Flask, thai: str, tmp_path: Path) -> None:
    (tmp_path / "voice" / "thai" / "pack.json").write_text("{")
    page = app.test_client().get("/kiosk/K1/menu")
    assert page.status_code == 200
    assert "data-sample" not in page.get_data(as_text=True)
