"""Every panel of the kiosk for every eye and hand: contrast 7:1, targets of 20 mm, text twice as large."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import HallServer
from tests.browser.test_access import AXE

PANELS = (
    *("start", "queue-H", "shut-X", "bring", "late", "search", "priority", "languages"),
    *("number", "asking", "away", "refused", "help"),
)
# 20 mm on a screen of 21.5 inches (476 × 268 mm) with 1920 × 1080 points.
TWENTY_MM = 80
SHOW = "name => import('/static/kiosk/frame.js').then(frame => frame.show(name))"
RULES = {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}}
SMALL = """smallest => [...document.querySelectorAll("button")].filter(each => each.offsetParent)
  .map(each => [each.textContent.trim().slice(0, 20), each.getBoundingClientRect()])
  .filter(([, {width, height}]) => Math.min(width, height) < smallest).map(([name]) => name)"""
OUTSIDE = """() => [...document.querySelectorAll("button")].filter(each => each.offsetParent)
  .map(each => [each.textContent.trim().slice(0, 20), each.getBoundingClientRect()])
  .filter(([, {top, bottom, left, right}]) =>
    top < 0 || left < 0 || right > innerWidth + 1 || bottom > innerHeight + 1).map(([name]) => name)"""


@pytest.fixture(scope="module", autouse=True)
def _only_counter_two(hall_server: HallServer) -> None:
    hall_server.ask("POST", "/counters/2/open", "clerk2")


@pytest.fixture
def kiosk(page: Page, hall_server: HallServer) -> Page:
    """A kiosk whose panels have something to say in each place."""
    page.goto(f"{hall_server.address}/kiosk/K1")
    page.wait_for_load_state("networkidle")
    page.evaluate(SHOW, "queue-H")
    page.click("#panel-queue-H [data-bring]:visible >> nth=0")
    say_something(page)
    return page


def say_something(page: Page) -> None:
    page.evaluate("""() => {
      for (const each of document.querySelectorAll("[data-number-text]")) each.textContent = "H012";
      document.querySelector("[data-refusal]").textContent = "Lĩnh vực này đã cấp hết 20 số của hôm nay.";
      for (const each of document.querySelectorAll("[data-until-text]")) each.textContent = "11:30";
      for (const each of document.querySelectorAll("[data-slip]")) each.hidden = each.dataset.slip !== "none";
      document.querySelector("[data-ahead=later]").hidden = false;
    }""")


def found_by_axe(page: Page) -> Any:
    page.evaluate(Path(AXE).read_text(encoding="utf-8"))
    tell = "violations.map(v => [v.id, v.nodes.map(n => n.html.slice(0, 150))])"
    return page.evaluate(f"rules => axe.run({{rules}}).then(({{violations}}) => {tell})", RULES)


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not here: make assets")
@pytest.mark.parametrize("language", ["vi", "en"])
def test_axe_finds_nothing_on_any_panel(kiosk: Page, language: str) -> None:
    kiosk.evaluate("l => import('/static/kiosk/menus.js').then(menus => menus.useLanguage(l))", language)
    say_something(kiosk)
    found = {}
    for panel in PANELS:
        kiosk.evaluate(SHOW, panel)
        found[panel] = found_by_axe(kiosk)

    assert {panel: faults for panel, faults in found.items() if faults} == {}


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not here: make assets")
@pytest.mark.parametrize("manner", ["large", "low"])
def test_axe_finds_nothing_however_the_kiosk_is_used(kiosk: Page, manner: str) -> None:
    kiosk.evaluate(SHOW, "start")
    kiosk.click(f"[data-toggle={manner}]")
    assert found_by_axe(kiosk) == []


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920)], ids=["lying", "upright"])
def test_whatever_is_touched_is_twenty_millimetres_and_on_the_screen(
    kiosk: Page, size: tuple[int, int]
) -> None:
    kiosk.set_viewport_size({"width": size[0], "height": size[1]})
    small, outside = {}, {}
    for panel in PANELS:
        kiosk.evaluate(SHOW, panel)
        small[panel], outside[panel] = kiosk.evaluate(SMALL, TWENTY_MM), kiosk.evaluate(OUTSIDE)

    assert {panel: names for panel, names in small.items() if names} == {}
    assert {panel: names for panel, names in outside.items() if names} == {}


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080), (1080, 1920)])
def test_all_of_the_low_layout_is_within_reach(kiosk: Page, size: tuple[int, int]) -> None:
    width, height = size
    kiosk.set_viewport_size({"width": width, "height": height})
    kiosk.evaluate(SHOW, "start")
    kiosk.click("[data-toggle=low]")
    for panel in ("start", "queue-H", "priority", "languages"):
        kiosk.evaluate(SHOW, panel)
        tops = [(each.bounding_box() or {"y": 0})["y"] for each in kiosk.locator("button:visible").all()]
        assert min(tops) >= height * 0.3, panel


def test_text_is_twice_as_large_and_nothing_is_cut_off_at_the_sides(kiosk: Page) -> None:
    kiosk.evaluate(SHOW, "start")
    size = "parseFloat(getComputedStyle(document.querySelector('#queue-A .kiosk-name')).fontSize)"
    before = kiosk.evaluate(size)
    kiosk.click("[data-toggle=large]")

    assert kiosk.evaluate(size) >= 2 * before * 0.99
    cut = "each => each.scrollWidth > each.clientWidth + 1"
    for panel in PANELS:
        kiosk.evaluate(SHOW, panel)
        kiosk.locator("#queue-X").scroll_into_view_if_needed() if panel == "start" else None
        wide = kiosk.evaluate(f"[...document.querySelectorAll('[data-panel], button')].filter({cut}).length")
        assert wide == 0, panel


def test_every_panel_can_be_worked_by_keys_alone(kiosk: Page) -> None:
    kiosk.evaluate(SHOW, "start")
    kiosk.locator("#queue-H").focus()
    kiosk.keyboard.press("Enter")
    expect(kiosk.locator("#title-H")).to_be_focused()
    kiosk.keyboard.press("Tab")
    expect(kiosk.locator("#panel-queue-H [data-procedure] >> nth=0")).to_be_focused()
    kiosk.keyboard.press("Enter")
    expect(kiosk.locator("[data-panel=number]")).to_be_visible()


def test_nothing_moves_for_who_asked_for_stillness(kiosk: Page) -> None:
    kiosk.emulate_media(reduced_motion="reduce")
    kiosk.evaluate(SHOW, "asking")
    moving = "document.getAnimations().length"
    assert kiosk.evaluate(moving) == 0
