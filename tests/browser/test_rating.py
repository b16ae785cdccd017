"""The rating device in a browser: it wakes, takes one press, thanks, sleeps, and keeps presses while away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import HallServer, until
from tests.people import COPY

TABLET = {"width": 1280, "height": 800}
PATIENCE_S = 30
REMEMBER = """
addEventListener("DOMContentLoaded", () => {
  window.panels = [];
  const note = () => panels.push(document.body.dataset.showing);
  new MutationObserver(note).observe(document.body, { attributeFilter: ["data-showing"] });
});
"""


@pytest.fixture(autouse=True)
def _tablet(page: Page, hall_server: HallServer) -> Iterator[None]:
    page.set_viewport_size(TABLET)
    page.add_init_script(REMEMBER)
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
    """The device while somebody is being served: it knows that, and sleeps."""
    with page.expect_response("**/api/v1/rating/R1"):
        page.goto(f"{hall_server.address}/rating/R1")
    expect(page.locator("body")).to_have_attribute("data-showing", "sleep")


def wakes(page: Page) -> None:
    expect(page.locator(".faces")).to_be_visible(timeout=PATIENCE_S * 1000)


def has_shown(page: Page, *panels: str) -> None:
    """These came one after the other; each may be gone again."""
    until(lambda: page.evaluate("panels")[: len(panels)] == list(panels), PATIENCE_S)


def kept(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate("JSON.parse(localStorage.ratings ?? '[]')")
    return found


def delivers(page: Page) -> None:
    """Every press has arrived."""
    until(lambda: not kept(page), PATIENCE_S)


def is_rated(hall_server: HallServer, page: Page, ticket: dict[str, Any]) -> bool:
    """The ticket's own page asks no more."""
    return "data-rate=" not in page.request.get(hall_server.address + ticket["link"]).text()


def test_one_press_after_a_visit(page: Page, hall_server: HallServer) -> None:
    ticket = serves(hall_server)
    opens(page, hall_server)
    expect(page.locator(".faces")).to_be_hidden()
    finishes(hall_server, ticket)
    wakes(page)
    page.get_by_role("button", name="Rất hài lòng").click()
    has_shown(page, "faces", "thanks", "sleep")
    delivers(page)
    assert is_rated(hall_server, page, ticket)
    assert ticket["number"] not in page.content()


def test_the_lowest_is_asked_why_and_may_be_silent(page: Page, hall_server: HallServer) -> None:
    ticket = serves(hall_server)
    page.clock.install()
    opens(page, hall_server)
    finishes(hall_server, ticket)
    wakes(page)
    stands_still(page)  # the question goes away by itself
    page.get_by_role("button", name="Không hài lòng").click()
    expect(page.locator(".reasons")).to_be_visible()
    assert not is_rated(hall_server, page, ticket)
    page.get_by_role("button", name="Bỏ qua").click()
    expect(page.locator(".thanks")).to_be_visible()
    delivers(page)
    assert is_rated(hall_server, page, ticket)


def stands_still(page: Page) -> None:
    """Nothing runs out in the page from now on."""
    page.clock.pause_at(page.evaluate("Date.now()") + 10_000)


def test_the_next_person_at_the_counter_puts_it_to_sleep(page: Page, hall_server: HallServer) -> None:
    ticket = serves(hall_server)
    opens(page, hall_server)
    finishes(hall_server, ticket)
    wakes(page)
    serves(hall_server)
    has_shown(page, "faces", "sleep")


def test_a_press_without_network_is_delivered_later(
    page: Page, hall_server: HallServer, complaints: list[str]
) -> None:
    ticket = serves(hall_server)
    opens(page, hall_server)
    finishes(hall_server, ticket)
    wakes(page)
    page.context.set_offline(True)
    page.get_by_role("button", name="Hài lòng", exact=False).nth(1).click()
    has_shown(page, "faces", "thanks")
    assert [each["ticket"] for each in kept(page)] == [ticket["id"]]
    page.context.set_offline(False)
    delivers(page)
    assert is_rated(hall_server, page, ticket)
    page.goto("about:blank")  # nothing of the outage is said after this
    complaints.clear()


def test_the_ticket_page_takes_one_press_too(page: Page, hall_server: HallServer) -> None:
    ticket = serves(hall_server)
    finishes(hall_server, ticket)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(hall_server.address + ticket["link"])
    looks(page)
    page.get_by_role("button", name="Rất hài lòng").click()
    expect(page.locator(".rate-thanks")).to_be_visible()
    delivers(page)
    looks(page)
    expect(page.locator(".rate-thanks")).to_be_visible()
    page.reload()
    looks(page)
    expect(page.locator("#rate")).to_have_count(0)


def looks(page: Page) -> None:
    """The ticket's page asks the server anew, and shows what it heard."""
    page.evaluate("""() => new Promise((done) => {
        document.addEventListener("shown", () => done(), { once: true });
        document.dispatchEvent(new Event("visibilitychange"));
    })""")
