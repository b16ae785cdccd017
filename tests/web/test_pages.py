"""The pages as they come from the server, in both languages and in their rarer states."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from flask import Flask

from queue_server.domain.states import Role
from tests.people import BIRTH, COPY, Clock
from tests.web.conftest import Caller, token_of
from tools import texts

PAGES = {
    "/": None,
    "/login": None,
    "/kiosk/K1": None,
    "/kiosk/K1/menu": None,
    "/counter/4": Role.CLERK,
    "/counter/4/desk": Role.CLERK,
    "/counter/4/strip": Role.CLERK,
    "/counter/4/strip/now": Role.CLERK,
    "/greeter": Role.GREETER,
    "/greeter/now": Role.GREETER,
    "/manager": Role.MANAGER,
    "/manager/now": Role.MANAGER,
    "/manager/times": Role.MANAGER,
    "/manager/counters": Role.MANAGER,
    "/manager/counters/matrix": Role.MANAGER,
    "/admin": Role.ADMIN,
    "/admin/now": Role.ADMIN,
    "/admin/slip": Role.ADMIN,
    "/printers": Role.ADMIN,
    "/printers/now": Role.GREETER,
    "/admin/voice": Role.ADMIN,
}
ENGLISH = [
    str(message.id)
    for message in texts.catalogue("vi")
    if isinstance(message.id, str)
    and len(message.id) > 12
    and " " in message.id
    and "%" not in message.id
    and "{" not in message.id
]

Show = Callable[..., str]


@pytest.fixture
def show(app: Flask) -> Show:
    """The page at an address, as a role sees it."""

    def get(path: str, role: Role | None = None, status: int = 200) -> str:
        head = {"Authorization": f"Bearer {token_of(app, role)}"} if role else {}
        answer = app.test_client().get(path, headers=head)
        assert answer.status_code == status
        return unescape(answer.text)

    return get


@pytest.fixture
def busy(clerk: Caller, greeter: Caller, clock: Clock) -> dict[str, Any]:
    """Somebody is served at counter 4, one is set aside, one was missed, two wait."""
    clerk.post("/counters/4/open")
    for procedure in (COPY, BIRTH, COPY, BIRTH, COPY):
        greeter.post("/tickets", procedure=procedure, priority="elderly", language="en", people=2)
        clock.passes(minutes=4)
    for last in ("park", "miss", None):
        called = clerk.post("/counters/4/call-next").json
        if last != "miss":
            clerk.post(f"/tickets/{called['id']}/start")
        if last:
            clerk.post(f"/tickets/{called['id']}/{last}", reason="payment")
    found: dict[str, Any] = called
    return found


@pytest.mark.usefixtures("busy")
@pytest.mark.parametrize("path", PAGES)
def test_a_vietnamese_page_has_no_english_left(show: Show, path: str) -> None:
    shown = show(path, PAGES[path])

    assert [text for text in ENGLISH if text in shown] == []


@pytest.mark.usefixtures("busy")
@pytest.mark.parametrize("path", PAGES)
def test_an_english_page_has_words_and_no_codes(show: Show, path: str) -> None:
    shown = re.sub(r"<[^>]*>", " ", show(f"{path}?lang=en", PAGES[path]))

    codes = [str(message.id) for message in texts.catalogue("en") if message.id]
    assert [code for code in codes if re.search(rf"\b{code}\b", shown)] == []


@pytest.mark.usefixtures("busy")
@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_script_or_style_in_it(show: Show, path: str) -> None:
    shown = show(path, PAGES[path])

    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", shown)


def test_a_finish_that_was_forgotten_is_asked_for_softly(
    show: Show, busy: dict[str, Any], clerk: Caller, clock: Clock
) -> None:
    assert 'id="forgotten"' not in show("/counter/4/desk", Role.CLERK)
    clock.passes(minutes=61)
    assert f"Số {busy['number']} vẫn còn ở quầy chứ?" in show("/counter/4/desk", Role.CLERK)
    clerk.post(f"/tickets/{busy['id']}/still-serving")
    assert 'id="forgotten"' not in show("/counter/4/desk", Role.CLERK)


def test_every_button_that_moves_says_what_it_does(show: Show, busy: dict[str, Any]) -> None:
    shown = show("/counter/4/desk", Role.CLERK)

    actions = set(re.findall(r'data-action="([a-z-]+)"', shown))
    wanted = {
        "start",
        "recall",
        "miss",
        "finish",
        "park",
        "transfer",
        "put-back",
        "cancel",
        "call",
        "reinstate",
    }
    assert wanted | {"finish-and-call-next", "pause", "close"} <= actions
    assert f'data-number="{busy["number"]}"' in shown


@pytest.mark.parametrize("reason", ["50% xong", "<b>đậm</b>", "%(n)s", "{state}", "họp"])
def test_a_reason_is_shown_as_it_was_typed(show: Show, clerk: Caller, reason: str) -> None:
    clerk.post("/counters/4/open")
    clerk.post("/counters/4/pause", reason=reason)

    assert reason in show("/counter/4/desk", Role.CLERK)


def test_a_reason_cannot_bring_markup_along(app: Flask, clerk: Caller) -> None:
    clerk.post("/counters/4/open")
    clerk.post("/counters/4/pause", reason="<img src=x>")
    head = {"Authorization": f"Bearer {token_of(app, Role.CLERK)}"}

    assert "<img" not in app.test_client().get("/counter/4/desk", headers=head).text


def test_undo_is_offered_for_ten_seconds(show: Show, clerk: Caller, greeter: Caller, clock: Clock) -> None:
    clerk.post("/counters/4/open")
    greeter.post("/tickets", procedure=COPY)
    called = clerk.post("/counters/4/call-next").json
    clerk.post(f"/tickets/{called['id']}/miss")

    assert 'id="undo"' in show("/counter/4/desk", Role.CLERK)
    clock.passes(seconds=11)
    assert 'id="undo"' not in show("/counter/4/desk", Role.CLERK)


def test_a_closed_hall_gives_no_numbers(app: Flask, show: Show) -> None:
    with app.extensions["queue"]["store"].founding() as db:
        db.exec_driver_sql("UPDATE hall SET always_open = false")
    closed_at_noon(app)

    shown = show("/kiosk/K1/menu")

    assert "Lấy số lúc 07:30–11:30, 13:30–17:00" in shown
    assert shown.count('data-shut="hours"') == 6
    assert 'id="queue-X" data-queue="X" data-procedure' not in shown
    assert "đã hết giờ cấp số" in show("/greeter/now", Role.GREETER)


def closed_at_noon(app: Flask) -> None:
    clock: Clock = app.extensions["queue"]["store"].clock
    clock.passes(hours=5)


@pytest.mark.parametrize(
    ("moves", "said"),
    [
        ((), "Sắp đến lượt ông/bà."),
        (("call",), "Kính mời ông/bà đến Quầy 4"),
        (("call", "start"), "Ông/bà đang được phục vụ."),
        (("call", "start", "park"), "Số được tạm giữ"),
        (("call", "start", "finish"), "Đã xong. Cảm ơn ông/bà."),
        (("call", "miss"), "Đã gọi nhưng chưa thấy ông/bà đến."),
        (("cancel",), "Số này đã được trả lại."),
    ],
)
def test_a_citizen_reads_how_the_own_number_stands(
    show: Show, clerk: Caller, greeter: Caller, moves: tuple[str, ...], said: str
) -> None:
    clerk.post("/counters/4/open")
    ticket = greeter.post("/tickets", procedure=COPY).json
    for move in moves:
        clerk.post("/counters/4/call-next" if move == "call" else f"/tickets/{ticket['id']}/{move}")

    shown = show(ticket["link"])

    assert said in shown
    assert ticket["number"] in shown


def test_a_link_that_nobody_has_leads_nowhere(show: Show) -> None:
    assert "Đường dẫn này không ứng với số nào" in show("/t/nobody-has-this", status=404)


@pytest.mark.parametrize("path", ["/kiosk/K9", "/counter/99", "/nowhere"])
def test_what_is_not_there_is_a_page_with_a_way_back(app: Flask, path: str) -> None:
    client = app.test_client()
    client.post("/login", data={"login": "clerk1", "password": "bat-mot-2026"})

    answer = client.get(path)

    assert answer.status_code in (401, 404, 302)
    assert 'href="/' in answer.text
