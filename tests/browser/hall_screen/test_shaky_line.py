"""A socket that loses, doubles, delays and swaps what it carries, or carries nothing any more."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, WebSocketRoute, expect

from tests.browser.hall_screen.hall import ScreenHall, newest, open_screen, spoken, until_spoken
from tests.browser.server import until

Carry = Callable[[WebSocketRoute, Any], None]
WATCH_SEQ = """() => { window.shown = [];
  new MutationObserver(() => window.shown.push(Number(document.body.dataset.seq)))
    .observe(document.body, { attributes: true, attributeFilter: ["data-seq"] }); }"""


def through(page: Page, carry: Carry) -> None:
    """From now on `carry` decides what of the server's words reaches the page."""

    def connect(line: WebSocketRoute) -> None:
        server = line.connect_to_server()
        line.on_message(lambda message: server.send(message))
        server.on_message(lambda message: carry(line, message))

    page.route_web_socket("**/socket.io/**", connect)


class Shaky:
    """Of every ten events three are lost, two come twice, and two only after the next one."""

    def __init__(self) -> None:
        self._chance = random.Random(7)
        self._late: list[Any] = []

    def __call__(self, line: WebSocketRoute, message: Any) -> None:
        fate = self._chance.random() if str(message).startswith("42[") else 1.0
        if 0.3 <= fate < 0.5:
            self._late.append(message)
            return
        for _ in range(0 if fate < 0.3 else 2 if fate < 0.7 else 1):
            line.send(message)
        for late in self._late:
            line.send(late)
        self._late.clear()


def test_on_a_shaky_line_the_board_comes_right_and_every_call_is_said_once(
    page: Page, hall: ScreenHall
) -> None:
    through(page, Shaky())
    open_screen(page, hall)
    page.evaluate(WATCH_SEQ)
    numbers = []
    for counter in ("1", "2", "3", "4", "1", "2"):
        called = hall.call(counter)
        numbers.append(called["number"])
        hall.finish(called, counter)
    expect(newest(page)).to_have_attribute("data-number", numbers[-1], timeout=10_000)
    until(lambda: len(spoken(page)) >= len(numbers), 50.0)
    assert sorted(call["said"] for call in spoken(page)) == sorted(numbers)
    seen = page.evaluate("window.shown")
    assert seen == sorted(seen)


def test_a_frozen_socket_is_found_out_and_the_board_stays_right(page: Page, hall: ScreenHall) -> None:
    frozen: list[bool] = []
    through(page, lambda line, message: None if frozen else line.send(message))
    open_screen(page, hall)
    first = hall.call("1")
    expect(newest(page)).to_have_attribute("data-number", first["number"])
    frozen.append(True)
    missed = hall.call("2")
    expect(newest(page)).to_have_attribute("data-number", missed["number"], timeout=8_000)
    expect(page.locator("#lost")).to_be_hidden()
    frozen.clear()
    after = hall.call("3")
    expect(newest(page)).to_have_attribute("data-number", after["number"], timeout=8_000)
    until(lambda: page.get_attribute("body", "data-line") == "socket", 15.0)
    assert until_spoken(page, 3) == [each["number"] for each in (first, missed, after)]
