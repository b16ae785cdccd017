"""Signing in, staying in, and being kept out."""

from __future__ import annotations

import re

from flask import Flask
from flask.testing import FlaskClient

from tests.people import PASSWORD, Clock
from tests.web.conftest import Caller


def form_token(client: FlaskClient) -> str:
    page = client.get("/login").text
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found
    return found[1]


def sign_in(client: FlaskClient, login: str = "clerk1", password: str = PASSWORD, **more: str) -> object:
    words = {"login": login, "password": password, "csrf_token": form_token(client), **more}
    return client.post("/login", data=words)


def test_a_clerk_signs_in_and_opens_the_counter_page(app: Flask) -> None:
    client = app.test_client()
    answer = sign_in(client, next="/counter/1")
    assert answer.location == "/counter/1"  # type: ignore[attr-defined]
    assert client.get("/counter/1").status_code == 200
    assert client.get("/manager").status_code == 403


def test_the_cookie_is_closed_to_scripts_and_other_sites(app: Flask) -> None:
    client = app.test_client()
    answer = sign_in(client)
    cookie = answer.headers["Set-Cookie"]  # type: ignore[attr-defined]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    over_tls = client.get("/login", base_url="https://hall.lan")
    assert "Secure" in over_tls.headers["Set-Cookie"]


def test_a_form_without_its_proof_is_refused(app: Flask) -> None:
    answer = app.test_client().post("/login", data={"login": "clerk1", "password": PASSWORD})
    assert answer.status_code == 400


def test_a_session_alone_changes_nothing(app: Flask) -> None:
    client = app.test_client()
    sign_in(client)
    assert client.post("/api/v1/counters/1/open", json={}).status_code == 400
    page = client.get("/counter/1").text
    token = re.search(r'name="csrf-token" content="([^"]+)"', page)
    assert token
    answer = client.post("/api/v1/counters/1/open", json={}, headers={"X-CSRFToken": token[1]})
    assert answer.status_code == 200


def test_a_wrong_password_and_an_unknown_login_look_alike(app: Flask) -> None:
    nobody = Caller(app.test_client(), None)
    wrong = nobody.post("/login", login="clerk1", password="wrong password")
    unknown = nobody.post("/login", login="clerk9", password=PASSWORD)
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.get_json() == unknown.get_json()


def test_guessing_is_throttled(app: Flask) -> None:
    nobody = Caller(app.test_client(), None)
    answers = [nobody.post("/login", login="admin", password=f"guess {n}") for n in range(11)]
    assert [answer.status_code for answer in answers] == [401] * 10 + [429]
    assert answers[-1].get_json()["code"] == "too_many"


def test_nobody_is_sent_to_another_host(app: Flask) -> None:
    for elsewhere in ("https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"):
        answer = sign_in(app.test_client(), next=elsewhere)
        assert answer.location == "/"  # type: ignore[attr-defined]


def test_a_token_lasts_a_working_day(app: Flask, clock: Clock) -> None:
    answer = Caller(app.test_client(), None).post("/login", login="clerk1", password=PASSWORD)
    clerk = Caller(app.test_client(), answer.get_json()["token"])
    assert clerk.get("/hall").status_code == 200
    clock.passes(days=400)
    assert clerk.get("/hall").status_code == 401


def test_signing_out_ends_the_session(app: Flask) -> None:
    client = app.test_client()
    sign_in(client)
    page = client.get("/counter/1").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token
    client.post("/logout", data={"csrf_token": token[1]})
    assert client.get("/counter/1").status_code == 302


def test_every_answer_forbids_foreign_and_inline_scripts(app: Flask) -> None:
    for path in ("/", "/login", "/kiosk/K1", "/display/D1", "/api/v1/openapi.json", "/nowhere"):
        policy = app.test_client().get(path).headers["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert "default-src 'self'" in policy
