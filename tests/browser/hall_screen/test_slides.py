"""Slides in the real hall: they take turns while nobody is called, and never hide what people wait for."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any
from urllib.request import Request, urlopen

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.hall_screen.hall import ScreenHall, newest, open_screen, until_spoken

SLIDE = "#slide:not([hidden])"
COVERED = """() => ["#newest-number", "#newest-counter", "#waiting", "#notice", "#time"].filter((place) => {
  const box = document.querySelector(place).getBoundingClientRect();
  const slide = document.querySelector("#slide").getBoundingClientRect();
  const across = box.left < slide.right - 1 && slide.left < box.right - 1;
  return across && box.top < slide.bottom - 1 && slide.top < box.bottom - 1
    || box.right > innerWidth + 1 || box.bottom > innerHeight + 1 || box.width === 0;
})"""
DIGITS = """() => { const style = getComputedStyle(document.querySelector("#newest-number"));
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  return pen.measureText("0").actualBoundingBoxAscent / innerHeight; }"""
# Whether the slide was still there when the next number stood on the board.
WATCH = """() => { const newest = document.querySelector("#newest"), before = newest.dataset.number;
  const look = () => {
    const number = newest.dataset.number;
    if (number && number !== before) window.yielded ??= document.querySelector("#slide").hidden;
  };
  new MutationObserver(look).observe(newest, { attributes: true, attributeFilter: ["data-number"] }); }"""
TEXT = {"kind": "text", "title": {"vi": "Xin mang căn cước"}, "text": {"vi": "Cảm ơn ông/bà"}, "seconds": 5}


def add(hall: ScreenHall, **slide: Any) -> str:
    made: dict[str, str] = hall.ask("POST", "/slides", "manager", slide)
    return made["id"]


def picture(hall: ScreenHall) -> str:
    """A picture that was sent to the server; the name of its file."""
    body = io.BytesIO()
    Image.new("RGB", (160, 90), "#1F6F54").save(body, "PNG")
    hall.ask("GET", "/slides", "manager")
    head = {"Authorization": f"Bearer {hall._tokens['manager']}", "Content-Type": "image/png"}
    with urlopen(Request(f"{hall.address}/api/v1/slides/files", body.getvalue(), head)) as answer:
        name: str = json.load(answer)["file"]
    return name


@pytest.fixture
def hall(busy_hall: ScreenHall) -> Iterator[ScreenHall]:
    """A hall in which nobody is called at the moment, without slides."""
    busy_hall.call("1")
    busy_hall.calms_down()
    yield busy_hall
    for slide in busy_hall.ask("GET", "/slides", "manager")["items"]:
        busy_hall.ask("POST", f"/slides/{slide['id']}/remove", "manager")


def test_a_slide_is_shown_without_loading_the_page_anew(screen: Page, hall: ScreenHall) -> None:
    expect(screen.locator(SLIDE)).to_have_count(0)
    add(hall, **TEXT)
    expect(screen.locator(SLIDE)).to_contain_text("Xin mang căn cước")


def test_a_slide_yields_at_once_to_a_call_and_comes_back_later(page: Page, hall: ScreenHall) -> None:
    add(hall, **TEXT)
    open_screen(page, hall)
    page.wait_for_selector(SLIDE)
    page.evaluate(WATCH)
    called = hall.call("2")
    expect(newest(page)).to_have_attribute("data-number", called["number"])
    expect(page.locator(SLIDE)).to_have_count(0)
    assert page.evaluate("window.yielded") is True
    assert until_spoken(page, 1) == [called["number"]]
    page.wait_for_selector(SLIDE, timeout=40_000)


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (1080, 1920)], ids=lambda size: f"{size[0]}")
def test_a_slide_hides_neither_calls_nor_waits(page: Page, hall: ScreenHall, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    add(hall, **TEXT)
    open_screen(page, hall)
    page.wait_for_selector(SLIDE)
    page.evaluate("document.fonts.ready")
    assert page.evaluate(COVERED) == []
    assert page.evaluate(DIGITS) >= (0.08 if size[1] > size[0] else 0.13)


def test_a_lost_line_ends_the_slide_and_shows_its_band(
    page: Page, hall: ScreenHall, complaints: list[str]
) -> None:
    add(hall, **TEXT)
    open_screen(page, hall)
    page.wait_for_selector(SLIDE)
    page.context.set_offline(True)
    page.wait_for_selector("body[data-state=lost]", timeout=8_000)
    expect(page.locator("#lost")).to_be_visible()
    expect(page.locator(SLIDE)).to_have_count(0)
    page.context.set_offline(False)
    page.wait_for_selector(SLIDE, timeout=30_000)  # after the rest of a round
    complaints.clear()


def test_a_script_on_a_slide_is_only_ever_read(page: Page, hall: ScreenHall) -> None:
    words = "<script>document.title = 'caught'</script><img src=x onerror=\"document.title = 'caught'\">"
    add(hall, kind="text", title={"vi": words}, text={"vi": words}, seconds=5)
    open_screen(page, hall)
    expect(page.locator("#slide h2")).to_have_text(words)
    expect(page.locator("#slide :is(script, img)")).to_have_count(0)
    assert "caught" not in page.title()


def test_slides_take_turns_and_one_whose_picture_is_gone_has_none(
    page: Page, hall: ScreenHall, complaints: list[str]
) -> None:
    gone = picture(hall)
    add(hall, kind="picture", file=gone, seconds=5)
    add(hall, kind="hours", seconds=5)
    add(hall, kind="procedures", seconds=5)
    (hall.data / "slides" / gone).unlink()
    open_screen(page, hall)
    page.wait_for_selector("[data-slide=hours]")
    expect(page.locator("#slide")).to_contain_text("Thứ Hai – Thứ Sáu: 7:30–11:30, 13:30–17:00")
    page.wait_for_selector("[data-slide=procedures]", timeout=15_000)
    expect(page.locator("#slide .slide-page")).to_contain_text("1/")
    complaints.clear()  # the picture that is gone


def test_a_slide_outside_its_hours_is_not_shown(page: Page, hall: ScreenHall) -> None:
    tomorrow = page.evaluate("new Date(Date.now() + 30 * 3600e3).toLocaleDateString('en-CA')")
    add(hall, kind="text", title={"vi": "Ngày mai"}, first_day=tomorrow, seconds=5)
    add(hall, **TEXT)
    open_screen(page, hall)
    expect(page.locator(SLIDE)).to_contain_text("Xin mang căn cước")


def test_nothing_moves_on_a_slide_for_who_wishes_no_motion(page: Page, hall: ScreenHall) -> None:
    page.emulate_media(reduced_motion="reduce")
    add(hall, **TEXT)
    open_screen(page, hall)
    page.wait_for_selector(SLIDE)
    assert page.evaluate("document.getAnimations().length") == 0


def test_a_picture_is_shown_whole(page: Page, hall: ScreenHall) -> None:
    add(hall, kind="picture", file=picture(hall), title={"vi": "Lễ hội"}, seconds=5)
    open_screen(page, hall)
    page.wait_for_selector(SLIDE)
    expect(page.locator("#slide img")).to_have_css("object-fit", "contain")
    assert page.evaluate("document.querySelector('#slide img').naturalWidth") == 160


def test_a_notice_reaches_the_screens_in_both_languages_and_goes_by_itself(
    screen: Page, hall: ScreenHall
) -> None:
    screen.evaluate("document.body.dataset.old = 'yes'")
    hall.ask("POST", "/notice", "manager", {"vi": "Chiều nay họp", "en": "Meeting this afternoon"})
    expect(screen.locator("#notice")).to_have_text("Chiều nay họp Meeting this afternoon")
    soon = screen.evaluate("new Date(Date.now() + 4000).toISOString()")
    hall.ask("POST", "/notice", "manager", {"vi": "Mất điện", "en": "Power cut", "until": soon})
    expect(screen.locator("#notice")).to_have_text("Mất điện Power cut")
    expect(screen.locator("#notice")).to_have_text("Chiều nay họp Meeting this afternoon", timeout=10_000)
    assert screen.get_attribute("body", "data-old") == "yes"
