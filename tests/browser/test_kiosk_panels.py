"""What the kiosk tells and asks before a number: reasons, search, what to bring, who goes first."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import HallServer
from tests.people import BIRTH, COPY, RESULT

START = "[data-panel=start]"
SEARCH = "[data-panel=search]"
NUMBER = "[data-panel=number]"
# Invented: number, old number, name, birth, sex, place, day of issue.
IDENTITY = "001234567890|012345678|Nguyen Van A|01011990|Nam|Thon X, xa Y|15042021"


@pytest.fixture
def kiosk(page: Page, hall_server: HallServer) -> Page:
    page.goto(f"{hall_server.address}/kiosk/K1")
    return page


@pytest.fixture
def only_counter_two(hall_server: HallServer) -> Iterator[None]:
    hall_server.ask("POST", "/counters/2/open", "clerk2")
    yield
    hall_server.empties("2")


def keeps(hall_server: HallServer, queue: str, limit: int | None) -> None:
    """From now on the queue has this daily limit."""
    with closing(sqlite3.connect(hall_server.data / "queue.sqlite")) as db, db:
        db.execute("UPDATE queue SET daily_limit = ? WHERE code = ?", (limit, queue))
        db.execute("UPDATE hall SET furniture = furniture + 1")


def number(page: Page) -> str:
    expect(page.locator(f"{NUMBER} .number-big")).to_be_visible()
    return page.locator(f"{NUMBER} .number-big").get_attribute("data-number") or ""


class TestAQueueThatCannotBeServed:
    def test_one_without_a_counter_says_so_and_who_wants_may_wait(
        self, kiosk: Page, only_counter_two: None
    ) -> None:
        kiosk.reload()
        expect(kiosk.locator("#queue-X")).to_contain_text("Hiện chưa có quầy tiếp nhận")
        kiosk.click("#queue-X")
        kiosk.click("#panel-shut-X [data-procedure]")
        assert number(kiosk).startswith("X")

    def test_one_whose_numbers_are_all_given_is_disabled_and_tells_why(
        self, kiosk: Page, hall_server: HallServer
    ) -> None:
        keeps(hall_server, "X", 0)
        kiosk.reload()
        button = kiosk.locator("#queue-X")
        expect(button).to_be_disabled()
        expect(button).to_contain_text("Đã cấp hết số của hôm nay")
        button.click(force=True)
        expect(kiosk.locator("#panel-shut-X")).to_be_visible()
        expect(kiosk.locator("#panel-shut-X [data-procedure]")).to_have_count(0)
        keeps(hall_server, "X", None)

    def test_the_last_number_taken_at_the_other_kiosk_is_told_in_a_sentence(
        self, kiosk: Page, hall_server: HallServer, complaints: list[str]
    ) -> None:
        kiosk.wait_for_load_state("networkidle")
        kiosk.route("**/menu?*", lambda _route: None)  # it hears of the limit by its touch alone
        keeps(hall_server, "X", 0)
        kiosk.click("#queue-X")
        expect(kiosk.locator("[data-refusal]")).to_contain_text("đã cấp hết")
        keeps(hall_server, "X", None)
        complaints.clear()

    def test_an_idle_counter_is_named_on_the_button_and_with_the_number(
        self, kiosk: Page, only_counter_two: None
    ) -> None:
        kiosk.reload()
        expect(kiosk.locator("#queue-H")).to_contain_text("Quầy 2 đang rảnh, mời vào ngay")
        kiosk.click("#queue-H")
        kiosk.click(f"#panel-queue-H [data-procedure='{BIRTH}']")
        expect(kiosk.locator(NUMBER)).to_contain_text("Mời ông/bà đến ngay Quầy 2")


class TestSearch:
    def type(self, page: Page, text: str) -> None:
        page.click(".kiosk-foot [data-show=search]")
        for key in text:
            page.click(f"{SEARCH} [data-key='{key}']")

    @pytest.mark.parametrize("typed", ["dk khai sinh", "khai sinh", "dkks", "khaisinh"])
    def test_a_procedure_is_found_without_marks_and_by_its_first_letters(
        self, kiosk: Page, typed: str
    ) -> None:
        self.type(kiosk, typed)
        kiosk.click(f"{SEARCH} .search-found [data-procedure='{BIRTH}']")
        assert number(kiosk).startswith("H")

    def test_at_most_six_are_shown(self, kiosk: Page) -> None:
        self.type(kiosk, "dk")
        assert kiosk.locator(f"{SEARCH} .search-found button").count() == 6

    def test_nothing_found_says_what_to_do(self, kiosk: Page) -> None:
        self.type(kiosk, "qqzz")
        expect(kiosk.locator(f"{SEARCH} .search-found")).to_contain_text("hỏi nhân viên")

    def test_a_letter_can_be_taken_back_and_everything_cleared(self, kiosk: Page) -> None:
        self.type(kiosk, "khu")
        kiosk.click(f"{SEARCH} [data-key=erase]")
        expect(kiosk.locator("[data-search-words]")).to_have_text("kh")
        kiosk.click(f"{SEARCH} [data-key=clear]")
        expect(kiosk.locator("[data-search-words]")).to_have_text("")

    def test_a_real_keyboard_types_too(self, kiosk: Page) -> None:
        kiosk.click(".kiosk-foot [data-show=search]")
        expect(kiosk.locator(SEARCH)).to_be_visible()
        kiosk.keyboard.type("khai sinh", delay=120)
        expect(kiosk.locator(f"{SEARCH} [data-procedure='{BIRTH}']")).to_be_visible()

    def test_a_scanned_identity_card_reaches_no_field_and_starts_nothing(
        self, kiosk: Page, hall_server: HallServer
    ) -> None:
        before = len(hall_server.tickets())
        self.type(kiosk, "khai sinh")
        kiosk.locator(f"{SEARCH} [data-procedure='{BIRTH}']").focus()

        kiosk.keyboard.type(IDENTITY)
        kiosk.keyboard.press("Enter")

        expect(kiosk.locator("[data-search-words]")).to_have_text("")
        assert "Nguyen" not in kiosk.content()
        assert "0123456789" not in kiosk.content()
        assert len(hall_server.tickets()) == before
        assert "001234567890" not in (hall_server.data / "server.log").read_text()


class TestBeforeTheNumber:
    def test_what_to_bring_is_told_and_the_number_is_one_touch_on(self, kiosk: Page) -> None:
        kiosk.click("#queue-A")
        kiosk.click(f"#panel-queue-A [data-bring][data-of='{COPY}']")
        expect(kiosk.locator("#panel-bring li")).to_have_text(["Bản chính giấy tờ cần sao"])
        kiosk.click("#panel-bring [data-go]")
        assert number(kiosk).startswith("A")

    def test_who_lacks_something_comes_back_to_the_list(self, kiosk: Page) -> None:
        kiosk.click("#queue-A")
        kiosk.click(f"#panel-queue-A [data-bring][data-of='{COPY}']")
        kiosk.click("#panel-bring [data-back]")
        expect(kiosk.locator("#panel-queue-A")).to_be_visible()

    def test_who_goes_first_says_so_once_and_nobody_asks_why(
        self, kiosk: Page, hall_server: HallServer
    ) -> None:
        kiosk.click(".kiosk-foot [data-show=priority]")
        expect(kiosk.locator("#panel-priority [data-priority]:visible")).to_have_count(6)
        kiosk.click("[data-priority=elderly]")
        expect(kiosk.locator("[data-chosen]")).to_contain_text("Người cao tuổi")
        kiosk.click("#queue-X")
        taken = number(kiosk)
        ticket = next(each for each in hall_server.tickets() if each["number"] == taken)
        assert (ticket["priority"], ticket["procedure"]) == ("elderly", RESULT)
        kiosk.click(f"{NUMBER} [data-leave]")
        expect(kiosk.locator("[data-chosen]")).to_be_hidden()

    def test_priority_chosen_by_mistake_can_be_taken_back(self, kiosk: Page) -> None:
        kiosk.click(".kiosk-foot [data-show=priority]")
        kiosk.click("[data-priority=merit]")
        kiosk.click(".kiosk-foot [data-show=priority]")
        kiosk.click("[data-priority='']")
        expect(kiosk.locator("[data-chosen]")).to_be_hidden()

    def test_who_stays_away_is_asked_first(self, page: Page, hall_server: HallServer) -> None:
        page.clock.install()
        page.goto(f"{hall_server.address}/kiosk/K1")
        page.click("#queue-K")
        page.clock.run_for(21_000)
        expect(page.locator("[data-leaving]")).to_be_visible()
        page.click("#title-K")
        expect(page.locator("[data-leaving]")).to_be_hidden()
        page.clock.run_for(21_000)
        expect(page.locator("#panel-queue-K")).to_be_visible()


class TestBeforeTheBreak:
    """The menu says that it may not be their turn before 11:30."""

    LATE = "[data-panel=late]"

    @pytest.fixture
    def late_kiosk(self, page: Page, hall_server: HallServer) -> Page:
        page.goto(f"{hall_server.address}/kiosk/K1")
        page.locator("#queue-X").evaluate(
            "button => { Object.assign(button.dataset, {until: '11:30', after: '13:30'}); button.click(); }"
        )
        expect(page.locator(self.LATE)).to_contain_text("Có thể không kịp đến lượt ông/bà trước 11:30")
        return page

    def test_who_wants_to_wait_all_the_same_gets_an_ordinary_number(
        self, late_kiosk: Page, hall_server: HallServer
    ) -> None:
        late_kiosk.click(f"{self.LATE} [data-go='']")
        taken = number(late_kiosk)
        ticket = next(each for each in hall_server.tickets() if each["number"] == taken)
        assert ticket["not_before"] is None

    def test_who_comes_another_time_gets_none(self, late_kiosk: Page, hall_server: HallServer) -> None:
        before = len(hall_server.tickets())
        late_kiosk.click(f"{self.LATE} [data-leave]")
        expect(late_kiosk.locator(START)).to_be_visible()
        assert len(hall_server.tickets()) == before

    def test_the_first_places_after_the_break_are_asked_for(
        self, late_kiosk: Page, complaints: list[str]
    ) -> None:
        with late_kiosk.expect_request("**/api/v1/tickets") as asked:
            late_kiosk.click(f"{self.LATE} [data-go=after]")
        assert asked.value.post_data_json["after_break"] is True
        late_kiosk.wait_for_selector("[data-panel=number]:visible, [data-panel=refused]:visible")
        complaints.clear()  # in the evening no session begins any more
