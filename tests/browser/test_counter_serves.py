"""What a counter serves changes at once, by the clerk or the manager, on every open page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.conftest import SignIn
from tests.browser.server import HallServer
from tests.people import BIRTH

SAMPLE = {"1": "AX", "2": "H"}


@pytest.fixture(autouse=True)
def _as_it_was(hall_server: HallServer) -> Iterator[None]:
    yield
    for code, queues in SAMPLE.items():
        hall_server.ask("POST", f"/counters/{code}/seat", "manager", {})
        hall_server.serves(code, queues)


def test_the_manager_changes_and_the_open_page_follows(
    sign_in: SignIn, context: BrowserContext, hall_server: HallServer
) -> None:
    hall_server.takes(BIRTH)
    desk = sign_in("clerk1", "/counter/1")
    desk.click("#open")
    expect(desk.locator(".state-serves summary .chip")).to_have_count(2)
    expect(desk.locator("#waiting")).to_have_count(0)

    hall_server.serves("1", "AHX")

    expect(desk.locator(".state-serves summary .chip")).to_have_count(3)
    expect(desk.locator("#waiting [data-number^=H]")).to_be_visible()


def test_the_manager_chooses_in_the_matrix(sign_in: SignIn, hall_server: HallServer) -> None:
    page = sign_in("manager", "/manager")
    page.click("#to-matrix")
    expect(page.locator("body")).to_have_attribute("data-line-state", "live")
    page.select_option("#serves-2-A", "yes")
    expect(page.locator("#serves-2-A")).to_have_attribute("data-value", "yes")
    page.select_option("#serves-2-H", "")
    expect(page.locator("#serves-2-H")).to_have_attribute("data-value", "")

    assert hall_server.counter("2")["queues"] == ["A"]


def test_a_clerk_chooses_what_she_serves(sign_in: SignIn, hall_server: HallServer) -> None:
    page = sign_in("clerk1", "/counter/1")
    page.click("#serves-summary")
    page.select_option("#serves-1-M", "yes")

    expect(page.locator("#serves-summary")).to_contain_text("Chính sách")
    assert hall_server.counter("1")["queues"] == ["A", "M", "X"]
    expect(page.locator("#serves")).to_have_attribute("open", "")


def test_a_refused_choice_goes_back(sign_in: SignIn, hall_server: HallServer, complaints: list[str]) -> None:
    page = sign_in("clerk1", "/counter/2")
    page.click("#serves-summary")
    expect(page.locator("#serves-2-M")).to_be_enabled()
    page.route("**/counter/2/desk", lambda route: route.abort())  # the page does not hear of it in time
    hall_server.ask("POST", "/counters/2/open", "clerk2", {})
    page.select_option("#serves-2-M", "yes")
    expect(page.locator("#say")).to_have_text("Quầy 2 đang có cán bộ khác làm việc.")
    page.unroute_all()

    expect(page.locator("#serves-2-M")).to_have_value("")
    expect(page.locator("#serves-2-M")).to_be_disabled()
    complaints.clear()


def test_a_clerk_whom_the_manager_seats_goes_on_with_one_key(
    sign_in: SignIn, hall_server: HallServer
) -> None:
    page = sign_in("manager", "/manager/counters")
    expect(page.locator("body")).to_have_attribute("data-line-state", "live")
    page.select_option("#seat-1", "clerk1")
    expect(page.locator("#seat-1")).to_have_attribute("data-value", "clerk1")
    assert hall_server.counter("1")["state"] == "paused"
    page.goto("about:blank")  # or it would go on asking, and as the clerk

    desk = sign_in("clerk1", "/counter/1")
    expect(desk.locator(".state-name")).to_contain_text("do người quản lý phân công")
    desk.keyboard.press("F2")
    expect(desk.locator("#call-next")).to_be_enabled()
    assert hall_server.counter("1")["staff"] == "clerk1"


def test_a_clerk_at_two_counters_goes_from_one_to_the_other(sign_in: SignIn, hall_server: HallServer) -> None:
    hall_server.ask("POST", "/counters/2/open", "clerk1", {})
    page = sign_in("clerk1", "/counter/1")
    page.click("#open")

    page.click(".state-also a")

    page.wait_for_url("**/counter/2")
    expect(page.locator("#call-next")).to_be_enabled()
