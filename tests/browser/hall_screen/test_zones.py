"""Screens for a part of the hall: a zone, and a waiting room."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

from playwright.sync_api import Page, expect

from tests.browser.hall_screen.hall import COPY, ScreenHall, newest, open_screen, until_spoken


def hang(hall: ScreenHall, code: str, queues: list[str], layout: str = "board") -> None:
    """Hang a screen in a zone of the hall."""
    row = ("bat-mot", code, "screen", 1, "Cánh đông", json.dumps(queues), layout)
    with closing(sqlite3.connect(hall.data / "queue.sqlite", timeout=10)) as db, db:
        db.execute(
            "INSERT INTO device (hall, code, kind, stamp, name, queues, layout) VALUES (?, ?, ?, ?, ?, ?, ?)",
            row,
        )
        db.execute("UPDATE hall SET furniture = furniture + 1")


def test_a_zone_shows_and_speaks_the_calls_of_its_queues_alone(page: Page, new_hall: ScreenHall) -> None:
    hang(new_hall, "D2", ["H"])
    open_screen(page, new_hall, "D2")
    new_hall.call("1")
    called = new_hall.call("2")
    expect(newest(page)).to_have_attribute("data-number", called["number"])
    new_hall.call("3")
    assert until_spoken(page, 1) == [called["number"]]
    expect(page.locator("#earlier [data-number]")).to_have_count(0)
    expect(page.locator("#waiting [data-queue]")).to_have_count(1)
    expect(page.locator(".centre")).to_contain_text("Cánh đông")
    assert page.get_attribute("body", "data-line") == "socket"


def test_a_waiting_room_tells_waits_and_next_numbers_as_they_change(page: Page, new_hall: ScreenHall) -> None:
    hang(new_hall, "W1", [], "waits")
    open_screen(page, new_hall, "W1")
    row = page.locator("#lines [data-queue=A]")
    expect(row).to_contain_text("không phải chờ")
    numbers = [new_hall.takes(COPY)["number"] for _ in range(4)]
    expect(row.locator(".count")).to_have_text("4")
    expect(row.locator(".next span")).to_have_text(numbers[:3])
    expect(row).to_contain_text("dưới 1 phút")
    expect(row).to_contain_text("Certification")

    new_hall.ask("POST", "/counters/1/call-next", "clerk1")
    expect(newest(page)).to_have_attribute("data-number", numbers[0])
    expect(row.locator(".next span")).to_have_text(numbers[1:])
    assert len(page.query_selector_all("#lines tr")) == 6


def test_the_waits_stand_still_while_the_line_is_lost(
    page: Page, new_hall: ScreenHall, complaints: list[str]
) -> None:
    """Who waited when the line was lost may have been called since."""
    hang(new_hall, "W1", [], "waits")
    new_hall.takes(COPY)
    open_screen(page, new_hall, "W1")
    page.context.set_offline(True)
    page.wait_for_selector("body[data-state=lost]", timeout=8_000)
    bar = page.locator("#lines [data-queue=A] .bar-wait")
    before = bar.get_attribute("width")
    page.evaluate("new Promise((done) => { setTimeout(done, 1000); })")
    assert bar.get_attribute("width") == before
    complaints[:] = [told for told in complaints if "net::ERR_" not in told]


def test_priority_is_counted_on_the_board(screen: Page, hall: ScreenHall) -> None:
    expect(screen.locator("#priority")).to_be_hidden()
    hall.ask("POST", "/tickets", "greeter", {"procedure": COPY, "priority": "elderly"})
    expect(screen.locator("#priority")).to_contain_text("Ưu tiên hôm nay: 1")
    expect(screen.locator("#priority")).to_contain_text("Priority today: 1")
