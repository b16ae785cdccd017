"""A phone books a half hour, and the kiosk gives the number for its code: typed, or scanned."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.server import HallServer, until
from tests.browser.test_access import AXE
from tests.people import COPY

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
HAS_EARLY = "performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/kiosk/early.js'))"


@pytest.fixture
def booked(hall_server: HallServer) -> str:
    """The code of an appointment that begins now, at whatever hour this runs."""
    code, now = "K7PC4X", datetime.now(UTC)
    at = int(now.timestamp() * 1_000_000)
    row = (
        "bat-mot",
        code,
        now.astimezone(ZONE).date().isoformat(),
        at,
        "A",
        COPY,
        "vi",
        1,
        "booked",
        at,
        "citizen",
    )
    with closing(sqlite3.connect(hall_server.data / "queue.sqlite", timeout=30)) as db, db:
        db.execute("DELETE FROM appointment")
        db.execute(
            "INSERT INTO appointment (hall, code, day, starts_at, queue, procedure, language, people, state,"
            f" booked_at, by) VALUES ({', '.join('?' * len(row))})",
            row,
        )
    return code


def types(page: Page, hall_server: HallServer, code: str) -> None:
    page.goto(f"{hall_server.address}/kiosk/K1")
    page.click("[data-show=appointment]")
    for symbol in code:
        page.click(f"[data-symbol='{symbol}']")


def test_a_typed_code_gives_the_number_once(page: Page, hall_server: HallServer, booked: str) -> None:
    types(page, hall_server, booked)
    expect(page.locator("[data-panel=number]")).to_be_visible()
    expect(page.locator("[data-panel=number] [data-label-text]")).to_contain_text("bản sao")


def scans(page: Page, code: str, pause_ms: float = 0) -> None:
    page.keyboard.type(f"http://192.168.1.10:8000/book/{code}", delay=pause_ms)
    page.keyboard.press("Enter")


def test_a_scanned_code_gives_the_number(page: Page, hall_server: HallServer, booked: str) -> None:
    page.goto(f"{hall_server.address}/kiosk/K1")
    scans(page, booked)
    expect(page.locator("[data-panel=number]")).to_be_visible()


def test_a_scan_that_comes_before_the_scripts_is_not_lost(
    page: Page, hall_server: HallServer, booked: str
) -> None:
    held: list[Route] = []
    page.route("**/kiosk/later.js", lambda route: held.append(route))
    page.goto(f"{hall_server.address}/kiosk/K1")
    until(lambda: page.title() and held)
    scans(page, booked)
    for each in held:
        each.continue_()
    expect(page.locator("[data-panel=number]")).to_be_visible()


def test_a_busy_machine_may_hand_the_keys_of_a_scan_over_late(
    page: Page, hall_server: HallServer, booked: str
) -> None:
    page.goto(f"{hall_server.address}/kiosk/K1")
    scans(page, booked, pause_ms=120)
    expect(page.locator("[data-panel=number]")).to_be_visible()


def test_the_touch_that_came_before_the_scripts_is_answered(
    page: Page, hall_server: HallServer, booked: str
) -> None:
    held: list[Route] = []
    page.route("**/static/kiosk.js", lambda route: held.append(route))
    page.goto(f"{hall_server.address}/kiosk/K1", wait_until="commit")
    until(lambda: page.evaluate(HAS_EARLY) and held)
    page.click("#queue-H")
    for each in held:
        each.continue_()
    expect(page.locator("[data-panel=queue-H]")).to_be_visible()


def test_a_forged_code_is_refused_with_a_sentence(
    page: Page, hall_server: HallServer, booked: str, complaints: list[str]
) -> None:
    types(page, hall_server, "AAAAAA")
    expect(page.locator("[data-refusal]")).to_contain_text("Không có lịch hẹn nào mang mã này")
    complaints.clear()


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not here: make assets")
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_phone_books_and_every_step_can_be_read_by_all(
    page: Page, hall_server: HallServer, lang: str
) -> None:
    def fits() -> None:
        for width in (320, 390):
            page.set_viewport_size({"width": width, "height": 844})
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        page.evaluate(Path(AXE).read_text(encoding="utf-8"))
        rules = "{rules: {'color-contrast-enhanced': {enabled: true}}}"
        found = page.evaluate(
            f"axe.run({rules}).then(result => result.violations.map(v => [v.id, v.nodes[0].html]))"
        )
        assert found == []

    page.goto(f"{hall_server.address}/book?lang={lang}")
    page.click("#queue-M summary")
    fits()
    page.click("#queue-M [data-procedure] >> nth=0")
    fits()
    tomorrow = page.locator(".book-days .button").nth(1)
    tomorrow.click()
    page.click(".book-slot:not([disabled]) >> nth=0")
    expect(page.locator("[data-state=booked]")).to_be_visible()
    fits()
    page.click("#ask-call-off")
    page.click("#do-call-off")
    expect(page.locator("[data-state=called_off]")).to_be_visible()
