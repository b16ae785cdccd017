"""A scanner types an identity card into a field of the staff's page: it is gone before anything is sent."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import SignIn
from tests.browser.server import HallServer

CARD = "001234567890|012345678|Nguyen Van A|01011990|Nam|Thon X|15042021"


def test_an_identity_card_typed_by_a_scanner_leaves_the_field_empty(
    sign_in: SignIn, hall_server: HallServer
) -> None:
    page: Page = sign_in("greeter", "/greeter")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.click("#back-face")
    page.focus("#back-paper")
    page.keyboard.type(CARD)
    page.keyboard.press("Enter")
    expect(page.locator("#back-paper")).to_have_value("")
    expect(page.locator("#say")).to_contain_text("Đây là thẻ căn cước")
    assert sent == []
