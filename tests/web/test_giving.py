"""The page for the hours of numbers and how many a day, for managers and administrators."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from queue_server.domain.states import Role
from tests.people import COPY
from tests.web.conftest import Caller, token_of

PAGE = "/manager/numbers"


def page_of(app: Flask, role: Role) -> FlaskClient:
    client = app.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {token_of(app, role)}"
    return client


@pytest.fixture
def page(app: Flask) -> FlaskClient:
    return page_of(app, Role.MANAGER)


def test_what_is_saved_is_shown_again_and_holds_at_the_kiosk_and_for_the_greeter(
    app: Flask, page: FlaskClient, kiosk: Caller, greeter: Caller
) -> None:
    form = {"A.from.0": "13:30", "A.until.0": "16:00", "A.limit": "40"}
    assert page.post(PAGE, data=form).status_code == 303
    html = page.get(PAGE).text
    assert 'value="13:30"' in html
    assert 'value="40"' in html
    assert kiosk.post("/tickets", procedure=COPY).get_json()["code"] == "outside_ticket_hours"
    assert greeter.post("/tickets", procedure=COPY).get_json()["code"] == "outside_ticket_hours"
    shown = "Lấy số lúc 13:30–16:00"
    assert shown in page_of(app, Role.KIOSK).get("/kiosk/K1").text
    assert shown in page_of(app, Role.GREETER).get("/greeter").text


def test_the_greeter_sees_that_the_numbers_of_today_are_given(
    app: Flask, page: FlaskClient, kiosk: Caller
) -> None:
    page.post(PAGE, data={"A.limit": "1"})
    assert kiosk.post("/tickets", procedure=COPY).status_code == 201
    assert "Đã cấp hết số của hôm nay" in page_of(app, Role.GREETER).get("/greeter").text
    assert kiosk.post("/tickets", procedure=COPY).get_json()["code"] == "daily_limit_reached"


@pytest.mark.parametrize(
    ("form", "place"),
    [
        ({".from.0": "17:00", ".until.0": "07:00"}, "hall"),
        ({".from.0": "07:00"}, "hall"),
        ({".from.0": "x" * 9000, ".until.0": "<b>"}, "hall"),
        ({"A.from.0": "08:00", "A.until.0": "10:00", "A.from.1": "09:00", "A.until.1": "11:00"}, "A"),
        ({"H.limit": "-1"}, "H"),
        ({"H.limit": "many"}, "H"),
        ({"H.limit": "٣"}, "H"),
        ({"H.limit": "99999"}, "H"),
    ],
)
def test_nonsense_is_told_beside_its_field_and_changes_nothing(
    page: FlaskClient, kiosk: Caller, form: dict[str, Any], place: str
) -> None:
    answer = page.post(PAGE, data={**form, "K.limit": "0"})
    assert answer.status_code == 422
    assert f'id="error-{place}"' in answer.text
    assert 'name="K.limit" min="0" max="9999" value=""' in page.get(PAGE).text


def test_administrators_may_and_clerks_and_greeters_may_not(app: Flask) -> None:
    assert page_of(app, Role.ADMIN).get(PAGE).status_code == 200
    for role in (Role.CLERK, Role.GREETER, Role.KIOSK):
        assert page_of(app, role).get(PAGE).status_code == 403
        assert page_of(app, role).post(PAGE, data={"A.limit": "0"}).status_code == 403
