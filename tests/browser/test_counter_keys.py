"""Keyboard, number pad and keys of one's own: no hand needs to leave the keys."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import APIResponse, Page, Route, expect

from tests.browser.conftest import SignIn
from tests.browser.server import HallServer
from tests.people import COPY

NOW = ".person [data-ticket]"
NUM_LOCK_OFF = """code => document.activeElement.dispatchEvent(new KeyboardEvent("keydown",
  { code, key: "Unidentified", bubbles: true, cancelable: true }))"""


@pytest.fixture(autouse=True)
def _empty_afterwards(hall_server: HallServer) -> Iterator[None]:
    yield
    hall_server.empties("1")


class Slow:
    """A move whose request, or whose answer, is long on its way."""

    def __init__(self, page: Page, path: str) -> None:
        self._routes: list[Route] = []
        self._answers: list[APIResponse] = []
        self._page, self._path = page, path
        page.route(path, lambda route: self._routes.append(route))

    def begins(self, selector: str) -> None:
        with self._page.expect_request(self._path):
            self._page.click(selector)

    def is_done(self) -> None:
        """The server has done it; its answer has not come."""
        self._answers.append(self._routes[-1].fetch())

    def goes_on(self) -> None:
        self._page.evaluate(
            "addEventListener('answered', () => { document.body.dataset.answered = 'yes' }, true)"
        )
        if self._answers:
            self._routes[-1].fulfill(response=self._answers[-1])
        else:
            self._routes[-1].continue_()
        expect(self._page.locator("body")).to_have_attribute("data-answered", "yes")


@pytest.fixture
def desk(sign_in: SignIn, hall_server: HallServer) -> Page:
    """Counter 1 is open and somebody waits."""
    hall_server.ask("POST", "/counters/1/open", "clerk1", {})
    hall_server.takes(COPY)
    page = sign_in("clerk1", "/counter/1")
    expect(page.locator("body")).to_have_attribute("data-line-state", "live")
    return page


def test_the_number_pad_serves_a_person_alone(desk: Page, hall_server: HallServer) -> None:
    desk.keyboard.press("NumpadEnter")
    expect(desk.locator(".person-called")).to_be_visible()
    desk.keyboard.press("NumpadEnter")
    expect(desk.locator(".person-serving")).to_be_visible()
    desk.keyboard.press("NumpadMultiply")
    expect(desk.locator(".person-none")).to_be_visible()

    assert hall_server.tickets()[-1]["state"] == "served"


def test_minus_on_the_pad_means_did_not_come(desk: Page, hall_server: HallServer) -> None:
    desk.keyboard.press("NumpadEnter")
    expect(desk.locator(".person-called")).to_be_visible()
    desk.keyboard.press("NumpadSubtract")
    expect(desk.locator(".undo")).to_be_visible()

    assert hall_server.tickets()[-1]["state"] == "no_show"


def test_plus_on_the_pad_calls_again(desk: Page, complaints: list[str]) -> None:
    desk.keyboard.press("NumpadEnter")
    expect(desk.locator(".person-called")).to_be_visible()
    with desk.expect_console_message(), desk.expect_response("**/recall") as answer:
        desk.keyboard.press("NumpadAdd")
    assert answer.value.json()["code"] == "too_soon"  # five seconds lie between two calls
    complaints.clear()


def test_num_lock_makes_no_difference(desk: Page) -> None:
    desk.evaluate(NUM_LOCK_OFF, "NumpadEnter")
    expect(desk.locator(".person-called")).to_be_visible()


def test_the_pad_goes_on_from_wherever_the_focus_is(desk: Page) -> None:
    desk.focus("#language")
    desk.keyboard.press("NumpadEnter")
    expect(desk.locator(".person-called")).to_be_visible()
    assert desk.url.endswith("/counter/1")


def test_a_key_of_ones_own_is_kept_and_stands_on_the_button(desk: Page) -> None:
    desk.click("#keys-summary")
    desk.click("#key-F2")
    desk.keyboard.press("j")
    expect(desk.locator("#key-F2")).to_have_text("J")
    desk.keyboard.press("Escape")
    desk.reload()

    expect(desk.locator("#call-next kbd")).to_contain_text("J")
    expect(desk.locator("#call-next")).to_have_attribute("aria-keyshortcuts", "KeyJ NumpadEnter")
    desk.keyboard.press("F2")
    expect(desk.locator("#call-next")).to_be_enabled()
    desk.keyboard.press("j")
    expect(desk.locator(NOW)).to_be_visible()
    expect(desk.locator("#move-start kbd")).to_contain_text("J")


@pytest.mark.parametrize("key", ["Control+r", "F5", "F11", "F12", "F1", "Tab", "Enter", " "])
def test_keys_of_the_browser_are_refused(desk: Page, key: str) -> None:
    desk.click("#keys-summary")
    desk.click("#key-F8")
    desk.keyboard.press(key)

    expect(desk.locator("#keys-said")).to_have_text("Trình duyệt cần dùng phím này. Xin bấm phím khác.")
    desk.keyboard.press("Escape")
    expect(desk.locator("#key-F8")).to_have_text("F8")


def test_one_key_does_one_thing(desk: Page) -> None:
    desk.click("#keys-summary")
    desk.click("#key-F8")
    desk.keyboard.press("F2")
    expect(desk.locator("#keys-said")).to_have_text("Phím này đã dùng cho việc khác. Xin bấm phím khác.")
    expect(desk.locator(NOW)).to_have_count(0)


def test_all_keys_can_be_as_at_first(desk: Page) -> None:
    desk.click("#keys-summary")
    desk.click("#key-F2")
    desk.keyboard.press("j")
    desk.click("#keys-anew")
    expect(desk.locator("#key-F2")).to_have_text("F2")
    expect(desk.locator("#call-next kbd")).to_contain_text("F2")


def test_keys_pressed_while_a_move_is_under_way_come_after_it(desk: Page, hall_server: HallServer) -> None:
    desk.click("#call-next")
    slow = Slow(desk, "**/start")
    slow.begins("#move-start")
    for key in ("F2", "g", "g", "ArrowDown", "Enter"):  # F2 is the move itself, pressed again
        desk.keyboard.press(key)
    expect(desk.locator(".person-called")).to_be_visible()
    slow.goes_on()
    expect(desk.locator(".person-none")).to_be_visible()
    assert hall_server.tickets()[-1]["state"] == "parked"


def test_a_key_means_what_the_page_shows_even_before_the_answer(desk: Page) -> None:
    slow = Slow(desk, "**/call-next")
    slow.begins("#call-next")
    slow.is_done()
    expect(desk.locator(".person-called")).to_be_visible()
    desk.keyboard.press("F2")
    slow.goes_on()
    expect(desk.locator(".person-serving")).to_be_visible()


def test_keys_pressed_for_a_move_that_was_refused_are_dropped(
    desk: Page, hall_server: HallServer, complaints: list[str]
) -> None:
    desk.click("#call-next")
    slow = Slow(desk, "**/start")
    slow.begins("#move-start")
    desk.keyboard.press("F8")
    ticket = hall_server.tickets()[-1]
    hall_server.ask("POST", f"/tickets/{ticket['id']}/start", "clerk1", {})
    slow.goes_on()
    expect(desk.locator("#say")).to_be_visible()
    expect(desk.locator(".person-serving")).to_be_visible()
    assert hall_server.tickets()[-1]["state"] == "serving"
    complaints.clear()  # the refusal itself


def test_an_open_list_outlives_what_is_drawn_anew(desk: Page, hall_server: HallServer) -> None:
    desk.click("#call-next")
    expect(desk.locator(".person-called")).to_be_visible()
    desk.keyboard.press("c")
    way = desk.locator("#menu-transfer .way").first
    expect(way).to_be_focused()
    ticket = hall_server.tickets()[-1]
    hall_server.ask("POST", f"/tickets/{ticket['id']}/start", "clerk1", {})
    expect(desk.locator(".person-serving")).to_be_visible()
    expect(way).to_be_visible()
    expect(way).to_be_focused()


def test_a_late_answer_folds_no_list_up_but_its_own(desk: Page, hall_server: HallServer) -> None:
    slow = Slow(desk, "**/call-next")
    slow.begins("#call-next")
    slow.is_done()
    expect(desk.locator(".person-called")).to_be_visible()
    ticket = hall_server.tickets()[-1]
    hall_server.ask("POST", f"/tickets/{ticket['id']}/start", "clerk1", {})
    expect(desk.locator(".person-serving")).to_be_visible()
    desk.keyboard.press("k")
    slow.goes_on()
    expect(desk.locator("#menu-outcome .way").first).to_be_visible()
