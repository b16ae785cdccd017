"""Pairing over HTTP: digits for a stranger, a form for the administrator, a token once."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from queue_server.domain.states import Role
from tests.people import Clock
from tests.web.conftest import Caller, token_of


class Browser:
    """A browser on another machine of the hall."""

    def __init__(self, app: Flask, address: str = "192.0.2.7") -> None:
        self.client = app.test_client()
        self._from = {"REMOTE_ADDR": address}

    def opens(self, path: str) -> Any:
        return self.client.get(path, environ_base=self._from)

    def digits(self, path: str = "/display/D1") -> str:
        answer = self.opens(path)
        assert answer.status_code == 401
        return re.findall(r'data-digits="(\d{6})"', answer.text)[0]

    def state(self) -> Any:
        return self.opens("/pairing").get_json()


@pytest.fixture
def tv(app: Flask) -> Browser:
    return Browser(app)


@pytest.fixture
def admin(app: Flask) -> FlaskClient:
    client = app.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {token_of(app, Role.ADMIN)}"
    return client


def pairs(admin: FlaskClient, digits: str, code: str = "D1", **place: Any) -> Any:
    return admin.post("/admin/devices", data={"digits": digits, "code": code, **place})


def test_a_stranger_sees_digits_and_no_token(tv: Browser) -> None:
    text = tv.opens("/display/D1").text
    assert 'data-problem="not_paired"' in text
    assert "data-token" not in text
    assert tv.state() == {"state": "waiting"}


def test_the_digits_stay_the_same_while_they_are_good(tv: Browser, clock: Clock) -> None:
    first = tv.digits()
    assert tv.digits() == first
    clock.passes(minutes=11)
    assert tv.state() == {"state": "over"}
    assert tv.digits() != first


def test_a_paired_browser_opens_its_page_and_stays_paired(
    tv: Browser, admin: FlaskClient, clock: Clock
) -> None:
    answer = pairs(admin, tv.digits(), name="Sảnh", queues=["A", "H"])
    assert (answer.status_code, answer.location) == (303, "/admin/devices?done=D1")
    assert tv.state() == {"state": "paired", "path": "/display/D1"}
    for _ in range(2):
        page = tv.opens("/display/D1")
        assert page.status_code == 200
        assert 'data-token="' in page.text
    clock.passes(minutes=1, seconds=1)
    assert tv.state() == {"state": "over"}
    assert tv.opens("/display/D1").status_code == 200


def test_a_browser_is_sent_to_the_page_of_the_device_it_has_become(tv: Browser, admin: FlaskClient) -> None:
    pairs(admin, tv.digits("/display/X7"), "D5")
    assert tv.state() == {"state": "paired", "path": "/display/D5"}
    assert tv.opens("/display/X7").location == "/display/D5"
    assert tv.opens("/display/D5").status_code == 200


def test_a_kiosk_is_paired_in_the_same_way(tv: Browser, admin: FlaskClient) -> None:
    pairs(admin, tv.digits("/kiosk/K1"), "K1", printer="P1")
    assert tv.opens("/kiosk/K1").status_code == 200


def test_a_browser_that_does_not_know_the_secret_gets_nothing(
    app: Flask, tv: Browser, admin: FlaskClient
) -> None:
    pairs(admin, tv.digits())
    stranger = Browser(app, "192.0.2.8")
    assert stranger.state() == {"state": "over"}
    assert stranger.opens("/display/D1").status_code == 401
    stranger.client.set_cookie("pairing", "guessed")
    assert stranger.opens("/display/D1").status_code == 401


def test_unpairing_shuts_the_page_and_the_api(
    tv: Browser, admin: FlaskClient, app: Flask, as_role: Callable[[Role | None], Caller]
) -> None:
    pairs(admin, tv.digits())
    token = re.findall(r'data-token="([^"]+)"', tv.opens("/display/D1").text)[0]
    screen = Caller(app.test_client(), token)
    assert screen.get("/board/D1").status_code == 200
    assert as_role(Role.ADMIN).post("/devices/D1/unpair").status_code == 202
    assert tv.opens("/display/D1").status_code == 401
    assert screen.get("/board/D1").status_code == 401


def test_a_socket_is_not_let_in_on_what_was_true_a_moment_ago(
    app: Flask, as_role: Callable[[Role | None], Caller]
) -> None:
    wish = {"token": token_of(app, Role.SCREEN), "as": "screen", "code": "D1"}
    socket = app.extensions["queue"]["socketio"].test_client(app)
    assert socket.emit("join", wish, callback=True)["ok"]
    as_role(Role.ADMIN).post("/devices/D1/unpair")
    latecomer = app.extensions["queue"]["socketio"].test_client(app)
    assert latecomer.emit("join", wish, callback=True) == {"ok": False, "code": "not_signed_in"}
    as_role(Role.ADMIN).post("/devices/D1/reload")
    app.extensions["queue"]["publisher"].publish_next()
    assert latecomer.get_received() == []


@pytest.mark.parametrize(
    ("given", "field", "status"),
    [
        ({"digits": "000000"}, "digits", 422),
        ({"digits": "abc"}, "digits", 422),
        ({"code": "d-1"}, "code", 422),
        ({"code": "K1"}, "code", 409),
        ({"counter": "99"}, "code", 404),
        ({"queues": ["A", "<b>"]}, "code", 404),
    ],
)
def test_a_mistake_is_told_beside_its_field_and_changes_nothing(
    tv: Browser, admin: FlaskClient, given: dict[str, Any], field: str, status: int
) -> None:
    digits = tv.digits()
    if given.get("digits") == digits:
        pytest.skip("guessed it")
    answer = pairs(admin, **{"digits": digits, "code": "D1", **given})
    assert answer.status_code == status
    assert 'class="field-error"' in answer.text
    if field != "code" or status == 422:
        assert f'id="{field}-error"' in answer.text
    assert "<b>" not in answer.text
    assert tv.state() == {"state": "waiting"}


def test_guessing_is_stopped(admin: FlaskClient) -> None:
    tries = [pairs(admin, f"{guess:06}").status_code for guess in range(11)]
    assert tries == [422] * 10 + [429]


def test_one_machine_cannot_ask_for_codes_without_end(app: Flask) -> None:
    answers = [Browser(app).opens("/display/D1").status_code for _ in range(13)]
    assert answers == [401] * 12 + [429]
    assert Browser(app, "192.0.2.9").opens("/display/D1").status_code == 401


def test_a_device_gets_another_place(admin: FlaskClient, as_role: Callable[[Role | None], Caller]) -> None:
    answer = admin.post("/admin/devices/D1", data={"name": "Phòng chờ", "queues": ["H"], "layout": "waits"})
    assert answer.status_code == 303
    told = as_role(Role.MANAGER).get("/devices").get_json()["items"]
    found = next(each for each in told if each["code"] == "D1")
    assert (found["name"], found["queues"], found["layout"]) == ("Phòng chờ", ["H"], "waits")
    assert "Phòng chờ" in admin.get("/admin/devices/D1").text
    assert admin.get("/admin/devices/D9").status_code == 404


def test_a_device_is_removed_from_its_own_page(admin: FlaskClient) -> None:
    assert "/admin/devices/C4/remove" in admin.get("/admin/devices/C4").text
    assert admin.post("/admin/devices/C4/remove").status_code == 303
    assert 'id="device-C4"' not in admin.get("/admin/devices").text
    assert admin.post("/admin/devices/C4/remove").status_code == 404


def test_a_link_pairs_too_and_the_list_says_so(
    app: Flask, tv: Browser, as_role: Callable[[Role | None], Caller]
) -> None:
    tv.opens(f"/display/D1?pair={token_of(app, Role.SCREEN)}")
    told = as_role(Role.ADMIN).get("/devices").get_json()["items"]
    assert [each["code"] for each in told if each["paired_at"]] == ["D1"]


# Trouble


def test_a_screen_tells_its_own_trouble_and_it_is_counted(
    as_role: Callable[[Role | None], Caller], clock: Clock
) -> None:
    screen = as_role(Role.SCREEN)
    for count in (1, 2):
        told = screen.post("/devices/D1/trouble", number="A012", clip="A")
        assert told.get_json() == {"device": "D1", "count": count}
    assert screen.post("/devices/C1/trouble", number="A012", clip="A").status_code == 403
    clock.passes(days=1)
    assert screen.post("/devices/D1/trouble", number="A001", clip="A").get_json()["count"] == 1


@pytest.mark.parametrize(
    "body", [{}, {"number": "A012"}, {"number": "<b>", "clip": "A"}, {"number": "A012", "clip": "A" * 41}]
)
def test_nonsense_is_no_trouble(as_role: Callable[[Role | None], Caller], body: dict[str, str]) -> None:
    assert as_role(Role.SCREEN).post("/devices/D1/trouble", **body).status_code == 422


def test_a_screen_out_of_order_does_not_flood_the_journal(as_role: Callable[[Role | None], Caller]) -> None:
    screen = as_role(Role.SCREEN)
    answers = [screen.post("/devices/D1/trouble", number="A012", clip="A").status_code for _ in range(31)]
    assert answers == [200] * 30 + [429]
