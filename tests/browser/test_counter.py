"""A clerk's morning, by keyboard alone, with and without the live line."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SignIn
from tests.browser.server import PASSWORD, HallServer
from tests.people import BIRTH, COPY

NOW = ".person [data-ticket]"


@pytest.fixture(autouse=True)
def _closed_afterwards(hall_server: HallServer) -> Iterator[None]:
    """Each test begins with closed counters and nobody waiting."""
    yield
    hall_server.empties("1", "2")


def number_now(page: Page) -> str:
    return page.locator(NOW).get_attribute("data-number") or ""


def test_a_clerk_needs_no_mouse(page: Page, hall_server: HallServer) -> None:
    first, second = hall_server.takes(COPY), hall_server.takes(COPY)
    page.goto(f"{hall_server.address}/login?next=/counter/1")
    page.keyboard.type("clerk1")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{hall_server.address}/counter/1")

    page.keyboard.press("F2")
    expect(page.locator("#call-next")).to_be_enabled()
    page.keyboard.press("F2")
    expect(page.locator(NOW)).to_have_text(first["number"])
    page.keyboard.press("F2")
    expect(page.locator(".person-serving")).to_be_visible()
    page.keyboard.press("F2")
    expect(page.locator(NOW)).to_have_text(second["number"])
    page.keyboard.press("F8")
    expect(page.locator(".person-none")).to_contain_text(f"{second['number']} không đến")

    states = {ticket["number"]: ticket["state"] for ticket in hall_server.tickets()}
    assert (states[first["number"]], states[second["number"]]) == ("served", "no_show")


def test_every_key_stands_on_its_button(sign_in: SignIn, hall_server: HallServer) -> None:
    hall_server.takes(COPY)
    page = sign_in("clerk1", "/counter/1")
    for step in ("#open", "#call-next"):
        page.click(step)
    expect(page.locator(NOW)).to_be_visible()

    keyed = page.locator("button[data-key], summary[data-key]")
    assert keyed.count() >= 6
    for button in keyed.all():
        shown = button.locator("kbd").inner_text().split()
        assert shown[0] == button.get_attribute("data-key")
        assert len(shown) == 1 + shown[0].startswith("F"), "with its key on the number pad"


def test_enter_goes_on_where_the_last_press_left_off(sign_in: SignIn, hall_server: HallServer) -> None:
    hall_server.takes(COPY)
    page = sign_in("clerk1", "/counter/1")

    page.locator("#open").press("Enter")
    expect(page.locator("#call-next")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#move-start")).to_be_focused()


def test_a_missed_person_comes_back_by_undo(sign_in: SignIn, hall_server: HallServer) -> None:
    ticket = hall_server.takes(COPY)
    page = sign_in("clerk1", "/counter/1")
    page.click("#open")
    page.click("#call-next")
    page.click("#move-miss")

    page.click("#undo")

    expect(page.locator(f"#waiting [data-number={ticket['number']}]")).to_be_visible()
    expect(page.locator(f"#undo-{ticket['id']}")).to_have_count(0)


def test_keys_do_nothing_while_somebody_types(sign_in: SignIn, hall_server: HallServer) -> None:
    ticket = hall_server.takes(COPY)
    page = sign_in("clerk1", "/counter/1")
    page.click("#open")
    page.click("#call-next")
    page.click("#move-start")

    field = page.locator("[name=file_number]")
    field.fill("H32-1")
    for key in ("F2", "F9", "k", "1", "NumpadEnter"):
        field.press(key)
    hall_server.takes(COPY)  # the page is drawn anew under the typing hand
    expect(page.locator("#waiting li")).to_have_count(1)
    expect(field).to_be_focused()
    expect(field).to_have_value("H32-1k1")
    expect(page.locator(".person-serving")).to_be_visible()

    page.click("#move-finish")
    expect(page.locator(".person-none")).to_be_visible()
    served = hall_server.ask("GET", f"/tickets/{ticket['id']}", "clerk1")
    assert served["services"][0]["file_number"] == "H32-1k1"


def test_out_of_turn_takes_a_reason_from_a_list(sign_in: SignIn, hall_server: HallServer) -> None:
    hall_server.takes(COPY)
    later = hall_server.takes(COPY)
    page = sign_in("clerk1", "/counter/1")
    page.click("#open")
    expect(page.locator("#call-next")).to_be_enabled()
    page.focus(f"#row-{later['id']}")

    page.keyboard.press("Enter")
    page.keyboard.press("1")

    expect(page.locator(NOW)).to_have_text(later["number"])
    journal = hall_server.ask("GET", "/journal?limit=5000", "manager")["items"]
    called = [each["body"] for each in journal if each["kind"] == "ticket.called"][-1]
    assert (called["reason"], called["chosen"]) == ("old_or_disabled", True)


def test_a_number_taken_elsewhere_appears_by_itself(sign_in: SignIn, hall_server: HallServer) -> None:
    page = sign_in("clerk2", "/counter/2")
    expect(page.locator("body")).to_have_attribute("data-line-state", "live")

    ticket = hall_server.takes(BIRTH)

    expect(page.locator(f"#waiting [data-number={ticket['number']}]")).to_be_visible(timeout=2_000)


def test_a_pause_says_why_and_ends_with_one_key(sign_in: SignIn) -> None:
    page = sign_in("clerk1", "/counter/1")
    page.click("#open")
    page.select_option("#reason", "meeting")

    page.click("#pause")
    expect(page.locator(".state-name")).to_contain_text("tạm nghỉ: họp đột xuất")

    page.keyboard.press("F2")
    expect(page.locator("#call-next")).to_be_enabled()


def test_a_transferred_person_waits_for_the_other_procedure(sign_in: SignIn, hall_server: HallServer) -> None:
    ticket = hall_server.takes(COPY)
    page = sign_in("clerk1", "/counter/1")
    page.click("#open")
    page.click("#call-next")
    page.click("#move-start")

    page.keyboard.press("c")
    page.fill("#transfer-find-text", "dang ky khai sinh")
    expect(page.locator("#transfer-find-found-1")).to_contain_text("Đăng ký khai sinh")
    page.press("#transfer-find-text", "Enter")

    expect(page.locator(".person-none")).to_be_visible()
    moved = next(each for each in hall_server.tickets() if each["id"] == ticket["id"])
    assert (moved["state"], moved["procedure"], moved["number"]) == ("waiting", BIRTH, ticket["number"])


@pytest.mark.usefixtures("without_sockets")
def test_without_the_live_line_the_page_says_so_and_works_on(
    sign_in: SignIn, hall_server: HallServer, complaints: list[str]
) -> None:
    page = sign_in("clerk1", "/counter/1")
    expect(page.locator("[data-line=poll]")).to_be_visible(timeout=10_000)

    page.click("#open")
    ticket = hall_server.takes(COPY)
    expect(page.locator(f"#waiting [data-number={ticket['number']}]")).to_be_visible(timeout=7_000)
    page.click("#call-next")
    expect(page.locator(NOW)).to_have_text(ticket["number"])
    page.click("#move-start")
    page.click("#move-finish")
    expect(page.locator(".person-none")).to_be_visible()
    complaints.clear()  # the line that was cut


def test_another_clerks_counter_is_refused_in_a_sentence(
    sign_in: SignIn, hall_server: HallServer, complaints: list[str]
) -> None:
    hall_server.ask("POST", "/counters/2/open", "clerk2", {})
    page = sign_in("clerk1", "/counter/2")

    page.click("#call-next")

    expect(page.locator("#say")).to_have_text("Quầy 2 đang có cán bộ khác làm việc.")
    complaints.clear()


def test_every_move_is_in_sight_without_scrolling(sign_in: SignIn, hall_server: HallServer) -> None:
    for _ in range(12):
        hall_server.takes(COPY)
    page = sign_in("clerk1", "/counter/1")
    steps = ["#open", "#call-next", "#move-start"]
    states = ["#call-next", ".person-called", ".person-serving"]
    for step, state in zip(steps, states, strict=True):
        page.click(step)
        expect(page.locator(state)).to_be_visible()
        assert lowest(page) <= 768, state

    ticket = next(each for each in hall_server.tickets() if each["state"] == "serving")
    body = {"counter": "1", "procedure": BIRTH}
    hall_server.ask("POST", f"/tickets/{ticket['id']}/services", "clerk1", body)
    expect(page.locator(".services li")).to_have_count(2)
    assert lowest(page) <= 768, "with two procedures"
    page.keyboard.press("n")
    expect(page.locator("#file-received")).to_be_in_viewport(ratio=1)


def lowest(page: Page) -> float:
    """The lower edge of the lowest button of the desk, in px of the page."""
    bottoms = "all => all.map(each => each.getBoundingClientRect().bottom)"
    return float(max(page.locator(".desk-now .move:visible").evaluate_all(bottoms)))
