"""The pages of the screens, their files and their clips, without the server."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from flask.testing import FlaskClient

from display.screens import screens

HALL = SimpleNamespace(
    names={"vi": "Xã Bát Mọt", "en": "Bát Mọt commune"},
    unit={"vi": "Trung tâm Phục vụ hành chính công"},
    zone=ZoneInfo("Asia/Ho_Chi_Minh"),
)
COUNTERS = {"C3": "3"}


def context(code: str) -> dict[str, Any]:
    return {
        "hall": HALL,
        "language": "vi",
        "languages": {"vi": "Tiếng Việt", "en": "English"},
        "named": lambda names, language: names[language],
        "token": 'a"token<',
        "code": code,
        "counter": COUNTERS.get(code),
        "csrf": "",
    }


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    folder = tmp_path / "voice"
    (folder / "vi").mkdir(parents=True)
    for name in ("pack.json", "muoi-2.wav", "notes.txt", ".hidden.wav"):
        (folder / "vi" / name).write_bytes(name.encode())
    (folder / "pack.json").write_text("outside a pack")
    (tmp_path / "secret.wav").write_text("outside the packs")
    return folder


@pytest.fixture
def client(packs: Path) -> FlaskClient:
    app = Flask("screens-alone")
    app.register_blueprint(screens(packs, context))
    return app.test_client()


class Reader(HTMLParser):
    """What a content policy without `unsafe-inline` would refuse, and what the page asks for."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.inline: list[str] = []
        self.wanted: list[str] = []
        self.body: dict[str, str] = {}
        self._script = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._script = tag in ("script", "style")
        self.inline += [name for name in given if name == "style" or name.startswith("on")]
        self.wanted += [given[name] for name in ("src", "href") if name in given]
        if tag == "body":
            self.body = given

    def handle_data(self, data: str) -> None:
        if self._script and data.strip():
            self.inline.append(data)

    def handle_endtag(self, tag: str) -> None:
        self._script = False


def page(client: FlaskClient, code: str = "D1") -> Reader:
    answer = client.get(f"/display/{code}")
    assert answer.status_code == 200
    return Reader(answer.text)


@pytest.mark.parametrize("code", ["D1", "C3"])
def test_a_screen_has_nothing_inline(client: FlaskClient, code: str) -> None:
    assert page(client, code).inline == []


def test_what_would_be_inline_is_seen() -> None:
    assert Reader('<p style="a" onclick="b">x</p><script>c</script>').inline == ["style", "onclick", "c"]


def test_a_screen_asks_only_for_files_of_this_server_that_are_there(client: FlaskClient) -> None:
    wanted = page(client).wanted
    assert all(path.startswith("/") and not path.startswith("//") for path in wanted)
    ours = [path for path in wanted if path.startswith("/display/static/")]
    assert {path: client.get(path).status_code for path in ours} == dict.fromkeys(ours, 200)
    assert "/display/static/board.js" in ours


def test_every_sign_of_the_page_is_in_the_sprite(client: FlaskClient) -> None:
    sprite = client.get("/display/static/pictograms.svg").text
    signs = [path.partition("#")[2] for path in page(client).wanted if "#" in path]
    assert signs
    assert [sign for sign in signs if f'<symbol id="{sign}"' not in sprite] == []


def test_a_screen_is_told_who_it_is(client: FlaskClient) -> None:
    told = page(client).body
    assert (told["data-code"], told["data-token"]) == ("D1", 'a"token<')
    assert (told["data-counter"], told["data-zone"]) == ("", "Asia/Ho_Chi_Minh")


def test_the_screen_of_the_hall_speaks_and_the_one_of_a_counter_is_silent(client: FlaskClient) -> None:
    assert page(client).body["data-voices"] == '["vi", "en"]'
    assert page(client, "C3").body["data-voices"] == "[]"


def test_the_screen_of_a_counter_names_it_in_both_languages(client: FlaskClient) -> None:
    text = client.get("/display/C3").text
    assert "Quầy 3" in text
    assert "Counter 3" in text


def test_the_code_in_the_address_is_not_believed(client: FlaskClient) -> None:
    answer = client.get("/display/<script>alert(1)<%2Fscript>")
    assert "<script>alert" not in answer.text


def test_clips_and_packs_are_served_and_kept_for_a_day(client: FlaskClient) -> None:
    for name in ("pack.json", "muoi-2.wav"):
        answer = client.get(f"/display/voice/vi/{name}")
        assert (answer.status_code, answer.data) == (200, name.encode())
        assert answer.cache_control.max_age == 24 * 3600


@pytest.mark.parametrize(
    "path",
    [
        "vi/notes.txt",
        "vi/.hidden.wav",
        "vi/nothing.wav",
        "xx/pack.json",
        "../secret.wav",
        "..%2Fsecret.wav",
        "%2e%2e/secret.wav",
        "./pack.json",
        "%2e/pack.json",
        "vi/..%2f..%2fsecret.wav",
        "vi/..%5c..%5csecret.wav",
        "vi/../pack.json",
        "vi/muoi-2.wav%00.txt",
        "vi/muoi-2.wav%0a",
        "vi/",
        "",
    ],
)
def test_nothing_else_is_served(client: FlaskClient, path: str) -> None:
    assert client.get(f"/display/voice/{path}").status_code == 404


def test_a_folder_named_from_where_the_server_stands_is_found(
    packs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(packs.parent)
    app = Flask("elsewhere")
    app.register_blueprint(screens(Path("voice"), context))
    assert app.test_client().get("/display/voice/vi/pack.json").status_code == 200


def test_the_scripts_of_a_screen_import_only_each_other(client: FlaskClient) -> None:
    script = client.get("/display/static/board.js").text
    imported = re.findall(r'from "([^"]+)"', script)
    assert imported
    assert {
        name: client.get(f"/display/static/{name[2:]}").status_code for name in imported
    } == dict.fromkeys(imported, 200)
