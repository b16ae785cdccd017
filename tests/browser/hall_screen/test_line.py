"""A screen whose line is cut, and mended."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hall_screen.hall import ScreenHall, newest, open_screen, until_spoken
from tests.browser.server import until


@pytest.fixture(autouse=True)
def _trouble_on_purpose(_without_complaints: None, complaints: list[str]) -> Iterator[None]:
    """The browser may tell of requests that failed, and of nothing else."""
    yield
    complaints[:] = [told for told in complaints if "net::ERR_" not in told]


def state(page: Page) -> str | None:
    return page.get_attribute("body", "data-state")


def age(page: Page) -> int:
    return int(page.get_attribute("#lost", "data-age") or -1)


def test_a_pulled_cable_is_told_within_five_seconds_with_the_age_of_what_is_shown(
    screen: Page, hall: ScreenHall
) -> None:
    called = hall.call("1")
    expect(newest(screen)).to_have_attribute("data-number", called["number"])
    pulled = time.monotonic()
    hall.freeze()
    try:
        screen.wait_for_selector("body[data-state=lost]", timeout=10_000)
        assert time.monotonic() - pulled < 5.0
        band = screen.locator("#lost")
        expect(band).to_be_visible()
        expect(band).to_contain_text("Mất kết nối – số liệu lúc")
        expect(band).to_contain_text("Connection lost – data from")
        first = age(screen)
        until(lambda: age(screen) >= first + 2, 5.0)
        expect(newest(screen)).to_have_attribute("data-number", called["number"])
        box = band.bounding_box()
        assert box is not None
        assert box["width"] == screen.evaluate("innerWidth")
    finally:
        hall.thaw()
    screen.wait_for_selector("body[data-state=live]", timeout=5_000)
    expect(screen.locator("#lost")).to_be_hidden()


def test_without_a_socket_the_board_is_right_and_the_line_is_not_called_lost(
    page: Page, hall: ScreenHall, without_sockets: None
) -> None:
    open_screen(page, hall)
    called = hall.call("1")
    begun = time.monotonic()
    expect(newest(page)).to_have_attribute("data-number", called["number"], timeout=4_000)
    until(lambda: time.monotonic() - begun > 6 or state(page) != "live", 8.0)
    assert state(page) == "live"
    assert until_spoken(page, 1) == [called["number"]]


def test_after_a_restart_the_board_is_right_within_two_seconds_and_nothing_is_said_twice(
    screen: Page, hall: ScreenHall
) -> None:
    before = hall.call("1")
    assert until_spoken(screen, 1) == [before["number"]]
    hall.kill()
    screen.wait_for_selector("body[data-state=lost]", timeout=8_000)

    hall.start()
    ready = time.monotonic()
    screen.wait_for_selector("body[data-state=live]", timeout=5_000)
    after = hall.call("2")
    expect(newest(screen)).to_have_attribute("data-number", after["number"])
    assert time.monotonic() - ready < 2.0
    assert until_spoken(screen, 2) == [before["number"], after["number"]]


def test_calls_of_which_the_screen_heard_nothing_are_shown_and_spoken_afterwards(
    page: Page, hall: ScreenHall
) -> None:
    open_screen(page, hall)
    page.context.set_offline(True)
    missed = [hall.call(counter)["number"] for counter in ("1", "2")]
    page.wait_for_selector("body[data-state=lost]", timeout=8_000)
    page.context.set_offline(False)
    expect(newest(page)).to_have_attribute("data-number", missed[1], timeout=2_000)
    assert until_spoken(page, 2) == missed


def test_a_server_restored_to_an_earlier_state_is_believed(page: Page, new_hall: ScreenHall) -> None:
    """Its count of changes is behind that of the screen, and yet it is the truth."""
    open_screen(page, new_hall)
    earlier = new_hall.copy_database()
    number = new_hall.call("1")["number"]
    expect(newest(page)).to_have_attribute("data-number", number)
    new_hall.kill()
    new_hall.restore_database(earlier)
    new_hall.start()

    expect(page.locator("#nobody")).to_be_visible()
    again = new_hall.call("1")
    assert again["number"] == number
    assert until_spoken(page, 2) == [number, number]
