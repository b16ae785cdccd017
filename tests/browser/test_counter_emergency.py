"""The silent button: two presses, and colleagues know; nobody in the hall does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import SignIn
from tests.browser.server import HallServer


@pytest.fixture(autouse=True)
def _over_afterwards(hall_server: HallServer) -> Iterator[None]:
    yield
    if hall_server.has_help_call("1"):
        hall_server.ask("POST", "/counters/1/emergency/end", "manager", {})


@pytest.fixture
def desk(sign_in: SignIn) -> Page:
    page = sign_in("clerk1", "/counter/1")
    expect(page.locator("body")).to_have_attribute("data-line-state", "live")
    return page


def test_two_presses_call_and_the_caller_sees_who_comes(desk: Page, hall_server: HallServer) -> None:
    desk.keyboard.press("h")
    expect(desk.locator("#help")).to_contain_text("Bấm lần nữa")
    desk.keyboard.press("h")
    expect(desk.locator("#help-own-1")).to_contain_text("Chưa có ai trả lời.")

    hall_server.ask("POST", "/counters/1/emergency/answer", "clerk2", {})

    expect(desk.locator("#help-own-1")).to_contain_text("Đang đến: clerk2")
    desk.click("#help-end-1")
    expect(desk.locator("#help-own-1")).to_have_count(0)


def test_one_press_alone_calls_nobody(desk: Page, hall_server: HallServer) -> None:
    desk.clock.install()
    desk.click("#help")
    desk.clock.fast_forward(3_100)
    expect(desk.locator("#help")).to_contain_text("Gọi hỗ trợ")
    desk.click("#help")

    assert not hall_server.has_help_call("1")


@pytest.mark.parametrize(
    ("login", "path"), [("clerk2", "/counter/2"), ("greeter", "/greeter"), ("manager", "/manager")]
)
def test_each_colleague_sees_it_at_once_and_answers(
    sign_in: SignIn, hall_server: HallServer, login: str, path: str
) -> None:
    page = sign_in(login, path)
    expect(page.locator("body")).to_have_attribute("data-line-state", "live")
    hall_server.ask("POST", "/counters/1/emergency", "clerk1", {})

    expect(page.locator("#help-1")).to_contain_text("Quầy 1 cần hỗ trợ ngay")
    page.click("#help-answer-1")

    expect(page.locator("#help-1")).to_contain_text(f"Đang đến: {login}")
    expect(page.locator("#help-answer-1")).to_have_count(0)


def test_the_hall_hears_and_sees_nothing(browser: Browser, hall_server: HallServer) -> None:
    screen = browser.new_page()
    heard: list[str] = []
    with screen.expect_websocket() as opened:
        screen.goto(f"{hall_server.address}/display/D1")
    line = opened.value
    line.on("framereceived", lambda frame: heard.append(str(frame)))
    with line.expect_event("framereceived", lambda frame: "tick" in str(frame)):
        pass  # whoever hears the tick has joined
    hall_server.ask("POST", "/counters/1/emergency", "clerk1", {})
    with line.expect_event("framereceived", lambda frame: "board.state" in str(frame)):
        hall_server.ask("POST", "/counters/3/open", "clerk3", {})

    assert not any("emergency" in each for each in heard)
    screen.close()
