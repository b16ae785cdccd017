"""What people in the chairs see: large, whole, in two languages, on every screen that a hall may have."""

from __future__ import annotations

import json
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, expect

from display.sizes import viewing
from tests.browser.staged_screen.screen import Screen
from tests.display.troupe import Troupe

SIZES = [(1280, 720), (1920, 1080), (3840, 2160), (1080, 1920), (1366, 768)]
CALLS = [
    ("M001", "3"),
    ("X021", "4"),
    ("K103", "1"),
    ("H007", "2"),
    ("S010", "4"),
    ("A013", "1"),
    ("H011", "2"),
]
CAP_HEIGHT = 0.74  # of the size of Be Vietnam Pro
RUNS_OVER = """() => [...document.querySelectorAll("main *, header *, footer *, .lost *")]
  .filter((e) => e.checkVisibility() && !e.closest("svg") && e.textContent.trim())
  .filter((e) => { const r = e.getBoundingClientRect();
    return r.right > innerWidth + 1 || r.bottom > innerHeight + 1 || r.left < -1 || r.top < -1; })
  .map((e) => `${e.id || e.className || e.tagName}: ${e.textContent.trim()}`)"""
OVERLAPS = """() => {
  const texts = ".caption, .number, .earlier .label, .waiting dd, .waiting .name";
  const shown = [...document.querySelectorAll(texts)].filter((e) => e.checkVisibility());
  const ink = (e) => { const range = document.createRange(); range.selectNodeContents(e);
    const r = range.getBoundingClientRect(); const y = r.height * (e.matches(".number") ? 0.2 : 0.1);
    const right = Math.min(r.right, e.getBoundingClientRect().right);
    return { left: r.left, right, top: r.top + y, bottom: r.bottom - y, e }; };
  const boxes = shown.map(ink);
  return boxes.flatMap((a, at) => boxes.slice(at + 1).filter((b) =>
    a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1)
    .map((b) => `${a.e.textContent} × ${b.e.textContent}`));
}"""


def a_busy_morning(hall: Troupe) -> None:
    for number, counter in CALLS:
        hall.call(number, counter, ago=120, tell=False)
    hall.call("H008", "12", ago=90, tell=False)


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_everything_has_its_place(hall: Troupe, screen: Screen, width: int, height: int) -> None:
    a_busy_morning(hall)
    screen.page.set_viewport_size({"width": width, "height": height})
    screen.open().wait_for_newest("H008")
    screen.page.locator(".waiting .other").first.wait_for()
    assert screen.page.evaluate(RUNS_OVER) == []
    assert screen.page.evaluate(OVERLAPS) == []
    assert len(screen.shown()) == 8


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_newest_call_is_read_at_ten_metres(hall: Troupe, screen: Screen, width: int, height: int) -> None:
    a_busy_morning(hall)
    screen.page.set_viewport_size({"width": width, "height": height})
    screen.open().wait_for_newest("H008")
    for place in ("#newest-number", "#newest-counter"):
        size = screen.page.eval_on_selector(place, "e => parseFloat(getComputedStyle(e).fontSize)")
        assert size * CAP_HEIGHT >= 0.14 * min(width, height)


def test_the_newest_call_says_number_sign_and_counter(hall: Troupe, screen: Screen) -> None:
    hall.call("H008", "12", ago=90)
    newest = screen.open().page.locator('#newest[data-number="H008"][data-counter="12"]')
    expect(newest).to_contain_text("Kính mời số Now calling")
    expect(newest.locator("#newest-number")).to_have_text("H008")
    expect(newest.locator(".newest-counter")).to_have_text("Quầy Counter 12")
    expect(newest.locator("#newest-counter")).to_have_text("12")
    expect(newest.locator("use")).to_have_attribute("href", "/display/static/pictograms.svg#family")


def test_a_counter_with_a_name_is_shown_by_its_name(hall: Troupe, screen: Screen) -> None:
    call = hall.call("A001", "TN", ago=90, tell=False)
    call["counter_label"] = "Bàn tiếp nhận hồ sơ"
    hall.write()
    screen.open().wait_for_newest("A001")
    expect(screen.page.locator("#newest-counter")).to_have_text("Bàn tiếp nhận hồ sơ")
    assert screen.page.evaluate(RUNS_OVER) == []


def test_earlier_calls_stand_below_newest_first(hall: Troupe, screen: Screen) -> None:
    a_busy_morning(hall)
    screen.open().wait_for_newest("H008")
    assert screen.shown() == ["H008", "H011", "A013", "S010", "H007", "K103", "X021", "M001"]
    expect(screen.page.locator('.earlier [data-number="H011"]')).to_contain_text("Quầy 2")


def test_the_foot_says_who_waits_what_is_to_be_known_and_the_time_of_the_hall(
    hall: Troupe, screen: Screen
) -> None:
    screen.open().wait_for_state("live")
    expect(screen.page.locator('.waiting [data-queue="H"]')).to_contain_text("Hộ tịch")
    expect(screen.page.locator('.waiting [data-queue="H"]')).to_contain_text("Civil status")
    expect(screen.page.locator('.waiting [data-queue="H"] dd')).to_have_text("7")
    expect(screen.page.locator("#notice")).to_have_text(
        "Mời ông/bà chuẩn bị sẵn giấy tờ khi đến quầy. Please have your papers ready."
    )
    expect(screen.page.locator("#time")).to_have_text(f"{datetime.now(ZoneInfo('Asia/Ho_Chi_Minh')):%H:%M}")


def test_a_closed_hall_says_so(hall: Troupe, screen: Screen) -> None:
    hall.open = False
    hall.write()
    screen.open().wait_for_state("live")
    expect(screen.page.locator("#nobody")).to_contain_text("Hiện chưa phát số")
    hall.call("A001", "1", ago=90)
    expect(screen.page.locator("#shut")).to_contain_text("Ngừng phát số")


def test_a_new_call_pulses_three_times_slowly_enough(hall: Troupe, screen: Screen) -> None:
    hall.call("A001", "1", ago=90)
    screen.open().wait_for_newest("A001")
    assert screen.page.locator("#newest.called").count() == 0
    hall.call("A002", "1")
    screen.page.wait_for_selector('#newest.called[data-number="A002"]')
    pulse = screen.page.eval_on_selector("#newest", "e => e.getAnimations()[0].effect.getTiming()")
    assert pulse["iterations"] == 3
    assert pulse["duration"] >= 334  # at most three flashes a second (WCAG 2.2, SC 2.3.1)


def test_nothing_moves_for_who_wishes_no_motion(hall: Troupe, screen: Screen) -> None:
    screen.page.emulate_media(reduced_motion="reduce")
    hall.call("A001", "1", ago=90)
    screen.open().wait_for_newest("A001")
    hall.call("A002", "1")
    screen.page.wait_for_selector('#newest.called[data-number="A002"]')
    assert screen.page.evaluate("document.getAnimations().length") == 0


def test_rows_grow_with_the_distance_of_the_chairs(hall: Troupe, screen: Screen) -> None:
    a_busy_morning(hall)
    near = viewing(4, 43)
    far = viewing(8, 43)
    sizes = []
    for wish in (near, far):
        screen.open(viewing=json.dumps(wish)).wait_for_newest("H008")
        assert screen.page.evaluate(OVERLAPS) == []
        assert len(screen.shown()) == 1 + min(7, int(wish["rows"]) * int(wish["columns"]))
        sizes.append(
            screen.page.eval_on_selector(".earlier li", "e => parseFloat(getComputedStyle(e).fontSize)")
        )
    assert sizes[1] > sizes[0] * 1.2


def test_a_morning_of_calls_leaves_nothing_behind(hall: Troupe, screen: Screen) -> None:
    screen.open(voices="").wait_for_state("live")
    hall.call("A001", "1")
    screen.wait_for_newest("A001")
    count = "document.querySelectorAll('*').length"
    for at in range(2, 12):
        hall.call(f"A{at:03}", "1")
    screen.wait_for_newest("A011")
    full = screen.page.evaluate(count)
    for at in range(12, 200):
        hall.call(f"A{at:03}", "1", tell=at % 20 == 0 or at == 199)
    screen.wait_for_newest("A199")
    assert screen.page.evaluate(count) == full


def test_the_time_is_the_halls_and_not_that_of_the_screen(hall: Troupe, browser: Browser) -> None:
    page = browser.new_context(timezone_id="America/New_York").new_page()
    page.clock.install(time="2020-01-01T00:00:00Z")  # a screen without a battery for its clock
    screen = Screen(page, hall).open()
    page.clock.run_for(3000)
    screen.wait_for_state("live")
    page.clock.run_for(1000)
    expect(page.locator("#date")).not_to_contain_text("2020")
    page.context.close()
