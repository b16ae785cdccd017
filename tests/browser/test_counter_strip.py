"""The clerk looks elsewhere: the small window beside other work, the chime and the title."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SignIn
from tests.browser.server import HallServer
from tests.people import COPY

COUNT_TONES = """(() => {
  window.tones = 0;
  const make = AudioContext.prototype.createOscillator;
  AudioContext.prototype.createOscillator = function () { window.tones += 1; return make.call(this); };
})()"""
NO_WINDOW_ON_TOP = "delete window.documentPictureInPicture"


@pytest.fixture(autouse=True)
def _empty_afterwards(hall_server: HallServer) -> Iterator[None]:
    yield
    hall_server.empties("1")


@pytest.fixture
def idle(page: Page, sign_in: SignIn, hall_server: HallServer) -> Page:
    """Counter 1 is open, and nobody waits."""
    hall_server.ask("POST", "/counters/1/open", "clerk1", {})
    page.add_init_script(COUNT_TONES)
    page.add_init_script(NO_WINDOW_ON_TOP)
    sign_in("clerk1", "/counter/1")
    expect(page.locator("body")).to_have_attribute("data-line-state", "live")
    return page


def test_somebody_who_comes_to_an_empty_hall_is_heard_and_stands_in_the_title(
    idle: Page, hall_server: HallServer
) -> None:
    hall_server.takes(COPY)
    expect(idle).to_have_title("(1) Quầy 1 · Xã Bát Mọt")
    assert idle.evaluate("tones") == 2

    hall_server.takes(COPY)  # the next one makes no noise
    expect(idle).to_have_title("(2) Quầy 1 · Xã Bát Mọt")
    assert idle.evaluate("tones") == 2

    idle.keyboard.press("F2")
    expect(idle).to_have_title("Quầy 1 · Xã Bát Mọt")


def test_the_chime_can_be_turned_off_in_this_browser(idle: Page, hall_server: HallServer) -> None:
    idle.click("#chime")
    idle.reload()
    expect(idle.locator("#chime")).to_have_attribute("aria-pressed", "false")
    expect(idle.locator("body")).to_have_attribute("data-line-state", "live")
    hall_server.takes(COPY)
    expect(idle).to_have_title("(1) Quầy 1 · Xã Bát Mọt")
    assert idle.evaluate("tones") == 0


def test_a_whole_visit_in_the_small_window(idle: Page, hall_server: HallServer) -> None:
    ticket = hall_server.takes(COPY)
    with idle.expect_popup() as opened:
        idle.click("#strip")
    strip = opened.value
    expect(strip.locator("body")).to_have_attribute("data-line-state", "live")
    expect(strip.locator(".strip-line")).to_contain_text(ticket["number"])
    for key, state in (("F2", "called"), ("NumpadEnter", "serving"), ("F9", "none")):
        strip.keyboard.press(key)
        expect(strip.locator(f".strip-{state}")).to_be_visible()
    assert hall_server.tickets()[-1]["state"] == "served"
    strip.close()


@pytest.mark.parametrize("step", range(3))
def test_everything_fits_into_the_small_window(sign_in: SignIn, hall_server: HallServer, step: int) -> None:
    hall_server.ask("POST", "/counters/1/open", "clerk1", {})
    for _ in range(12):
        hall_server.takes(COPY)
    page = sign_in("clerk1", "/counter/1/strip")
    page.set_viewport_size({"width": 420, "height": 160})
    for _ in range(step):
        page.keyboard.press("F2")
        expect(page.locator(".strip [aria-busy]")).to_have_count(0)
    lowest = page.locator(".strip").evaluate("strip => strip.getBoundingClientRect().bottom")
    clipped = page.locator(".strip .button").evaluate_all(
        "all => all.filter(b => b.scrollWidth > b.clientWidth + 1).length"
    )
    assert (lowest <= 160, clipped) == (True, 0)


def test_where_the_browser_can_the_window_stays_on_top(sign_in: SignIn, hall_server: HallServer) -> None:
    hall_server.ask("POST", "/counters/1/open", "clerk1", {})
    ticket = hall_server.takes(COPY)
    page = sign_in("clerk1", "/counter/1")
    if not page.evaluate("'documentPictureInPicture' in window"):
        pytest.skip("this browser has no windows on top")
    expect(page.locator("body")).to_have_attribute("data-line-state", "live")
    with page.context.expect_page() as opened:
        page.click("#strip")
    top = opened.value
    expect(top.locator(".strip-line")).to_contain_text(ticket["number"])
    top.keyboard.press("F2")
    expect(top.locator(".strip-called")).to_be_visible()
    top.click("[data-action=start]")
    expect(top.locator(".strip-serving")).to_be_visible()
