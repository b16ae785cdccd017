"""Two touches to a number, whatever happens to paper, fingers and the server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import HallServer, until
from tests.people import BIRTH

START = "[data-panel=start]"
NUMBER = "[data-panel=number]"


@pytest.fixture
def kiosk(page: Page, hall_server: HallServer) -> Page:
    page.goto(f"{hall_server.address}/kiosk/K1")
    return page


def touch_birth(page: Page) -> None:
    page.click(f"{START} [data-queue=H]")
    page.click(f"[data-panel=queue-H] [data-procedure='{BIRTH}']")


def speak_english(page: Page) -> None:
    page.click(".kiosk-foot [data-show=languages]")
    page.click("[data-language=en]")


def shown(page: Page) -> str:
    expect(page.locator(f"{NUMBER} .number-big")).to_be_visible()
    return page.locator(f"{NUMBER} .number-big").get_attribute("data-number") or ""


def test_two_touches_give_a_number_and_a_slip(kiosk: Page, hall_server: HallServer) -> None:
    before = len(hall_server.slips())

    touch_birth(kiosk)

    number = shown(kiosk)
    assert number.startswith("H")
    assert number in [ticket["number"] for ticket in hall_server.tickets()]
    expect(kiosk.locator(NUMBER)).to_contain_text("Xin lấy phiếu")
    until(lambda: len(hall_server.slips()) == before + 1)


def test_a_queue_of_one_procedure_needs_one_touch(kiosk: Page) -> None:
    kiosk.click(f"{START} [data-queue=X]")

    assert shown(kiosk).startswith("X")


def test_an_impatient_finger_gets_one_number(kiosk: Page, hall_server: HallServer) -> None:
    before = len(hall_server.tickets())
    kiosk.click(f"{START} [data-queue=H]")

    kiosk.locator(f"[data-panel=queue-H] [data-procedure='{BIRTH}']").evaluate(
        "button => { button.click(); button.click(); button.click(); }"
    )

    shown(kiosk)
    assert len(hall_server.tickets()) == before + 1


def test_the_second_half_of_a_double_touch_chooses_nothing(kiosk: Page) -> None:
    kiosk.dblclick(f"{START} [data-queue=A]")

    expect(kiosk.locator("[data-panel=queue-A]")).to_be_visible()
    expect(kiosk.locator(NUMBER)).to_be_hidden()


def test_all_procedures_of_a_queue_can_be_leafed_through(kiosk: Page) -> None:
    kiosk.click(f"{START} [data-queue=H]")
    panel = kiosk.locator("[data-panel=queue-H]")
    seen: set[str] = set()
    for _ in range(int(panel.locator("[data-turn]").get_attribute("data-turn") or "1")):
        visible = panel.locator("[data-procedure]:visible")
        assert visible.count() <= 6
        seen |= {each.get_attribute("data-procedure") or "" for each in visible.all()}
        panel.locator("[data-turn]").click()

    assert len(seen) == panel.locator("[data-procedure]").count()


def test_the_number_stays_for_five_seconds_and_then_gives_way(page: Page, hall_server: HallServer) -> None:
    page.clock.install()
    page.goto(f"{hall_server.address}/kiosk/K1")
    touch_birth(page)
    shown(page)

    page.clock.run_for(5_000)
    expect(page.locator(NUMBER)).to_be_visible()

    page.clock.run_for(6_000)
    expect(page.locator(START)).to_be_visible()


def test_a_kiosk_left_alone_goes_back_to_its_start_and_to_vietnamese(
    page: Page, hall_server: HallServer
) -> None:
    page.clock.install()
    page.goto(f"{hall_server.address}/kiosk/K1")
    speak_english(page)
    expect(page.locator("#start-title")).to_have_text("Welcome. What brings you here today?")
    page.click(f"{START} [data-queue=K]")

    page.clock.run_for(41_000)

    expect(page.locator("#start-title")).to_contain_text("Kính chào ông/bà")


def test_who_wait_are_counted_on_the_button_as_it_happens(kiosk: Page, hall_server: HallServer) -> None:
    waiting = kiosk.locator("#queue-K .kiosk-waiting")
    expect(waiting).to_contain_text("Chưa có ai chờ")

    hall_server.takes("1.013978")

    expect(waiting).to_contain_text("1 người đang chờ")


def test_english_is_spoken_on_the_whole_page(kiosk: Page) -> None:
    speak_english(kiosk)
    kiosk.click(f"{START} [data-queue=X]")

    expect(kiosk.locator(NUMBER)).to_contain_text("Please take your slip")


class TestWhenTheServerIsAway:
    @pytest.fixture(autouse=True)
    def _noise_is_expected(self, complaints: list[str]) -> Iterator[None]:
        yield
        complaints.clear()

    def test_the_page_stays_and_the_number_comes_once_the_server_is_back(
        self, kiosk: Page, hall_server: HallServer
    ) -> None:
        before = len(hall_server.tickets())
        kiosk.wait_for_load_state("networkidle")
        hall_server.stop()
        try:
            touch_birth(kiosk)
            expect(kiosk.locator("[data-panel=away]")).to_contain_text("phiếu giấy")
        finally:
            hall_server.start()

        expect(kiosk.locator(NUMBER)).to_be_visible(timeout=30_000)
        assert len(hall_server.tickets()) == before + 1

    def test_it_says_so_before_anybody_touches_it(self, kiosk: Page, hall_server: HallServer) -> None:
        kiosk.wait_for_load_state("networkidle")
        hall_server.stop()
        try:
            expect(kiosk.locator("[data-away]")).to_be_visible(timeout=15_000)
            speak_english(kiosk)
            expect(kiosk.locator("[data-away]")).to_contain_text("lost contact")
        finally:
            hall_server.start()
        expect(kiosk.locator("[data-away]")).to_be_hidden(timeout=15_000)
