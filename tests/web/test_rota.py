"""The manager's page of the rota keeps what makes sense and says what does not."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from queue_server.domain.states import Role
from tests.web.conftest import token_of

FORM = {
    "start_0": "07:00",
    "end_0": "11:30",
    "start_1": "13:00",
    "end_1": "16:30",
    "n_0_0": "4",
    "n_0_1": "3",
}


@pytest.fixture
def page(app: Flask) -> FlaskClient:
    client = app.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {token_of(app, Role.MANAGER)}"
    return client


def fields(page: FlaskClient) -> list[str]:
    return re.findall(r'<input type="(?:time|number)"[^>]*>', page.get("/manager/rota").text)


def test_what_is_planned_is_shown_again(page: FlaskClient) -> None:
    assert page.post("/manager/rota", data=FORM).status_code == 303
    html = page.get("/manager/rota").text
    for name, value in FORM.items():
        field = html[html.index(f'name="{name}"') :]
        assert f'value="{value}"' in field[: field.index(">")]
    assert page.get("/manager/staffing").status_code == 200


def test_a_hall_may_work_in_the_morning_only(page: FlaskClient) -> None:
    assert page.post("/manager/rota", data=FORM | {"start_1": "", "end_1": ""}).status_code == 303
    assert 'name="start_1" value=""' in page.get("/manager/rota").text


@pytest.mark.parametrize(
    "nonsense",
    [
        {"start_0": ""},
        {"start_0": "25:00"},
        {"start_0": "noon"},
        {"end_0": "07:00"},
        {"start_1": "11:00"},
        {"end_1": ""},
        {"start_0": "07:00+07:00"},
        {"n_0_0": "-1"},
        {"n_0_0": "5"},
        {"n_5_1": "many"},
        {"n_0_0": "²"},
        {"n_0_0": "9" * 400},
    ],
)
def test_nonsense_is_told_and_changes_nothing(page: FlaskClient, nonsense: dict[str, Any]) -> None:
    before = fields(page)
    answer = page.post("/manager/rota", data=FORM | nonsense)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert fields(page) == before


def test_a_clerk_may_not_plan(app: Flask) -> None:
    client = app.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {token_of(app, Role.CLERK)}"
    assert client.get("/manager/rota").status_code == 403
    assert client.post("/manager/rota", data=FORM).status_code == 403
