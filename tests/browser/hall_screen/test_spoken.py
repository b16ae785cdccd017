"""When the screen speaks: each call once, in order, never two at once."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.browser.conftest import ARGS, CHROMIUM
from tests.browser.hall_screen.hall import ScreenHall, newest, open_screen, spoken, until_spoken

AUTOPLAY = "--autoplay-policy=no-user-gesture-required"


def test_calls_of_three_counters_are_spoken_one_after_the_other(screen: Page, hall: ScreenHall) -> None:
    called = [hall.call(counter)["number"] for counter in ("3", "1", "2")]

    assert until_spoken(screen, 3) == called
    times = [(float(call["start"]), float(call["end"])) for call in spoken(screen)]
    assert all(end > start for start, end in times)
    assert all(begins >= ended for (_, ended), (begins, _) in pairwise(times))


def test_a_call_is_spoken_in_both_languages(screen: Page, hall: ScreenHall) -> None:
    hall.call("1")
    until_spoken(screen, 1)
    assert spoken(screen)[0]["languages"] == "vi en"


def test_a_recall_is_spoken_again_before_those_who_wait_to_be_called(page: Page, hall: ScreenHall) -> None:
    first = hall.call("1")
    hall.passes(10)
    screen = open_screen(page, hall)
    until_spoken(screen, 1)
    second = hall.call("2")
    until_spoken(screen, 2)
    third = hall.call("3")
    hall.recall(first, "1")

    numbers = [each["number"] for each in (first, second, first, third)]
    assert until_spoken(screen, 4) == numbers


def test_what_was_called_just_before_the_screen_came_is_spoken(page: Page, hall: ScreenHall) -> None:
    called = hall.call("1")
    open_screen(page, hall)
    assert until_spoken(page, 1) == [called["number"]]


def test_a_call_older_than_a_minute_is_shown_and_not_spoken(page: Page, hall: ScreenHall) -> None:
    old = hall.call("1")
    hall.passes(61)
    open_screen(page, hall)
    expect(newest(page)).to_have_attribute("data-number", old["number"])

    fresh = hall.call("2")
    assert until_spoken(page, 1) == [fresh["number"]]


def test_a_page_that_is_loaded_again_does_not_say_it_twice(screen: Page, hall: ScreenHall) -> None:
    hall.call("1")
    until_spoken(screen, 1)
    screen.reload()
    fresh = hall.call("2")
    assert until_spoken(screen, 1) == [fresh["number"]]


def test_without_its_clips_a_call_has_its_chime_alone(
    page: Page, hall: ScreenHall, complaints: list[str]
) -> None:
    page.route("**/display/voice/*/w*.wav*", lambda route: route.fulfill(status=404))
    open_screen(page, hall)
    called = hall.call("1")

    assert until_spoken(page, 1) == [called["number"]]
    said = spoken(page)[0]
    assert said["languages"] == ""
    assert float(said["end"]) > float(said["start"])
    complaints.clear()


def test_a_voice_that_cannot_be_read_does_not_stop_the_others(page: Page, hall: ScreenHall) -> None:
    page.route(
        "**/display/voice/vi/w*.wav*", lambda route: route.fulfill(body="noise", content_type="audio/wav")
    )
    open_screen(page, hall)
    hall.call("1")
    until_spoken(page, 1)
    assert spoken(page)[0]["languages"] == "en"


def test_the_call_that_is_spoken_is_marked(screen: Page, hall: ScreenHall) -> None:
    for counter in ("1", "2"):
        called = hall.call(counter)
        expect(screen.locator(f".speaking[data-number={called['number']}]")).to_be_visible()
    expect(screen.locator(".speaking")).to_have_count(0)


# --- a browser that waits for a touch before it makes a sound ---


@pytest.fixture
def muted(playwright: Playwright, browser_context_args: dict[str, Any]) -> Iterator[Page]:
    arguments = [
        *(each for each in ARGS if each != AUTOPLAY),
        "--autoplay-policy=document-user-activation-required",
    ]
    browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=arguments)
    yield browser.new_context(**browser_context_args).new_page()
    browser.close()


def test_a_screen_without_sound_says_so_until_it_is_touched(muted: Page, hall: ScreenHall) -> None:
    open_screen(muted, hall)
    badge = muted.locator("#sound")
    expect(badge).to_be_visible()
    expect(badge).to_contain_text("Chưa bật tiếng – chạm để bật")
    expect(badge).to_contain_text("Sound is off – touch to turn on")
    called = hall.call("1")
    expect(newest(muted)).to_have_attribute("data-number", called["number"])
    assert spoken(muted) == []

    badge.click()
    expect(badge).to_be_hidden()
    assert until_spoken(muted, 1) == [called["number"]]


def test_a_screen_with_sound_has_no_such_badge(screen: Page, hall: ScreenHall) -> None:
    hall.call("1")
    until_spoken(screen, 1)
    expect(screen.locator("#sound")).to_be_hidden()
