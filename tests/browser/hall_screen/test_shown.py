"""What the screen in the hall shows, in a real browser on a real server."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hall_screen.hall import POLICY, ScreenHall, newest, open_screen, spoken


def test_a_screen_shows_what_is_so_when_it_is_switched_on(page: Page, hall: ScreenHall) -> None:
    first, second = hall.call("1"), hall.call("2")
    open_screen(page, hall)

    expect(newest(page)).to_have_attribute("data-number", second["number"])
    expect(newest(page)).to_have_attribute("data-counter", "2")
    for words in ("Quầy", "Counter"):
        expect(page.locator(".newest-counter .caption")).to_contain_text(words)
    expect(page.locator("#newest-counter")).to_have_text("2")
    expect(page.locator("#earlier [data-number]").first).to_have_attribute("data-number", first["number"])
    expect(page.locator("[data-queue=A]")).to_contain_text("Chứng thực")
    expect(page.locator("[data-queue=A]")).to_contain_text("Certification")


def test_before_the_first_call_people_are_asked_to_take_a_number(page: Page, new_hall: ScreenHall) -> None:
    screen = open_screen(page, new_hall)
    expect(screen.locator("#nobody")).to_contain_text("Kính mời ông/bà lấy số")
    expect(screen.locator("#nobody")).to_contain_text("Please take a number")
    expect(newest(screen)).to_have_count(0)


def test_the_screen_counts_who_waits(screen: Page, hall: ScreenHall) -> None:
    waiting = screen.locator("[data-queue=M] .number")
    before = int(waiting.inner_text())
    hall.takes(POLICY)
    expect(waiting).to_have_text(str(before + 1))


def test_the_newest_call_pulses_and_pushes_the_others_down(screen: Page, hall: ScreenHall) -> None:
    first, second = hall.call("1")["number"], hall.call("2")["number"]
    expect(newest(screen)).to_have_attribute("data-number", second)
    expect(newest(screen)).to_have_css("animation-iteration-count", "3")
    expect(screen.locator("#earlier [data-number]").first).to_have_attribute("data-number", first)


def test_the_screen_of_a_counter_shows_its_own_number_alone_and_is_silent(
    page: Page, new_hall: ScreenHall
) -> None:
    open_screen(page, new_hall, "C2")
    expect(page.locator("#nobody")).to_contain_text("Quầy 2")
    own = new_hall.call("2")
    expect(newest(page)).to_have_attribute("data-number", own["number"])
    new_hall.call("1")
    new_hall.passes(10)
    new_hall.recall(own, "2")
    expect(newest(page)).to_have_attribute("data-call", "3")
    expect(newest(page)).to_have_attribute("data-number", own["number"])
    assert spoken(page) == []


SIZES = [(1280, 720), (1920, 1080), (3840, 2160), (1366, 768), (1080, 1920), (720, 1280)]
DIGITS = """() => {
  const number = document.querySelector('#newest-number');
  const style = getComputedStyle(number);
  const pen = document.createElement('canvas').getContext('2d');
  pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  return pen.measureText('0').actualBoundingBoxAscent / Math.max(innerHeight, 1);
}"""
OUTSIDE = """() => [...document.querySelectorAll('#newest *, #earlier *, .clock *')].filter((each) => {
  const {left, right, top, bottom} = each.getBoundingClientRect();
  return each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).display !== 'inline'
    || left < 0 || top < 0 || right > innerWidth + 1 || bottom > innerHeight + 1;
}).map((each) => `${each.id} ${each.className} ${each.textContent}`)"""


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_newest_number_is_read_from_ten_metres_on_every_screen(
    page: Page, hall: ScreenHall, size: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    hall.call("1"), hall.call("2")
    open_screen(page, hall)
    expect(newest(page)).to_be_visible()
    page.evaluate("document.fonts.ready")
    upright = size[1] > size[0]
    assert page.evaluate(DIGITS) >= (0.12 if upright else 0.14)  # upright, the width is the limit
    assert page.evaluate(OUTSIDE) == []
