"""A phone follows its number: it rings once allowed, asks before it gives up, and needs no script."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.server import HallServer, until
from tests.browser.test_access import AXE
from tests.people import COPY

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "viewport": PHONE, "has_touch": True}


@pytest.fixture
def line(hall_server: HallServer) -> list[dict[str, Any]]:
    """Six people wait, and counter 1 is open."""
    hall_server.empties("1")
    hall_server.ask("POST", "/counters/1/open", "clerk1", {})
    return [hall_server.takes(COPY) for _ in range(6)]


def calls(hall_server: HallServer) -> dict[str, Any]:
    called: dict[str, Any] = hall_server.ask("POST", "/counters/1/finish-and-call-next", "clerk1", {})
    return called


def test_a_phone_far_from_its_call_holds_no_socket(
    page: Page, hall_server: HallServer, line: list[dict[str, Any]]
) -> None:
    page.goto(hall_server.address + line[5]["link"])
    expect(page.locator(".own-ahead")).to_have_text("5")
    assert page.locator("#socket-client").count() == 0
    page.goto(hall_server.address + line[2]["link"])
    until(lambda: page.evaluate("Boolean(globalThis.io)"))


def test_the_phone_rings_when_its_number_is_called(
    page: Page, hall_server: HallServer, line: list[dict[str, Any]]
) -> None:
    page.goto(hall_server.address + line[0]["link"])
    page.tap("#sound")
    expect(page.locator("#sound")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#sound-word")).to_contain_text("Đã bật chuông")
    until(lambda: page.evaluate("Boolean(globalThis.io)"))

    calls(hall_server)

    expect(page.locator(".own-call")).to_contain_text("Quầy 1", timeout=15000)
    expect(page.locator("body")).to_have_attribute("data-rang", "3")
    assert "Quầy 1" in page.title()


def test_who_has_not_allowed_it_hears_nothing(
    page: Page, hall_server: HallServer, line: list[dict[str, Any]]
) -> None:
    calls(hall_server)
    page.goto(hall_server.address + line[0]["link"])
    expect(page.locator(".own-call")).to_be_visible()
    assert page.evaluate("document.body.dataset.rang") is None


def test_more_time_is_asked_for_once_and_a_double_touch_is_one(
    page: Page, hall_server: HallServer, line: list[dict[str, Any]]
) -> None:
    page.goto(hall_server.address + line[0]["link"])
    page.tap("#ask-more-time")
    page.dblclick("#do-more-time")
    expect(page.locator(".own-ahead")).to_have_text("3")
    expect(page.locator("#wish-more-time")).to_have_count(0)
    expect(page.locator("#say")).to_be_hidden()


def test_giving_up_asks_once(page: Page, hall_server: HallServer, line: list[dict[str, Any]]) -> None:
    page.goto(hall_server.address + line[0]["link"])
    expect(page.locator("#do-give-up")).to_be_hidden()
    page.tap("#ask-give-up")
    page.tap("#do-give-up")
    expect(page.locator("[data-state=cancelled]")).to_be_visible()
    expect(page.locator(".wishes")).to_have_count(0)


def test_a_phone_without_scripts_sees_its_number_and_gives_up(
    browser: Browser, hall_server: HallServer, line: list[dict[str, Any]]
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(hall_server.address + line[1]["link"])
    assert page.locator("meta[http-equiv=refresh]").get_attribute("content") == "30"
    page.click("#ask-give-up")
    page.click("#do-give-up")
    assert page.locator("[data-state=cancelled]").is_visible()
    context.close()


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not here: make assets")
@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("moves", [(), ("called",), ("called", "start"), ("cancel",)])
def test_axe_finds_nothing_and_every_text_has_a_contrast_of_seven(
    page: Page, hall_server: HallServer, line: list[dict[str, Any]], moves: tuple[str, ...], lang: str
) -> None:
    mine = line[0]
    for move in moves:
        if move == "called":
            calls(hall_server)
        else:
            login = "greeter" if move == "cancel" else "clerk1"
            hall_server.ask("POST", f"/tickets/{mine['id']}/{move}", login, {})
    page.goto(f"{hall_server.address}{mine['link']}?lang={lang}")
    page.evaluate("document.querySelectorAll('details').forEach(each => (each.open = true))")
    page.evaluate(Path(AXE).read_text(encoding="utf-8"))
    found = page.evaluate(
        "axe.run({rules: {'color-contrast-enhanced': {enabled: true}}})"
        ".then(result => result.violations.map(v => [v.id, v.nodes[0].html]))"
    )
    assert found == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
