"""What the administrator changes about the voice is heard without loading a page anew."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hall_screen.hall import ScreenHall, open_screen, until_spoken
from tests.browser.server import PASSWORD

LANGUAGES = "[...document.querySelectorAll('#spoken [data-spoken]')].map((call) => call.dataset.languages)"


@pytest.fixture
def administrator(page: Page, hall: ScreenHall) -> Any:
    """Saves a wish on the page of voices: the fields that are to be changed."""
    desk = page.context.browser.new_page()  # type: ignore[union-attr]
    desk.goto(f"{hall.address}/login?next=/admin/voice")
    desk.fill("[name=login]", "admin")
    desk.fill("[name=password]", PASSWORD)
    desk.press("[name=password]", "Enter")

    def wish(**fields: str) -> None:
        desk.goto(f"{hall.address}/admin/voice")
        for name, value in fields.items():
            desk.select_option(f"#{name}", value)
        desk.click("#save-wish")
        expect(desk.locator("#say")).to_contain_text("Đã lưu")

    yield wish
    desk.close()


def test_another_second_language_is_spoken_by_the_next_call(
    screen: Page, hall: ScreenHall, administrator: Any
) -> None:
    screen.evaluate("document.body.dataset.old = 'yes'")
    hall.call("1")
    until_spoken(screen, 1)
    administrator(second="")
    screen.wait_for_selector("body[data-speaks='vi']")
    hall.call("2")
    until_spoken(screen, 2)
    administrator(second="en")
    screen.wait_for_selector("body[data-speaks='vi en']")
    hall.call("3")
    until_spoken(screen, 3)
    assert screen.evaluate(LANGUAGES) == ["vi en", "vi", "vi en"]
    assert screen.get_attribute("body", "data-old") == "yes"


def test_a_screen_falls_silent_and_speaks_again(page: Page, hall: ScreenHall, administrator: Any) -> None:
    open_screen(page, hall)
    administrator(**{"screen-D1": "silent"})
    page.wait_for_selector("body[data-speaks='']", state="attached")
    unheard = hall.call("1")
    expect(page.locator(f"#newest[data-number={unheard['number']}]")).to_be_visible()
    expect(page.locator("#sound")).to_be_hidden()
    administrator(**{"screen-D1": ""})
    page.wait_for_selector("body[data-speaks='vi en']")
    heard = hall.call("2")
    assert until_spoken(page, 1) == [heard["number"]]
