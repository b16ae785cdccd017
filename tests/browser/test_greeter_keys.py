"""The greeter's page by keyboard alone; a scanner and somebody who types press nothing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SignIn
from tests.browser.server import HallServer, until
from tests.people import COPY


@pytest.fixture
def greeter(sign_in: SignIn, hall_server: HallServer) -> Page:
    hall_server.empties("1")
    return sign_in("greeter", "/greeter")


def states(hall_server: HallServer) -> list[str]:
    return [each["state"] for each in hall_server.tickets()]


def test_two_digits_give_a_number_and_one_where_there_is_one_procedure(
    greeter: Page, hall_server: HallServer
) -> None:
    greeter.keyboard.press("2")
    expect(greeter.locator("#give-H")).to_have_attribute("open", "")
    greeter.keyboard.press("1")
    expect(greeter.locator("#given-number")).to_have_attribute("data-number", "H001")
    greeter.keyboard.press("6")
    expect(greeter.locator("#given-number")).to_have_attribute("data-number", "X001")


def test_a_number_is_found_and_cancelled(greeter: Page, hall_server: HallServer) -> None:
    ticket, other = hall_server.takes(COPY), hall_server.takes(COPY)
    row, next_row = (greeter.locator(f"#waiting-{each['id']}") for each in (ticket, other))
    expect(next_row).to_be_visible()
    greeter.keyboard.press("/")
    expect(greeter.locator("#find-number")).to_be_focused()
    greeter.keyboard.type(ticket["number"].lower())
    expect(next_row).to_be_hidden()
    greeter.keyboard.press("Enter")
    expect(row.locator("summary")).to_be_focused()
    greeter.keyboard.press("x")
    expect(row.locator(".is-armed")).to_be_visible()
    greeter.keyboard.press("x")
    expect(row).to_have_count(0)


def test_who_did_not_come_is_back_by_one_key(greeter: Page, hall_server: HallServer) -> None:
    hall_server.takes(COPY)
    hall_server.ask("POST", "/counters/1/open", "clerk1", {})
    called = hall_server.ask("POST", "/counters/1/call-next", "clerk1", {})
    hall_server.ask("POST", f"/tickets/{called['id']}/miss", "clerk1", {})
    expect(greeter.locator(f"#reinstate-{called['id']}")).to_be_visible()
    greeter.keyboard.press("y")
    expect(greeter.locator(f"#waiting-{called['id']}")).to_be_visible()


def test_a_scanner_and_somebody_who_types_press_nothing(greeter: Page, hall_server: HallServer) -> None:
    before = len(hall_server.tickets())
    # Keys of a scanner come without a pause: sent in one go, whatever this machine is doing.
    greeter.evaluate(
        """() => [..."612345678901"].forEach((key) =>
          document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true })))"""
    )
    greeter.click("#back-face")
    greeter.focus("#back-paper")
    greeter.keyboard.type("6")
    expect(greeter.locator("#back-paper")).to_have_value("6")
    greeter.keyboard.press("Tab")
    greeter.keyboard.press("1")  # one key alone counts, so whatever was wrongly pressed has been sent by now
    expect(greeter.locator("#give-A")).to_have_attribute("open", "")
    assert len(hall_server.tickets()) == before


def test_every_shown_key_is_told_to_screen_readers(greeter: Page, hall_server: HallServer) -> None:
    hall_server.takes(COPY)
    until(lambda: greeter.locator("#greeter kbd").count() > 6)
    silent = greeter.evaluate(
        """() => [...document.querySelectorAll("#greeter kbd")].filter((each) =>
          !each.closest("[aria-keyshortcuts], label:has([aria-keyshortcuts])")).length"""
    )
    assert silent == 0
