"""Every page for every eye and hand: axe finds nothing, nothing runs out of the screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SignIn
from tests.browser.server import ROOT, HallServer
from tests.people import COPY

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
PAGES = {
    "/": "",
    "/login": "",
    "/kiosk/K1": "",
    "/counter/1": "clerk1",
    "/counter/1/strip": "clerk1",
    "/greeter": "greeter",
    "/manager": "manager",
    "/manager/counters": "manager",
    "/manager/estimates": "manager",
    "/manager/staffing": "manager",
    "/manager/reports": "manager",
    "/files": "clerk2",
    "/files/exchange": "clerk2",
    "/files/figures": "manager",
    "/admin": "admin",
    "/printers": "admin",
    "/admin/slip": "admin",
    "/admin/catalogue": "admin",
    "/admin/devices": "admin",
    "/admin/devices/D1": "admin",
    "/display/D1/plain": "",
    "/admin/voice": "admin",
    "/slides": "manager",
    "/loudspeaker": "manager",
    "/rating/R1": "",
    "/manager/ratings": "manager",
    "/manager/ratings/month": "manager",
    "/manager/suggestions": "manager",
    "/manager/settings": "manager",
    "/manager/rota": "manager",
    "/manager/numbers": "manager",
}
SIZES = {
    "kiosk": (1366, 768),
    "portrait": (1080, 1920),
    "tablet": (800, 1280),
    "phone": (390, 844),
    "small phone": (320, 640),
    "desk": (1440, 900),
    "4K": (3840, 2160),
}


@pytest.fixture(scope="module", autouse=True)
def _somebody_waits(hall_server: HallServer) -> None:
    hall_server.takes(COPY)


def show(page: Page, hall_server: HallServer, sign_in: SignIn, path: str) -> None:
    if PAGES[path]:
        sign_in(PAGES[path], path)
    else:
        page.goto(hall_server.address + path)


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not here: make assets")
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(page: Page, hall_server: HallServer, sign_in: SignIn, path: str) -> None:
    show(page, hall_server, sign_in, path)
    page.evaluate(Path(AXE).read_text(encoding="utf-8"))
    # A television without scripts can be kept fresh in no other way.
    rules = {"meta-refresh": {"enabled": not path.endswith("/plain")}}
    found = page.evaluate(
        "rules => axe.run({rules}).then(result => result.violations.map(v => [v.id, v.nodes[0].html]))", rules
    )

    assert found == []


@pytest.mark.parametrize("path", PAGES)
def test_nothing_runs_out_of_the_screen(
    page: Page, hall_server: HallServer, sign_in: SignIn, path: str
) -> None:
    show(page, hall_server, sign_in, path)
    too_wide = {}
    for name, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        too_wide[name] = page.evaluate("document.documentElement.scrollWidth - innerWidth")

    assert {name: over for name, over in too_wide.items() if over > 0} == {}


@pytest.mark.parametrize("size", ["kiosk", "portrait", "tablet", "4K"])
def test_every_button_of_the_kiosk_is_large_and_apart(page: Page, hall_server: HallServer, size: str) -> None:
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{hall_server.address}/kiosk/K1")
    boxes = [each.bounding_box() or {} for each in page.locator(".kiosk-button:visible").all()]

    clipped = "buttons => buttons.filter(each => each.scrollHeight > each.clientHeight + 1).length"
    assert page.locator(".kiosk-button:visible").evaluate_all(clipped) == 0
    assert len(boxes) == 6
    assert all(box["height"] >= height * 0.15 and box["width"] >= width * 0.25 for box in boxes)
    assert all(box["y"] + box["height"] <= height for box in boxes)


def test_a_reader_of_the_counter_page_can_skip_to_the_content(sign_in: SignIn) -> None:
    page = sign_in("clerk1", "/counter/1")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.keyboard.press("Tab")

    assert page.evaluate("document.getElementById('main').contains(document.activeElement)")
