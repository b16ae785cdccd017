"""The own sign of a ticket is seen wherever its number is."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from queue_server.domain.signs import SIGNS
from tests.browser.conftest import SignIn
from tests.browser.server import HallServer
from tests.people import COPY


def shown(ticket_sign: str) -> str:
    """The place that draws this sign."""
    return f'.own-sign:has(use[href$="#{ticket_sign}"])'


def test_kiosk_screen_clerk_and_phone_show_the_same_sign(
    page: Page, sign_in: SignIn, hall_server: HallServer
) -> None:
    page.goto(f"{hall_server.address}/kiosk/K1")
    page.locator("[data-queue]:visible").first.click()
    page.locator("[data-procedure]:visible").first.click()
    expect(page.locator("#number-sign")).to_be_visible()
    ticket = hall_server.tickets()[-1]
    sign = shown(ticket["sign"])
    expect(page.locator(sign)).to_have_attribute("aria-label", SIGNS[ticket["sign"]]["vi"])

    hall_server.ask("POST", "/counters/1/open", "clerk1", {})
    hall_server.ask("POST", f"/tickets/{ticket['id']}/call", "clerk1", {"counter": "1"})
    page.goto(f"{hall_server.address}/display/D1")
    expect(page.locator("#newest-sign .own-sign")).to_be_visible()
    expect(page.locator(f"#newest-sign {sign}")).to_have_count(1)
    page.goto(f"{hall_server.address}{ticket['link']}")
    expect(page.locator(sign)).to_be_visible()
    sign_in("clerk1", "/counter/1")
    expect(page.locator(f".person-number {sign}")).to_be_visible()


def test_the_greeter_reads_the_sign_to_whom_the_number_is_given(
    sign_in: SignIn, hall_server: HallServer
) -> None:
    page = sign_in("greeter", "/greeter")
    page.locator("button[data-action=issue]:visible").first.click()
    expect(page.locator("#given-sign")).to_be_visible()
    waiting = hall_server.takes(COPY)
    expect(page.locator(f"#row-{waiting['id']} {shown(waiting['sign'])}")).to_be_visible()
