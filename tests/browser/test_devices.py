"""A new screen in a real hall: it shows six digits, is named by the administrator, and goes on by itself."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import SignIn
from tests.browser.server import HallServer


@pytest.fixture(scope="module")
def hall_server(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[HallServer]:
    """A hall that trusts no machine, not even this one."""
    data = tmp_path_factory.mktemp("hall")
    shutil.copytree(founded, data, dirs_exist_ok=True)
    with closing(sqlite3.connect(data / "queue.sqlite")) as db, db:
        db.execute("UPDATE hall SET trusts_this_machine = 0")
    server = HallServer(data)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def tv(browser: Browser) -> Iterator[Page]:
    """A television on the wall, with cookies of its own."""
    context = browser.new_context(viewport={"width": 1920, "height": 1080}, locale="vi-VN")
    yield context.new_page()
    context.close()


def digits(tv: Page) -> str:
    expect(tv.locator("#digits")).to_be_visible()
    return tv.get_attribute("#digits", "data-digits") or ""


def pair(admin: Page, shown: str, code: str, **place: str) -> None:
    admin.fill("#digits", f"{shown[:3]} {shown[3:]}")
    admin.fill("#code", code)
    for field, value in place.items():
        admin.fill(f"#{field}", value)
    admin.click("[data-action=pair]")
    expect(admin.locator(".done")).to_contain_text(code)


def test_a_new_screen_is_paired_and_managed_from_the_desk(
    tv: Page, sign_in: SignIn, hall_server: HallServer
) -> None:
    tv.goto(f"{hall_server.address}/display/D1")
    shown = digits(tv)
    tv.reload()
    assert digits(tv) == shown

    admin = sign_in("admin", "/admin/devices")
    pair(admin, shown, "D1", name="Sảnh chính")
    tv.wait_for_selector("body[data-state=live]", timeout=8_000)
    expect(tv).to_have_url(f"{hall_server.address}/display/D1")
    row = admin.locator("#device-D1")
    expect(row).to_have_attribute("data-state", "paired")
    expect(row).to_contain_text("Sảnh chính")
    admin.reload()
    expect(row).to_contain_text("mới nhất")

    row.locator("[data-action=identify]").click()
    expect(tv.locator("#identity")).to_have_text("D1")

    tv.evaluate("document.body.dataset.old = 'yes'")
    row.locator("[data-action=reload]").click()
    tv.wait_for_selector("body[data-state=live]:not([data-old])", timeout=8_000)

    row.locator("[data-action=unpair]").click()
    expect(tv.locator("#digits")).to_be_visible(timeout=15_000)
    assert digits(tv) != shown
    expect(row).to_have_attribute("data-state", "unpaired")


def test_a_screen_opened_at_any_address_goes_to_the_page_it_was_given(
    tv: Page, sign_in: SignIn, hall_server: HallServer
) -> None:
    tv.goto(f"{hall_server.address}/display/TV")
    pair(sign_in("admin", "/admin/devices"), digits(tv), "D7")
    tv.wait_for_url(f"{hall_server.address}/display/D7")
    tv.wait_for_selector("body[data-state=live]", timeout=8_000)


def test_a_kiosk_is_paired_too(tv: Page, sign_in: SignIn, hall_server: HallServer) -> None:
    tv.goto(f"{hall_server.address}/kiosk/K1")
    pair(sign_in("admin", "/admin/devices"), digits(tv), "K1")
    expect(tv.locator("[data-panel=start]")).to_be_visible()


@pytest.mark.parametrize("path", ["/display/D8", "/kiosk/K2"])
def test_a_device_that_does_not_hear_that_its_pairing_ended_notices_by_itself(
    tv: Page, sign_in: SignIn, hall_server: HallServer, path: str
) -> None:
    tv.route_web_socket("**/socket.io/**", lambda line: line.close())
    tv.goto(f"{hall_server.address}{path}")
    code = path.rpartition("/")[2]
    pair(sign_in("admin", "/admin/devices"), digits(tv), code)
    expect(tv.locator("#digits")).to_have_count(0, timeout=15_000)

    hall_server.ask("POST", f"/devices/{code}/unpair", "admin", {})
    expect(tv.locator("#digits")).to_be_visible(timeout=15_000)


def test_a_screen_that_is_unpaired_by_a_command_shows_its_digits(
    tv: Page, sign_in: SignIn, hall_server: HallServer
) -> None:
    tv.goto(f"{hall_server.address}/display/D9")
    pair(sign_in("admin", "/admin/devices"), digits(tv), "D9")
    tv.wait_for_selector("body[data-state=live]", timeout=8_000)

    hall_server.command("device", "unpair", "D9")
    expect(tv.locator("#digits")).to_be_visible(timeout=15_000)


def test_wrong_digits_are_told_beside_the_field(
    sign_in: SignIn, hall_server: HallServer, complaints: list[str]
) -> None:
    admin = sign_in("admin", "/admin/devices")
    admin.fill("#digits", "000 000")
    admin.fill("#code", "D1")
    admin.click("[data-action=pair]")
    expect(admin.locator("#digits-error")).to_contain_text("Không có màn hình nào")
    expect(admin.locator("#digits")).to_have_value("000000")
    complaints.clear()  # the refusal itself


def test_an_unpaired_screen_says_that_the_server_is_away_and_then_goes_on(
    tv: Page, hall_server: HallServer
) -> None:
    tv.goto(f"{hall_server.address}/display/D1")
    digits(tv)
    tv.context.set_offline(True)
    expect(tv.locator("#away")).to_be_visible()
    tv.context.set_offline(False)
    expect(tv.locator("#away")).to_be_hidden()
