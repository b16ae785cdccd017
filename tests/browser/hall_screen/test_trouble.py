"""A voice that lacks a clip: the call is chimed and shown, and the manager is told."""

from __future__ import annotations

import json

from playwright.sync_api import Page, expect

from tests.browser.hall_screen.hall import ScreenHall, newest, open_screen, until_spoken
from tests.browser.server import PASSWORD


def test_a_call_that_cannot_be_said_is_shown_and_the_manager_is_told(
    page: Page, new_hall: ScreenHall, complaints: list[str]
) -> None:
    for language in ("vi", "en"):
        folder = new_hall.data / "voice" / language
        clips = json.loads((folder / "pack.json").read_text())["clips"]
        (folder / clips["A"]).unlink()
    open_screen(page, new_hall)
    called = new_hall.call("1")
    expect(newest(page)).to_have_attribute("data-number", called["number"])
    assert until_spoken(page, 1) == [called["number"]]
    assert page.get_attribute("#spoken li", "data-languages") == ""  # only the chime
    complaints.clear()  # the clip that is not there

    page.goto(f"{new_hall.address}/login?next=/manager")
    page.fill("[name=login]", "manager")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    note = page.locator("[data-trouble=D1]")
    expect(note).to_contain_text(f"không đọc được số {called['number']}")
    expect(note).to_contain_text("(A)")
