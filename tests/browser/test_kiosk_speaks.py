"""The kiosk for those who do not read: languages by ear, every panel read out, as loud as they like."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import HallServer, until


@pytest.fixture
def said(page: Page) -> list[str]:
    """What the kiosk asked the server to say, in order."""
    texts: list[str] = []

    def hear(url: str) -> None:
        if "/say?" in url:
            texts.append(parse_qs(urlsplit(url).query)["text"][0])

    page.on("request", lambda request: hear(request.url))
    return texts


@pytest.fixture
def kiosk(page: Page, hall_server: HallServer, said: list[str]) -> Page:
    page.goto(f"{hall_server.address}/kiosk/K1")
    return page


def waits_for(page: Page, true: Callable[[], object]) -> None:
    """Until it is true; the page goes on meanwhile."""
    for _ in range(150):
        if true():
            return
        page.wait_for_timeout(100)
    pytest.fail("not so within 15 s")


def test_nothing_is_said_to_who_did_not_ask(kiosk: Page, said: list[str]) -> None:
    kiosk.click("#queue-H")
    kiosk.click("#panel-queue-H [data-show=start]")
    assert said == []


def test_who_listens_hears_each_panel_and_the_number_letter_by_digit(kiosk: Page, said: list[str]) -> None:
    kiosk.click("[data-listen]")
    expect(kiosk.locator("[data-listen]")).to_have_attribute("aria-pressed", "true")
    waits_for(kiosk, lambda: "Kính chào ông/bà. Hôm nay ông/bà cần làm việc gì?" in said)
    kiosk.click("#queue-X")
    number = kiosk.locator("[data-panel=number] .number-big")
    expect(number).to_be_visible()
    spelt = " ".join(number.get_attribute("data-number") or "")
    sign = kiosk.locator("#number-sign").get_attribute("aria-label")
    waits_for(kiosk, lambda: spelt in said and sign in said)


def test_it_gets_louder_with_each_touch_and_then_silent(kiosk: Page) -> None:
    button = kiosk.locator("[data-listen]")
    for words in ("Nghe nhỏ", "Nghe vừa", "Nghe to", "Nghe đọc"):
        button.click()
        expect(button).to_have_text(words)
    expect(button).to_have_attribute("aria-pressed", "false")


def test_what_the_keyboard_comes_to_is_said(kiosk: Page, said: list[str]) -> None:
    kiosk.click("[data-listen]")
    kiosk.locator("#start-title").focus()
    kiosk.keyboard.press("Tab")
    waits_for(kiosk, lambda: any(text.startswith("Chứng thực") for text in said))


def test_each_language_says_itself_and_is_chosen_by_its_colour(kiosk: Page, said: list[str]) -> None:
    kiosk.click(".kiosk-foot [data-show=languages]")
    waits_for(kiosk, lambda: said == ["Tiếng Việt: xin chạm vào màu đỏ", "English: please touch blue"])
    kiosk.click("[data-language=en]")
    expect(kiosk.locator("#start-title")).to_have_text("Welcome. What brings you here today?")


def test_help_speaks_to_everybody(kiosk: Page, said: list[str]) -> None:
    kiosk.click(".kiosk-foot [data-show=help]")
    waits_for(kiosk, lambda: said and "Chạm" in " ".join(said))


def test_a_sound_comes_from_this_machine(kiosk: Page, hall_server: HallServer) -> None:
    answer = kiosk.request.get(f"{hall_server.address}/kiosk/K1/say?lang=vi&text=Xin chào")
    assert (answer.status, answer.headers["content-type"]) == (200, "audio/wav")
    assert answer.body()[:4] == b"RIFF"
    assert len(answer.body()) > 10_000
    assert until(lambda: kiosk.request.get(f"{hall_server.address}/kiosk/K1/say").status == 422)
