"""Every move of a clerk's day, by keyboard alone, at most two presses each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import APIResponse, Page, Route, expect

from tests.browser.conftest import SignIn
from tests.browser.server import HallServer
from tests.people import BIRTH, COPY, RESULT

Person = dict[str, Any]


@pytest.fixture(autouse=True)
def _empty_afterwards(hall_server: HallServer) -> Iterator[None]:
    yield
    hall_server.empties("1", "2")


@pytest.fixture
def desk(sign_in: SignIn, hall_server: HallServer) -> Page:
    """Counter 1 is open and nobody waits."""
    hall_server.ask("POST", "/counters/1/open", "clerk1", {})
    page = sign_in("clerk1", "/counter/1")
    expect(page.locator("body")).to_have_attribute("data-line-state", "live")
    return page


@pytest.fixture
def called(desk: Page, hall_server: HallServer) -> Person:
    """Somebody was called to counter 1."""
    ticket = hall_server.takes(COPY)
    expect(desk.locator("#person-none [data-number]")).to_be_visible()
    desk.keyboard.press("F2")
    expect(desk.locator(".person-called")).to_be_visible()
    return ticket


@pytest.fixture
def serving(desk: Page, called: Person) -> Person:
    """Somebody is served at counter 1."""
    desk.keyboard.press("F2")
    expect(desk.locator(".person-serving")).to_be_visible()
    return called


@pytest.fixture
def now(hall_server: HallServer) -> Callable[[Person], Person]:
    def look(ticket: Person) -> Person:
        found: Person = hall_server.ask("GET", f"/tickets/{ticket['id']}", "clerk1")
        return found

    return look


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def is_free(page: Page) -> None:
    expect(page.locator("#person-none")).to_be_visible()


def press_way(page: Page, procedure: str) -> None:
    """Press the key that stands before this procedure in the open list."""
    page.keyboard.press(page.locator(f'.menu[open] [data-body*="{procedure}"] kbd').inner_text().lower())


def find_words(page: Page, text: str, name: str) -> None:
    """Type a part of a name until it is the first that is found."""
    page.keyboard.type(text)
    expect(page.locator(".menu[open] .found .way").first).to_contain_text(name)


def find(page: Page, text: str, name: str) -> None:
    """Take what `find_words` finds."""
    find_words(page, text, name)
    page.keyboard.press("Enter")


Look = Callable[[Person], Person]


def test_put_back_after_three_people(desk: Page, called: Person, hall_server: HallServer, now: Look) -> None:
    for _ in range(4):
        hall_server.takes(COPY)
    press(desk, "b", "3")
    is_free(desk)
    assert (now(called)["state"], now(called)["ahead"]) == ("waiting", 3)


def test_put_back_with_grace_keeps_the_place_and_says_until_when(
    desk: Page, called: Person, now: Look
) -> None:
    press(desk, "b", "5")
    is_free(desk)
    expect(desk.locator(f"#row-{called['id']}")).to_contain_text("không gọi trước")
    assert now(called)["not_before"] is not None
    expect(desk.locator("#person-none")).to_contain_text("Không có ai đang chờ.")


def test_set_aside_with_a_reason_and_call_back(desk: Page, serving: Person, now: Look) -> None:
    press(desk, "g", "2")
    is_free(desk)
    assert now(serving)["state"] == "parked"
    desk.press(f"#call-{serving['id']}", "Enter")
    expect(desk.locator(".person-called")).to_be_visible()


def test_finish_with_another_outcome(desk: Page, serving: Person, now: Look) -> None:
    press(desk, "k", "4")
    is_free(desk)
    assert now(serving)["services"][0]["outcome"] == "missing_papers"


def test_transfer_to_a_named_counter_with_a_note_and_back(desk: Page, serving: Person, now: Look) -> None:
    press(desk, "c")
    desk.fill("[name=note]", "cần trích lục 12")
    desk.check("[name=return_to_sender]")
    desk.keyboard.press("1")
    is_free(desk)
    sent = now(serving)
    assert (sent["directed"], sent["note"], sent["returns_to"]) == ("2", "cần trích lục 12", "1")


def test_the_colleague_reads_the_note_and_sends_the_person_back(
    sign_in: SignIn, hall_server: HallServer, desk: Page, serving: Person, now: Look
) -> None:
    body = {"counter": "1", "to_counter": "2", "note": "cần trích lục 12", "return_to_sender": True}
    hall_server.ask("POST", f"/tickets/{serving['id']}/transfer", "clerk1", body)
    hall_server.ask("POST", "/counters/2/open", "clerk2", {})
    page = sign_in("clerk2", "/counter/2")
    expect(page.locator(f"#row-{serving['id']}")).to_contain_text("cần trích lục 12")
    press(page, "F2")
    expect(page.locator(".person-note")).to_contain_text("cần trích lục 12")
    press(page, "F2")
    expect(page.locator(".person-serving")).to_contain_text("xong quay lại quầy 1")
    press(page, "F9")
    is_free(page)
    assert (now(serving)["state"], now(serving)["directed"]) == ("waiting", "1")


def test_transfer_to_a_queue(desk: Page, serving: Person, now: Look) -> None:
    press(desk, "c", "4")
    is_free(desk)
    assert (now(serving)["queue"], now(serving)["number"]) == ("H", serving["number"])


def test_three_matters_in_one_visit_each_with_its_own_record(desk: Page, serving: Person, now: Look) -> None:
    desk.fill("[name=quantity]", "5")
    desk.locator("[name=quantity]").blur()
    press(desk, "d")
    press_way(desk, RESULT)
    expect(desk.locator(".services li")).to_have_count(2)
    expect(desk.locator(".services li").first).to_contain_text("× 5")
    expect(desk.locator(".person-procedure")).to_contain_text("Nhận kết quả")
    press(desk, "d", "/")
    find(desk, "dang ky khai sinh", "Đăng ký khai sinh")
    expect(desk.locator(".services li")).to_have_count(3)
    desk.locator(".services li").first.get_by_role("button").press("Enter")
    expect(desk.locator(".services li")).to_have_count(4)
    press(desk, "F9")
    is_free(desk)

    done = [each["procedure"] for each in now(serving)["services"]]
    assert done == [COPY, RESULT, BIRTH, COPY]


def test_a_list_opens_again_before_the_answer_to_its_last_way_has_come(desk: Page, serving: Person) -> None:
    answers: list[tuple[Route, APIResponse]] = []
    desk.route(f"**/api/v1/tickets/{serving['id']}/**", lambda route: answers.append((route, route.fetch())))
    press(desk, "d")
    press_way(desk, RESULT)
    expect(desk.locator(".services li")).to_have_count(2)  # the news was quicker
    press(desk, "d", "/")
    find_words(desk, "dang ky khai sinh", "Đăng ký khai sinh")
    for route, answer in answers:
        route.fulfill(response=answer)
    desk.unroute_all()
    expect(desk.locator('[aria-busy="true"]')).to_have_count(0)
    desk.keyboard.press("Enter")
    expect(desk.locator(".services li")).to_have_count(3)


def test_somebody_without_a_number_is_served_at_once(desk: Page, hall_server: HallServer) -> None:
    press(desk, "v", "1")
    expect(desk.locator(".person-serving")).to_be_visible()
    latest = hall_server.tickets()[-1]
    assert (latest["state"], latest["slip"]) == ("serving", None)


def test_a_waiting_person_is_directed_to_one_counter_and_free_again(
    desk: Page, hall_server: HallServer, now: Look
) -> None:
    hall_server.takes(COPY)
    ticket = hall_server.takes(COPY)
    expect(desk.locator("#waiting li")).to_have_count(2)
    press(desk, "2", "9")
    expect(desk.locator(f"#row-{ticket['id']}")).to_contain_text("chờ riêng quầy 4")
    assert now(ticket)["directed"] == "4"
    hall_server.ask("POST", f"/tickets/{ticket['id']}/direct", "greeter", {"counter": "1"})
    expect(desk.locator(f"#row-{ticket['id']}")).to_contain_text("quầy này")
    press(desk, "1", "Escape", "2", "0")
    expect(desk.locator(f"#row-{ticket['id']}")).not_to_contain_text("quầy này")
    assert now(ticket)["directed"] is None


def test_somebody_further_back_is_called_for_a_reason(desk: Page, hall_server: HallServer, now: Look) -> None:
    hall_server.takes(COPY)
    ticket = hall_server.takes(COPY)
    expect(desk.locator("#waiting li")).to_have_count(2)
    press(desk, "2", "1")
    expect(desk.locator(".person-called")).to_contain_text(ticket["number"])


def test_a_number_that_waits_is_cancelled(desk: Page, hall_server: HallServer, now: Look) -> None:
    ticket = hall_server.takes(COPY)
    expect(desk.locator("#waiting li")).to_have_count(1)
    press(desk, "1", "x")
    expect(desk.locator("#waiting li")).to_have_count(0)
    assert now(ticket)["state"] == "cancelled"


def test_transfer_to_any_procedure_by_a_part_of_its_name(desk: Page, serving: Person, now: Look) -> None:
    press(desk, "c", "/")
    find(desk, "hoa giai", "Hòa giải")
    is_free(desk)
    assert now(serving)["queue"] == "K"


def test_what_is_not_found_moves_nobody(desk: Page, serving: Person, now: Look) -> None:
    press(desk, "c", "/")
    desk.keyboard.type("xyzzy")
    expect(desk.locator(".menu[open] .found")).to_have_text("Không tìm thấy.")
    press(desk, "Enter")
    assert now(serving)["state"] == "serving"


def test_arrows_go_through_a_list(desk: Page, serving: Person, now: Look) -> None:
    press(desk, "k", "ArrowDown", "ArrowDown", "ArrowUp", "Enter")
    is_free(desk)
    assert now(serving)["services"][0]["outcome"] == "file_received"


def test_the_key_that_opened_a_list_is_no_way_of_it(desk: Page, serving: Person, now: Look) -> None:
    press(desk, "c", "c")
    expect(desk.locator(".menu[open]")).to_have_count(0)
    assert now(serving)["state"] == "serving"


def test_the_last_good_end_of_a_procedure_is_offered_again(
    desk: Page, serving: Person, hall_server: HallServer, now: Look
) -> None:
    press(desk, "k", "2")
    is_free(desk)
    second, third = hall_server.takes(COPY), hall_server.takes(COPY)
    expect(desk.locator("#waiting li")).to_have_count(2)
    press(desk, "F2")
    expect(desk.locator(".person-called")).to_be_visible()
    press(desk, "F2")
    expect(desk.locator("#finish-and-call-next")).to_contain_text("Đã nhận hồ sơ")
    press(desk, "F2")
    expect(desk.locator(".person-called")).to_contain_text(third["number"])
    assert now(second)["services"][0]["outcome"] == "file_received"


def test_did_not_come_and_set_aside_are_undone_by_one_key(
    desk: Page, serving: Person, hall_server: HallServer, now: Look
) -> None:
    press(desk, "g", "1")
    is_free(desk)
    press(desk, "q")
    expect(desk.locator(".person-called")).to_be_visible()
    press(desk, "F8")
    expect(desk.locator("#undo")).to_be_visible()
    press(desk, "z")
    expect(desk.locator("#waiting li")).to_have_count(1)
    assert now(serving)["state"] == "waiting"


def test_wrong_times_are_left_out_and_the_page_says_so(desk: Page, serving: Person, now: Look) -> None:
    press(desk, "t")
    expect(desk.locator("#say")).to_have_text("Thời gian của lượt này sẽ không tính vào số liệu.")
    assert now(serving)["services"][0]["times_wrong"] is True


def test_a_called_person_who_gives_up_is_cancelled(desk: Page, called: Person, now: Look) -> None:
    press(desk, "x")
    is_free(desk)
    assert now(called)["state"] == "cancelled"


def test_why_is_said_when_a_row_is_folded_down(desk: Page, hall_server: HallServer) -> None:
    hall_server.takes(COPY)
    ticket = hall_server.takes(COPY)
    desk.press(f"#row-{ticket['id']}", "Enter")
    expect(desk.locator(f"#why-{ticket['id']}")).to_contain_text(ticket["number"])
    hall_server.takes(COPY)  # and it stays when the line is drawn anew
    expect(desk.locator("#waiting li")).to_have_count(3)
    expect(desk.locator(f"#why-{ticket['id']}")).to_contain_text(ticket["number"])


def test_escape_folds_a_list_up_and_nothing_happens(desk: Page, called: Person, now: Look) -> None:
    press(desk, "b", "Escape", "1")
    expect(desk.locator(".menu[open]")).to_have_count(0)
    assert now(called)["state"] == "called"


def test_portal_help_shows_a_code_and_ends_with_an_assisted_filing(
    desk: Page, serving: Person, now: Look
) -> None:
    press(desk, "p")
    code = desk.locator("#portal img")
    expect(code).to_be_visible()
    assert code.evaluate("image => image.complete && image.naturalWidth > 0")
    expect(desk.locator("#portal a")).to_have_attribute("href", re.compile(f"ma_thu_tuc={COPY}$"))
    desk.press("#assisted", "Enter")
    is_free(desk)
    assert now(serving)["services"][0]["outcome"] == "assisted_online"
