"""The manager's live page tells what is wrong, and the settings take sense alone."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from queue_server.domain.actor import SYSTEM
from queue_server.domain.states import Role
from queue_server.operations import alarms
from tests.hall import HALL
from tests.people import COPY
from tests.web.conftest import Caller, token_of

FORM = {
    "share": "90",
    "target_min": "20",
    "wait_min": "40",
    "waiting": "9",
    "service_min": "0",
    "unserved": "1",
    "quiet_from": "17:30",
    "quiet_until": "07:15",
    "webhook": "http://192.168.1.9/alarms",
    "mail_to": "motcua@batmot.example",
}


@pytest.fixture
def page(app: Flask) -> FlaskClient:
    client = app.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {token_of(app, Role.MANAGER)}"
    return client


def test_settings_are_kept_and_shown_again(page: FlaskClient, manager: Caller) -> None:
    assert page.post("/manager/settings", data=FORM).status_code == 303
    html = page.get("/manager/settings").text
    assert 'value="40"' in html
    assert 'value="90"' in html
    assert 'value="http://192.168.1.9/alarms"' in html
    assert manager.get("/hall").get_json()["wait_target_s"] == 1200


@pytest.mark.parametrize(
    "nonsense",
    [
        {"share": "101"},
        {"wait_min": "-1"},
        {"waiting": "many"},
        {"target_min": "9999999999"},
        {"quiet_from": "25:00"},
        {"quiet_until": ""},
        {"webhook": "ftp://x"},
        {"webhook": "http://"},
        {"webhook": "http://[bad"},
        {"webhook": "javascript:alert(1)"},
        {"mail_to": "a@b, c@d"},
        {"mail_to": "a@b\nBcc: c@d"},
        {"mail_to": "nobody"},
    ],
)
def test_nonsense_is_refused_and_changes_nothing(page: FlaskClient, manager: Caller, nonsense: Any) -> None:
    assert page.post("/manager/settings", data={**FORM, **nonsense}).status_code == 422
    assert manager.get("/hall").get_json()["wait_target_s"] == 900


def test_an_alarm_stands_on_the_page_until_it_is_seen(
    app: Flask, page: FlaskClient, manager: Caller, kiosk: Caller
) -> None:
    kiosk.post("/tickets", procedure=COPY)
    with app.extensions["queue"]["store"].work(HALL, SYSTEM) as work:
        alarms.mind(work)
    html = page.get("/manager/now").text
    assert "Hàng A: có người chờ mà chưa quầy nào mở" in html
    assert manager.post("/alarms/unserved/A/seen").status_code == 204
    assert "manager đã biết" in page.get("/manager/now").text
    assert manager.post("/alarms/wait/Z/seen").status_code == 404
    assert kiosk.post("/alarms/unserved/A/seen").status_code == 403


def test_the_live_page_tells_the_share_within_the_target(
    page: FlaskClient, kiosk: Caller, clerk: Caller
) -> None:
    kiosk.post("/tickets", procedure=COPY)
    clerk.post("/counters/1/open")
    clerk.post("/counters/1/call-next")
    html = page.get("/manager/now").text
    assert "100 % " in html
