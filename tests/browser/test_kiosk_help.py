"""Help at the kiosk: one touch, and whoever stands at the entrance knows."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import SignIn
from tests.browser.server import HallServer


def asks(kiosk: Page) -> None:
    kiosk.click("[data-show=help]")
    kiosk.click("[data-ask-help]")


def test_who_asks_is_seen_by_the_greeter_until_somebody_is_there(
    page: Page, hall_server: HallServer, sign_in: SignIn
) -> None:
    greeter = sign_in("greeter", "/greeter")
    kiosk = page.context.new_page()
    kiosk.goto(f"{hall_server.address}/kiosk/K1")
    asks(kiosk)
    expect(kiosk.locator("[data-help-word=asked]")).to_be_visible()
    expect(greeter.locator("#asks-K1")).to_contain_text("cần giúp đỡ")
    greeter.click("#go-K1")
    expect(greeter.locator("#asks-K1")).to_have_count(0)


def test_a_kiosk_without_its_server_sends_to_the_entrance(
    page: Page, hall_server: HallServer, complaints: list[str]
) -> None:
    page.goto(f"{hall_server.address}/kiosk/K1")
    expect(page.locator("#kiosk[data-whole]")).to_be_visible()
    page.context.set_offline(True)
    asks(page)
    expect(page.locator("[data-help-word=away]")).to_be_visible(timeout=20_000)
    page.context.set_offline(False)
    complaints.clear()


def test_a_server_that_goes_before_the_whole_page_came_sends_to_the_entrance_too(
    page: Page, hall_server: HallServer, complaints: list[str]
) -> None:
    page.route("**/kiosk/later.js", lambda route: route.abort())
    page.goto(f"{hall_server.address}/kiosk/K1")
    page.click("[data-show=help]")
    expect(page.locator("[data-panel=away]")).to_contain_text("phiếu giấy")
    complaints.clear()
