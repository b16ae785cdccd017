"""The greeter gives a number in two taps on a phone, and brings back who was missed."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SignIn
from tests.browser.server import HallServer, until
from tests.people import BIRTH, COPY


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "viewport": {"width": 390, "height": 844}, "has_touch": True}


@pytest.fixture
def greeter(sign_in: SignIn) -> Page:
    return sign_in("greeter", "/greeter")


def test_two_taps_give_a_number(greeter: Page, hall_server: HallServer) -> None:
    greeter.tap("summary[data-queue=H]")
    greeter.tap(f"[data-procedure='{BIRTH}']")

    number = greeter.locator("#given-number")
    expect(number).to_be_visible()
    assert number.get_attribute("data-number") in [ticket["number"] for ticket in hall_server.tickets()]


def test_priority_goes_with_one_number_only(greeter: Page, hall_server: HallServer) -> None:
    for choice in ("#priority-elderly", None):
        if choice:
            greeter.check(choice, force=True)
        greeter.tap("[data-procedure='X.001']")
        expect(greeter.locator("#given")).to_be_visible()
        greeter.tap("#given-close")

    first, second = (ticket for ticket in hall_server.tickets() if ticket["queue"] == "X")
    assert (first["priority"], second["priority"]) == ("elderly", None)


def test_who_was_missed_waits_again(greeter: Page, hall_server: HallServer) -> None:
    hall_server.takes(COPY)
    hall_server.ask("POST", "/counters/1/open", "clerk1", {})
    called = hall_server.ask("POST", "/counters/1/call-next", "clerk1", {})
    hall_server.ask("POST", f"/tickets/{called['id']}/miss", "clerk1", {})

    greeter.tap(f"#reinstate-{called['id']}")

    expect(greeter.locator(f"#waiting-{called['id']}")).to_be_visible()
    expect(greeter.locator(f"#missed-{called['id']}")).to_have_count(0)


def test_the_printer_says_how_it_is(greeter: Page) -> None:
    expect(greeter.locator(".devices")).to_contain_text("P1")
    expect(greeter.locator(".devices .condition-ready")).to_have_text("sẵn sàng")


def test_the_greeter_says_where_the_roll_is(greeter: Page, hall_server: HallServer) -> None:
    greeter.tap("#roll-face")
    greeter.select_option("#roll-queue", "M")
    greeter.fill("#roll-number", "801")
    greeter.tap("#roll-take")
    expect(greeter.locator("#roll-said")).to_have_text("✓ M801")
    other = hall_server.takes(COPY)  # the page is drawn anew
    expect(greeter.locator(f"#waiting-{other['id']}")).to_be_visible()
    expect(greeter.locator("#roll-said")).to_have_text("✓ M801")
    greeter.fill("#roll-number", "804")
    greeter.tap("#roll-take")
    expect(greeter.locator("#roll-said")).to_have_text("✓ M802 – M804")
    assert {f"M80{n}" for n in range(1, 5)} <= {ticket["number"] for ticket in hall_server.tickets()}


def test_one_number_for_a_boat_of_three_who_wish_to_speak_english(
    greeter: Page, hall_server: HallServer
) -> None:
    greeter.tap("#people-more")
    greeter.tap("#people-more")
    greeter.select_option("#speaks", "en")
    greeter.tap("[data-procedure='X.001']")
    expect(greeter.locator("#given")).to_be_visible()
    number = greeter.locator("#given-number").get_attribute("data-number")
    (boat,) = (each for each in hall_server.tickets() if each["number"] == number)
    assert (boat["people"], boat["language"]) == (3, "en")
    greeter.tap("#given-close")
    expect(greeter.locator("#people")).to_have_value("1")
    expect(greeter.locator("#speaks")).to_have_value("vi")
    expect(greeter.locator(f"#row-{boat['id']}")).to_contain_text("English")


def test_a_number_is_cancelled_by_the_second_press(greeter: Page, hall_server: HallServer) -> None:
    ticket = hall_server.takes(COPY)
    greeter.tap(f"#row-{ticket['id']}")
    cancel = greeter.locator(f"#cancel-{ticket['id']}")
    cancel.tap()
    expect(cancel).to_contain_text("Nhấn lần nữa để hủy số")
    another = hall_server.takes(COPY)
    expect(greeter.locator(f"#row-{another['id']}")).to_be_visible()
    expect(cancel).to_contain_text("Nhấn lần nữa để hủy số")
    assert ticket["number"] in [
        each["number"] for each in hall_server.tickets() if each["state"] == "waiting"
    ]
    cancel.tap()
    expect(greeter.locator(f"#waiting-{ticket['id']}")).to_have_count(0)


def test_a_lost_slip_is_printed_again(greeter: Page, hall_server: HallServer) -> None:
    ticket = hall_server.takes(COPY)
    until(lambda: ticket["id"] in [each["id"] for each in hall_server.tickets() if each["slip"] == "printed"])
    before = len(hall_server.slips())
    greeter.tap(f"#row-{ticket['id']}")
    greeter.tap(f"#reprint-{ticket['id']}")
    expect(greeter.locator("#say")).to_contain_text(f"Đang in lại phiếu số {ticket['number']}")
    until(lambda: len(hall_server.slips()) > before)
