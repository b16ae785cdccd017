"""Signing in, being refused, and the start page."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import SignIn
from tests.browser.server import HallServer


def test_a_newcomer_finds_every_page_from_the_start(page: Page, hall_server: HallServer) -> None:
    page.goto(hall_server.address)
    ways = {way.get_attribute("href") for way in page.locator("a.way").all()}

    assert {"/kiosk/K1", "/display/D1", "/counter/1", "/counter/4", "/greeter", "/manager", "/admin"} <= ways


def test_a_page_of_the_staff_asks_to_sign_in_and_then_opens(page: Page, hall_server: HallServer) -> None:
    page.goto(f"{hall_server.address}/counter/1")

    expect(page).to_have_url(f"{hall_server.address}/login?next=/counter/1")
    expect(page.locator("#login")).to_be_focused()


def test_a_wrong_password_says_so_beside_the_field(
    page: Page, hall_server: HallServer, complaints: list[str]
) -> None:
    page.goto(f"{hall_server.address}/login")
    page.fill("#login", "clerk1")
    page.fill("#password", "khong-phai")
    page.press("#password", "Enter")

    expect(page.locator("#login-error")).to_contain_text("Tên đăng nhập hoặc mật khẩu không đúng")
    expect(page.locator("#login")).to_have_value("clerk1")
    expect(page.locator("#password")).to_be_focused()
    complaints.clear()  # the refusal itself


def test_a_clerk_is_told_that_the_managers_page_is_not_hers(
    sign_in: SignIn, hall_server: HallServer, complaints: list[str]
) -> None:
    page = sign_in("clerk1", "/counter/1")
    page.goto(f"{hall_server.address}/manager")

    expect(page.locator("[data-problem=not_allowed]")).to_contain_text("không có quyền")
    complaints.clear()


def test_signing_out_shuts_the_door(sign_in: SignIn, hall_server: HallServer) -> None:
    page = sign_in("clerk2", "/counter/2")

    page.click("#logout")
    expect(page).to_have_url(f"{hall_server.address}/login")
    page.goto(f"{hall_server.address}/counter/2")

    expect(page.locator("#password")).to_be_visible()


def test_the_language_is_remembered(page: Page, hall_server: HallServer) -> None:
    page.goto(f"{hall_server.address}/login")
    page.click("#language")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.goto(hall_server.address)

    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#citizens")).to_have_text("For citizens")


def test_the_administrator_prints_a_test_slip(sign_in: SignIn, hall_server: HallServer) -> None:
    page = sign_in("admin", "/admin")
    expect(page.locator("#printer-P1 .condition-ready")).to_be_visible()
    before = len(hall_server.slips())

    with page.expect_response("**/test-slip") as answer:
        page.click("#test-P1")

    assert answer.value.ok
    expect(page.locator(".matrix tbody tr")).to_have_count(4)
    assert len(hall_server.slips()) >= before
