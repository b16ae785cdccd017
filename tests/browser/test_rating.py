"""The rating device in a browser: it wakes, takes one press, thanks, sleeps, and keeps presses while away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import HallServer
from tests.people import COPY

TABLET = {"width": 1280, "height": 800}
AWAKE = 8000


@pytest.fixture(autouse=True)
def _tablet(page: Page, hall_server: HallServer) -> Iterator[None]:
    page.set_viewport_size(TABLET)
    yield
    hall_server.empties("1")


def serves(hall_server: HallServer) -> dict[str, Any]:
    """Somebody is being served at counter 1."""
    hall_server.ask("POST", "/counters/1/open", "clerk1", {})
    ticket = hall_server.takes(COPY)
    hall_server.ask("POST", "/counters/1/call-next", "clerk1", {})
    hall_server.ask("POST", f"/tickets/{ticket['id']}/start", "clerk1", {})
    return ticket


def finishes(hall_server: HallServer, ticket: dict[str, Any]) -> None:
    hall_server.ask("POST", f"/tickets/{ticket['id']}/finish", "clerk1", {})


def opens(page: Page, hall_server: HallServer) -> None:
    page.goto(f"{hall_server.address}/rating/R1")
    expect(page.locator("body")).to_have_attribute("data-showing", "sleep")


def kept(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate("JSON.parse(localStorage.ratings ?? '[]')")
    return found


def is_rated(hall_server: HallServer, page: Page, ticket: dict[str, Any]) -> bool:
    """The ticket's own page asks no more."""
    return "data-rate=" not in page.request.get(hall_server.address + ticket["link"]).text()


def test_one_press_after_a_visit(page: Page, hall_server: HallServer) -> None:
    opens(page, hall_server)
    ticket = serves(hall_server)
    expect(page.locator(".faces")).to_be_hidden()
    finishes(hall_server, ticket)
    page.get_by_role("button", name="Rất hài lòng").click(timeout=AWAKE)
    expect(page.locator(".thanks")).to_be_visible()
    expect(page.locator("body")).to_have_attribute("data-showing", "sleep", timeout=AWAKE)
    page.wait_for_function("(localStorage.ratings ?? '[]') === '[]'")
    assert is_rated(hall_server, page, ticket)
    assert ticket["number"] not in page.content()


def test_the_lowest_is_asked_why_and_may_be_silent(page: Page, hall_server: HallServer) -> None:
    opens(page, hall_server)
    ticket = serves(hall_server)
    finishes(hall_server, ticket)
    page.get_by_role("button", name="Không hài lòng").click(timeout=AWAKE)
    expect(page.locator(".reasons")).to_be_visible()
    assert not is_rated(hall_server, page, ticket)
    page.get_by_role("button", name="Bỏ qua").click()
    expect(page.locator(".thanks")).to_be_visible()
    page.wait_for_function("(localStorage.ratings ?? '[]') === '[]'")
    assert is_rated(hall_server, page, ticket)


def test_the_next_person_at_the_counter_puts_it_to_sleep(page: Page, hall_server: HallServer) -> None:
    opens(page, hall_server)
    finishes(hall_server, serves(hall_server))
    expect(page.locator(".faces")).to_be_visible(timeout=AWAKE)
    serves(hall_server)
    expect(page.locator("body")).to_have_attribute("data-showing", "sleep", timeout=AWAKE)


def test_a_press_without_network_is_delivered_later(
    page: Page, hall_server: HallServer, complaints: list[str]
) -> None:
    opens(page, hall_server)
    ticket = serves(hall_server)
    finishes(hall_server, ticket)
    expect(page.locator(".faces")).to_be_visible(timeout=AWAKE)
    page.context.set_offline(True)
    page.get_by_role("button", name="Hài lòng", exact=False).nth(1).click()
    expect(page.locator(".thanks")).to_be_visible()
    assert [each["ticket"] for each in kept(page)] == [ticket["id"]]
    page.context.set_offline(False)
    page.wait_for_function("(localStorage.ratings ?? '[]') === '[]'", timeout=20_000)
    assert is_rated(hall_server, page, ticket)
    complaints.clear()


def test_the_ticket_page_takes_one_press_too(page: Page, hall_server: HallServer) -> None:
    ticket = serves(hall_server)
    finishes(hall_server, ticket)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(hall_server.address + ticket["link"])
    page.get_by_role("button", name="Rất hài lòng").click()
    expect(page.locator(".rate-thanks")).to_be_visible()
    page.wait_for_function("(localStorage.ratings ?? '[]') === '[]'")
    page.reload()
    expect(page.locator("#rate")).to_have_count(0)
