"""Paper runs out in the hall: who sees it, how soon, and what they can do about it with a phone."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from printer.mechanism import Fault
from printer.virtual import VirtualServer
from tests.browser.conftest import SignIn
from tests.browser.server import COMMAND, ROOT, HallServer, until
from tests.people import COPY

SOON_S = 5.0


@pytest.fixture(scope="module")
def machine() -> Iterator[VirtualServer]:
    """The printer of the hall, at the end of a real line."""
    with VirtualServer() as server:
        yield server


@pytest.fixture(scope="module")
def settings(machine: VirtualServer) -> dict[str, str]:
    return {"QUEUE_PRINTER_URL": f"{machine.url}?roll=30"}


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "viewport": {"width": 390, "height": 844}, "has_touch": True}


@pytest.fixture(autouse=True)
def _well(machine: VirtualServer, hall_server: HallServer) -> None:
    machine.mechanism.paper_left_mm = None
    machine.misbehave()
    until(lambda: condition(hall_server) in ("ready", "paper_low"))


def command(hall_server: HallServer, *words: str) -> None:
    """A command of somebody who sits at the server while it runs."""
    settings = {"QUEUE_DATA": str(hall_server.data)}
    subprocess.run([*COMMAND, *words], cwd=ROOT, env={**os.environ, **settings}, check=True)


def condition(hall_server: HallServer) -> str:
    return str(hall_server.ask("GET", "/printers", "greeter")["items"][0]["condition"])


def slip(hall_server: HallServer, ticket: int) -> str:
    return str(hall_server.ask("GET", f"/tickets/{ticket}", "greeter")["slip"])


@pytest.fixture
def phone(sign_in: SignIn) -> Page:
    return sign_in("greeter", "/printers")


@pytest.fixture
def desks(
    browser: Browser, hall_server: HallServer, sign_in: SignIn, page: Page
) -> Iterator[dict[str, Page]]:
    """Kiosk, greeter and manager, each at a place of their own."""
    for login, path in (("greeter", "/greeter"), ("manager", "/manager")):
        sign_in(login, path)
        page.goto("about:blank")  # a page that still asks would bring its cookie back
        page.context.clear_cookies()
    pages = {}
    for path, login in (("/kiosk/K1", ""), ("/greeter", "greeter"), ("/manager", "manager")):
        context = browser.new_context(locale="vi-VN", viewport={"width": 1366, "height": 768})
        context.add_cookies(hall_server.cookies.get(login, []))
        pages[path] = context.new_page()
        pages[path].goto(hall_server.address + path)
    yield pages
    for each in pages.values():
        each.context.close()


WORDS = {
    "/kiosk/K1": ("[data-panel=start] .kiosk-paper", "xin ghi lại số trên màn hình"),
    "/greeter": ("#trouble-P1", "Máy in P1: hết giấy"),
    "/manager": ("#trouble-P1", "Máy in P1: hết giấy"),
}


@pytest.mark.parametrize("fault", ["between two slips", "in mid-slip"])
def test_kiosk_greeter_and_manager_see_within_five_seconds_that_paper_is_out(
    desks: dict[str, Page], machine: VirtualServer, hall_server: HallServer, fault: str
) -> None:
    for path, (place, _) in WORDS.items():
        expect(desks[path].locator(place)).to_have_count(0)
    if fault == "in mid-slip":
        machine.mechanism.paper_left_mm = 30
        hall_server.takes(COPY)
    else:
        machine.misbehave(Fault.PAPER_OUT)
    began = time.monotonic()
    for path, (place, words) in WORDS.items():
        expect(desks[path].locator(place)).to_contain_text(words, timeout=SOON_S * 1000)
    seen = time.monotonic() - began
    print(f"\npaper out {fault}: seen by all three after {seen:.1f} s")
    assert seen < SOON_S


def test_greeter_and_manager_are_told_how_many_wait_and_what_to_do(
    desks: dict[str, Page], machine: VirtualServer, hall_server: HallServer
) -> None:
    machine.misbehave(Fault.COVER_OPEN)
    ticket = hall_server.takes(COPY)["id"]
    until(lambda: slip(hall_server, ticket) == "held")
    for path in ("/greeter", "/manager"):
        note = desks[path].locator("#trouble-P1")
        expect(note).to_contain_text("1 phiếu đang chờ in")
        expect(note).to_contain_text("Xin đóng nắp máy in đến khi nghe tiếng khớp.")
        expect(note.locator("time")).to_be_visible()


def test_a_printer_that_is_switched_off_is_seen_within_five_seconds(
    desks: dict[str, Page], machine: VirtualServer
) -> None:
    machine.misbehave(Fault.REFUSES)
    began = time.monotonic()
    expect(desks["/manager"].locator("#trouble-P1")).to_contain_text("ngoại tuyến", timeout=SOON_S * 1000)
    assert time.monotonic() - began < SOON_S


def test_a_slip_that_is_perhaps_printed_is_printed_again_from_the_phone(
    phone: Page, machine: VirtualServer, hall_server: HallServer
) -> None:
    out = len(machine.slips)
    machine.mechanism.paper_left_mm = 30
    ticket = hall_server.takes(COPY)
    until(lambda: slip(hall_server, ticket["id"]) == "uncertain")
    row = phone.locator(".slip", has=phone.locator(".slip-uncertain")).first
    expect(row).to_contain_text(ticket["number"])
    expect(phone.locator("#condition-P1")).to_have_text("hết giấy")

    machine.mechanism.paper_left_mm = None
    machine.misbehave()
    expect(phone.locator("#condition-P1")).to_have_text("sẵn sàng")
    row.get_by_role("button").tap()

    until(lambda: slip(hall_server, ticket["id"]) == "printed")
    done = phone.locator(".slip", has_text=ticket["number"]).filter(has_text="in lại")
    expect(done.locator(".slip-printed").first).to_be_visible()
    assert len(machine.slips) == out + 2, "the torn one and the whole one"


def test_the_paper_counts_down_and_a_new_roll_fills_the_bar(phone: Page, hall_server: HallServer) -> None:
    phone.tap("#roll-P1")
    expect(phone.locator(".roll")).to_contain_text("Còn 30,0 m trong cuộn 30,0 m")
    for _ in range(2):
        hall_server.takes(COPY)
    expect(phone.locator(".roll")).to_contain_text("đủ giấy cho khoảng")
    expect(phone.locator(".roll")).not_to_contain_text("Còn 30,0 m")


@pytest.mark.parametrize("button", ["#test-P1", "#self-P1"])
def test_a_test_page_comes_out_on_request(phone: Page, machine: VirtualServer, button: str) -> None:
    out = len(machine.slips)
    phone.tap(button)
    machine.wait_for_slips(out + 1, 10)
    expect(phone.locator(".slip", has_text="In thử").first).to_contain_text("đã in")


def test_the_kiosk_says_at_which_other_printer_the_slip_comes_out(
    desks: dict[str, Page], machine: VirtualServer, hall_server: HallServer
) -> None:
    command(hall_server, "printer", "set", "P2", "virtual:")
    until(lambda: hall_server.ask("GET", "/printers", "greeter")["items"][1]["condition"] == "ready")
    hall_server.ask("POST", "/printers/P1/stand-in", "manager", {"stand_in": "P2"})
    machine.misbehave(Fault.PAPER_OUT)
    kiosk = desks["/kiosk/K1"]
    expect(kiosk.locator("[data-panel=start] .kiosk-paper")).to_contain_text("xin ghi lại số")
    kiosk.click("[data-panel=start] [data-queue=X]")
    expect(kiosk.locator("[data-panel=number] [data-slip=none]")).to_be_visible()
    elsewhere = kiosk.locator("[data-panel=number] [data-slip=elsewhere]")
    expect(elsewhere).to_contain_text("Phiếu của ông/bà được in ở máy in P2", timeout=15_000)
    expect(kiosk.locator("[data-panel=number] [data-slip=none]")).to_be_hidden()
    number = kiosk.locator("[data-panel=number] .number-big").get_attribute("data-number")
    until(lambda: any(str(number) in each.name for each in hall_server.slips()))
    hall_server.ask("POST", "/printers/P1/stand-in", "manager", {})


def test_the_administrator_says_how_long_a_slip_may_wait(sign_in: SignIn, hall_server: HallServer) -> None:
    page = sign_in("admin", "/printers")
    page.fill("#minutes", "3")
    page.tap("#set-stale-after")
    until(lambda: hall_server.ask("GET", "/hall", "admin")["stale_after_s"] == 180)
