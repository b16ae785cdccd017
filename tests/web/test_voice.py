"""The voices' pages: the wish, the studio and the parcels, with what they refuse."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from display.voice import pack as packs
from queue_server.domain.states import Role
from tests.display.packs import write_quick_pack
from tests.display.test_studio import NO_CLIPS, voice, wav
from tests.hall import HALL
from tests.people import PASSWORD
from tests.web.conftest import Caller, token_of

WISH = {
    "first": "vi",
    "second": "en",
    "reading": "counted",
    "zero": "lẻ",
    "repeat": 2,
    "day": 0.8,
    "night": 0.2,
    "night_from": "17:30",
    "night_until": "07:00",
    "screens": {"D1": "="},
}
Ask = Callable[..., TestResponse]


@pytest.fixture
def ask(app: Flask, tmp_path: Path) -> Ask:
    """A request of the administrator; the hall has a Vietnamese and an English voice."""
    for language in ("vi", "en"):
        write_quick_pack(tmp_path / "voice" / language, language, speaker="espeak-ng")
    head = {"Authorization": f"Bearer {token_of(app, Role.ADMIN)}"}

    def request(path: str, method: str = "POST", **body: Any) -> TestResponse:
        return app.test_client().open(f"/admin/voice{path}", method=method, headers=head, **body)

    return request


def refused(answer: TestResponse, status: int, code: str) -> None:
    assert (answer.status_code, answer.json and answer.json["code"]) == (status, code)
    assert answer.json is not None
    assert answer.json["detail"].endswith(".")


@pytest.fixture
def thai(ask: Ask) -> str:
    answer = ask("", json={"name": "Thái", "speaker": "Lò Thị Mai", "licence": "free"})
    assert (answer.status_code, answer.json) == (201, {"id": "thai"})
    return "thai"


def test_the_screen_calls_as_the_administrator_wishes(app: Flask, ask: Ask) -> None:
    assert ask("/wish", json=WISH).status_code == 204
    head = {"Authorization": f"Bearer {token_of(app, Role.SCREEN)}"}
    page = app.test_client().get("/display/D1", headers=head, environ_base={"REMOTE_ADDR": "127.0.0.1"}).text
    assert 'data-voices="[&#34;vi&#34;]"' in page
    assert "&#34;reading&#34;: &#34;counted&#34;" in page
    assert "&#34;repeat&#34;: 2" in page


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"first": "nobody"}, 404, "unknown_voice"),
        ({"second": "../vi"}, 404, "unknown_voice"),
        ({"screens": {"D1": "=nobody"}}, 404, "unknown_voice"),
        ({"screens": {"C1": "silent"}}, 404, "unknown_screen"),
        ({"screens": {"D1": "loud"}}, 422, "invalid_choice"),
        ({"reading": "backwards"}, 422, "invalid_input"),
        ({"accent": "../vi"}, 422, "invalid_input"),
        ({"repeat": 50}, 422, "invalid_input"),
        ({"day": 7.5}, 422, "invalid_input"),
        ({"night_from": "25:00"}, 422, "invalid_input"),
    ],
)
def test_a_wish_that_cannot_be_is_refused(
    app: Flask, ask: Ask, changes: dict[str, Any], status: int, code: str
) -> None:
    answer = ask("/wish", json={**WISH, **changes})
    assert (answer.status_code, answer.json and answer.json["code"]) == (status, code)
    with app.extensions["queue"]["store"].look(HALL) as look:
        assert look.hall.voice == {}


def test_a_hall_chooses_the_accent_of_the_machines_voice(app: Flask, ask: Ask, tmp_path: Path) -> None:
    assert ask("/wish", json={**WISH, "accent": "vi-vn-x-south"}).status_code == 204
    made = packs.load(tmp_path / "voice" / "vi")
    assert (made.speaker, made.voice) == ("espeak-ng", "vi-vn-x-south")
    assert 'value="vi-vn-x-south" selected' in ask("", "GET").text


def test_another_accent_leaves_a_recorded_voice_alone(ask: Ask, tmp_path: Path) -> None:
    folder = tmp_path / "voice" / "vi"
    shutil.rmtree(folder)
    write_quick_pack(folder, "vi", speaker="Lò Thị Mai")
    assert ask("/wish", json={**WISH, "accent": "vi-vn-x-central"}).status_code == 204
    assert packs.load(folder).speaker == "Lò Thị Mai"


def test_an_accent_that_cannot_be_made_changes_nothing(
    app: Flask, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("display.voice.generate.LONGEST_S", 0.001)
    refused(ask("/wish", json={**WISH, "accent": "vi-vn-x-south"}), 422, "not_made")
    with app.extensions["queue"]["store"].look(HALL) as look:
        assert look.hall.voice == {}


def test_a_changed_wish_reaches_the_screens_with_their_board(app: Flask, ask: Ask) -> None:
    head = {"Authorization": f"Bearer {token_of(app, Role.SCREEN)}"}
    client = app.test_client()
    before = client.get("/api/v1/board/D1", headers=head).json
    ask("/wish", json={**WISH, "screens": {}})
    after = client.get("/api/v1/board/D1", headers=head).json
    told = client.get("/api/v1/screens/D1", headers=head).json
    assert before is not None
    assert after is not None
    assert told is not None
    assert before["edition"] != after["edition"] == told["edition"]
    assert (told["voices"], told["sound"]["repeat"]) == (["vi", "en"], 2)


def test_a_voice_is_begun_and_its_clips_are_kept_one_by_one(ask: Ask, thai: str, tmp_path: Path) -> None:
    answer = ask(f"/{thai}/clips?word=5", data=wav(voice()), content_type="audio/wav")
    assert answer.json is not None
    assert {**answer.json, "length_s": 0} == {
        "clip": "/display/voice/thai/5.wav?v=2",
        "length_s": 0,
        "recorded": 1,
        "of": 32,
    }
    assert (tmp_path / "voice" / "thai" / "5.wav").is_file()
    page = ask(f"/{thai}", "GET").text
    assert 'data-clip="/display/voice/thai/5.wav?v=2"' in page


def test_a_new_clip_of_a_voice_in_use_reaches_the_screens(app: Flask, ask: Ask, thai: str) -> None:
    screen = Caller(app.test_client(), token_of(app, Role.SCREEN))

    def edition() -> str:
        return str(screen.get("/board/D1").json["edition"])

    before = edition()
    ask(f"/{thai}/clips?word=5", data=wav(voice()), content_type="audio/wav")
    assert edition() == before  # nobody speaks with it yet
    ask("/wish", json={**WISH, "second": thai})
    chosen = edition()
    ask(f"/{thai}/clips?word=6", data=wav(voice()), content_type="audio/wav")
    assert len({before, chosen, edition()}) == 3
    again = edition()
    ask(f"/{thai}/clips?word=6", data=b"noise", content_type="audio/wav")
    assert edition() == again


def test_the_page_lists_what_a_voice_lacks(ask: Ask, thai: str) -> None:
    page = ask("", "GET").text
    assert "Còn thiếu" in page
    assert "Xin mời số, đến quầy số" in page
    assert page.count("đọc được mọi lượt gọi") == 2


@pytest.mark.parametrize("name", NO_CLIPS)
def test_what_is_no_clip_is_refused_with_a_sentence(ask: Ask, thai: str, tmp_path: Path, name: str) -> None:
    sent, code = NO_CLIPS[name]
    refused(ask(f"/{thai}/clips?word=5", data=sent, content_type="audio/wav"), 422, code)
    assert packs.load(tmp_path / "voice" / thai).clips == {}


@pytest.mark.parametrize("word", ["../../x", "", "%00", "pack.json"])
def test_a_word_that_nobody_asked_for_is_refused(ask: Ask, thai: str, word: str) -> None:
    refused(
        ask(f"/{thai}/clips?word={word}", data=wav(voice()), content_type="audio/wav"), 422, "unknown_clip"
    )


@pytest.mark.parametrize("pack", ["nobody", "..", "%2e%2e%2fvoice", ".making-x", "VI"])
def test_a_voice_that_is_not_there_is_refused(ask: Ask, pack: str) -> None:
    for answer in (
        ask(f"/{pack}", "GET"),
        ask(f"/{pack}/parcel", "GET"),
        ask(f"/{pack}/clips?word=5", data=wav(voice())),
    ):
        assert answer.status_code in (404, 405)


def test_a_made_voice_can_be_heard_about_but_not_recorded(ask: Ask) -> None:
    assert "do máy tạo" in ask("/vi", "GET").text
    refused(ask("/vi/clips?word=một", data=wav(voice())), 422, "made_by_machine")


def test_a_voice_travels_from_hall_to_hall(ask: Ask, thai: str, tmp_path: Path) -> None:
    ask(f"/{thai}/clips?word=A", data=wav(voice()), content_type="audio/wav")
    parcel = ask(f"/{thai}/parcel", "GET")
    assert parcel.headers["Content-Disposition"] == 'attachment; filename="voice-thai.zip"'
    answer = ask("/parcel", data=parcel.data, content_type="application/zip")
    assert (answer.status_code, answer.json) == (201, {"id": "thai-2"})
    assert packs.load(tmp_path / "voice" / "thai-2").clips == {"A": "a.wav"}


def test_a_file_that_is_no_voice_is_refused(ask: Ask, tmp_path: Path) -> None:
    before = sorted(path.name for path in (tmp_path / "voice").iterdir())
    refused(ask("/parcel", data=b"MZ" * 100, content_type="application/zip"), 422, "no_parcel")
    refused(ask("/parcel", data=bytes(25 * 2**20), content_type="application/zip"), 422, "parcel_too_large")
    assert sorted(path.name for path in (tmp_path / "voice").iterdir()) == before


def test_a_broken_voice_is_named_and_stops_nothing(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "voice" / "mong").mkdir()
    (tmp_path / "voice" / "mong" / "pack.json").write_text("{")
    page = ask("", "GET")
    assert page.status_code == 200
    assert "<strong>mong</strong>" in page.text
    refused(ask("/mong/clips?word=5", data=wav(voice())), 422, "broken_pack")
    refused(ask("/wish", json={**WISH, "second": "mong"}), 422, "broken_pack")


def test_a_signed_in_browser_sends_a_large_file_with_its_mark_of_the_form_alone(
    app: Flask, ask: Ask, thai: str
) -> None:
    client = app.test_client()
    form = client.get("/login").text
    mark = form.split('name="csrf-token" content="')[1].split('"')[0]
    client.post("/login", data={"login": "admin", "password": PASSWORD, "csrf_token": mark})
    mark = client.get("/admin/voice").text.split('name="csrf-token" content="')[1].split('"')[0]
    path, clip = f"/admin/voice/{thai}/clips?word=5", wav(voice())
    head = {"Accept": "application/json"}
    assert client.post(path, data=clip, headers=head).status_code == 400
    answer = client.post(path, data=clip, headers={**head, "X-CSRFToken": mark})
    assert (answer.status_code, answer.json and answer.json["recorded"]) == (200, 1)
    ten_minutes, code = NO_CLIPS["10 minutes"]
    refused(client.post(path, data=ten_minutes, headers={**head, "X-CSRFToken": mark}), 422, code)
