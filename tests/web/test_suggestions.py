"""What citizens write or say over HTTP: taken once, without names, answered; and bad input of every kind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from queue_server.domain.rating import Count
from queue_server.domain.states import Role
from queue_server.storage import ratings, schema
from tests.hall import HALL
from tests.people import COPY
from tests.web.conftest import Caller, token_of

As = Callable[[Role | None], Caller]
WORDS = "Xin thêm ghế chờ.\nCảm ơn!"


@pytest.fixture
def box(app: Flask, kiosk: Caller) -> Callable[..., Any]:
    """Somebody writes on the page of their ticket."""
    link = kiosk.post("/tickets", procedure=COPY).get_json()["link"]
    client = app.test_client()

    def write(key: str | None = None, path: str = link, **body: Any) -> Any:
        head = {"Idempotency-Key": key} if key else {}
        return client.post(f"{path}/suggestions", json={"text": WORDS, **body}, headers=head)

    return write


@pytest.fixture
def manager_page(app: Flask) -> FlaskClient:
    client = app.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {token_of(app, Role.MANAGER)}"
    return client


def rows(app: Flask, table: Any = schema.suggestion) -> list[Any]:
    with app.extensions["queue"]["store"].glance() as db:
        return list(db.execute(select(table)).all())


def test_a_citizen_writes_and_finds_the_answer(
    app: Flask, box: Callable[..., Any], manager: Caller, manager_page: FlaskClient
) -> None:
    sent = box(kind="complaint")
    assert sent.status_code == 201
    assert "ghế chờ" in manager_page.get("/manager/suggestions").text
    (row,) = rows(app)
    assert manager.post(f"/suggestions/{row.id}", status="answered").get_json()["code"] == "reply_needed"
    assert (
        manager.post(f"/suggestions/{row.id}", status="answered", reply="Đã thêm 10 ghế.").status_code == 200
    )
    html = app.test_client().get(sent.get_json()["link"]).text
    assert "Đã thêm 10 ghế." in html
    assert "manager" not in html
    assert app.test_client().get("/opinion/guessed").status_code == 404


def test_the_same_request_again_is_one_suggestion_and_leaves_no_trace(
    app: Flask, box: Callable[..., Any]
) -> None:
    first, second = box(key="once"), box(key="once")
    assert first.get_json() == second.get_json()
    assert box(key="twice").get_json() != first.get_json()
    assert len(rows(app)) == 2
    assert [row for row in rows(app, schema.answer) if row.key == "once"] == []
    assert "ticket" not in schema.suggestion.columns


@pytest.mark.parametrize("role", [Role.GREETER, Role.CLERK, Role.MANAGER])
def test_the_staff_types_in_what_is_said(app: Flask, as_role: As, role: Role) -> None:
    answer = as_role(role).post("/suggestions", key="said", text="Loa hơi nhỏ", kind="suggestion")
    assert answer.status_code == 201
    assert [row.spoken for row in rows(app)] == [1]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"text": ""}, "invalid_input"),
        ({"text": " \n "}, "invalid_input"),
        ({"text": "x" * 1001}, "invalid_input"),
        ({"text": "a\u0000b"}, "invalid_input"),
        ({"text": "a\u001b[31mb"}, "invalid_input"),
        ({"text": 7}, "invalid_input"),
        ({"kind": "threat"}, "invalid_input"),
        ({"name": "Nguyễn Văn A"}, "invalid_input"),
        ({"text": "Gọi tôi số 0912 345 678"}, "personal_number"),
        ({"text": "CCCD 038090001234"}, "personal_number"),
    ],
)
def test_what_cannot_be_taken_is_refused_and_nothing_is_kept(
    app: Flask, box: Callable[..., Any], body: dict[str, Any], code: str
) -> None:
    answer = box(**body)
    assert (answer.status_code, answer.get_json()["code"]) == (422, code)
    assert answer.get_json()["detail"]
    assert rows(app) == []


def test_a_thousand_characters_and_a_date_are_taken(box: Callable[..., Any]) -> None:
    assert box(text="ế" * 1000).status_code == 201
    assert box(text="Ngày 12/10/2026 chờ 45 phút, 3 lần").status_code == 201


def test_what_is_written_is_shown_as_written(box: Callable[..., Any], manager_page: FlaskClient) -> None:
    box(text="<script>alert(1)</script>")
    html = manager_page.get("/manager/suggestions").text
    assert "<script>alert" not in html
    assert "&lt;script&gt;" in html


def test_nobody_floods_the_box(box: Callable[..., Any]) -> None:
    assert [box().status_code for _ in range(6)] == [201] * 5 + [429]
    assert box(path="/t/unknown").status_code == 404


def test_an_obstacle_is_noted_solved_and_in_the_months_report(
    app: Flask, clerk: Caller, manager: Caller, manager_page: FlaskClient
) -> None:
    note = clerk.post("/obstacles", text="Mạng chậm buổi sáng", proposal="Xin thêm đường truyền")
    path = f"/obstacles/{note.get_json()['id']}/solved"
    assert clerk.post(path).status_code == 403
    report = manager_page.get("/manager/ratings/month").text
    assert "Mạng chậm buổi sáng" in report
    assert "Xin thêm đường truyền" in report
    assert manager.post(path).status_code == 200
    assert manager.post(path).get_json()["code"] == "already_solved"
    assert manager.post("/obstacles/99999/solved").status_code == 404
    assert manager.post(f"/suggestions/{2**70}", status="closed").status_code == 404


# The page of satisfaction


def test_the_manager_sets_how_the_hall_asks(app: Flask, manager_page: FlaskClient) -> None:
    form = {"levels": "5", "target": "97", "low_alarm": "2"}
    assert manager_page.post("/manager/ratings/rules", data=form).status_code == 303
    html = app.test_client().get("/rating/R1").text
    assert html.count('data-action="rate"') == 5
    assert 'data-panel="reasons"' not in html
    for nonsense in (
        {"levels": "2"},
        {"levels": "3", "target": "101"},
        {"levels": "x"},
        {"levels": "9" * 400},
    ):
        answer = manager_page.post(
            "/manager/ratings/rules", data=nonsense, headers={"Accept": "application/json"}
        )
        assert answer.status_code == 422
        assert answer.get_json()["detail"]


def test_survey_sheets_are_entered_by_hand(manager_page: FlaskClient, manager: Caller) -> None:
    form = {"month": "2026-09", "levels": "3", "level_3": "60", "level_2": "38", "level_1": "2"}
    assert manager_page.post("/manager/ratings/paper", data=form).status_code == 303
    told = manager.get("/reports/ratings?from=2026-09-01&to=2026-10-12").get_json()
    assert (told["whole"]["rated"], told["paper"][0]["share"]) == (0, 0.98)
    for nonsense in (
        {"month": "2026-13"},
        {"month": "2031-01"},
        {"level_1": "-1"},
        {"levels": "4x"},
        {"month": ""},
    ):
        answer = manager_page.post("/manager/ratings/paper", data={**form, **nonsense})
        assert answer.status_code == 422


@pytest.mark.parametrize(
    "query", ["", "?from=2026-01&to=2026-10", "?from=x&to=2026-99", "?from=2026-10&to=2026-01"]
)
def test_the_page_opens_for_any_period(manager_page: FlaskClient, query: str) -> None:
    html = manager_page.get(f"/manager/ratings{query}")
    assert html.status_code == 200
    assert ('class="field-error"' in html.text) is ("x" in query or query.endswith("2026-01"))


def test_the_figures_of_an_absurd_period_are_refused(manager: Caller) -> None:
    assert manager.get("/reports/ratings?from=2026-10-12&to=2026-10-01").status_code == 422
    assert manager.get("/reports/ratings?from=0001-01-01&to=2026-10-01").status_code == 422


def test_the_page_tells_shares_with_their_certainty(app: Flask, manager_page: FlaskClient) -> None:
    with app.extensions["queue"]["store"].founding() as db:
        for level, n in ((3, 80), (1, 20)):
            for by, key in (("day", ""), ("procedure", COPY), ("clerk", "clerk1")):
                ratings.add(db, HALL, by, Count(date(2026, 10, 1), key, 3, level, n))
        ratings.add(db, HALL, "reason", Count(date(2026, 10, 1), "wait", 3, 1, 4))
    html = manager_page.get("/manager/ratings").text
    assert "80,0 %" in html
    assert "71,1 % – 86,7 %" in html
    assert "Phải chờ quá lâu (4)" in html
    assert manager_page.get("/manager/ratings/month").status_code == 200
