"""The line or the server is gone: the page itself opens all the same, and one wish stays one number."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.server import HallServer, until

NUMBER = "[data-panel=number] .number-big"
IS_KEPT = """Promise.all([location.pathname, '/static/kiosk/frame.js', '/kiosk/K1/menu?lang=en',
    '/static/kiosk/panels.css', '/static/kiosk/collect.css']
    .map(each => caches.match(each))).then(found => found.every(Boolean))"""


@pytest.fixture(autouse=True)
def _noise_is_expected(complaints: list[str]) -> Iterator[None]:
    yield
    complaints.clear()


def test_the_page_opens_without_the_server_and_tells_of_paper_numbers(
    page: Page, hall_server: HallServer
) -> None:
    page.goto(f"{hall_server.address}/kiosk/K1")
    until(lambda: page.evaluate(IS_KEPT))
    hall_server.stop()
    try:
        page.reload()
        expect(page.locator("[data-away]")).to_contain_text("phiếu giấy")
        expect(page.locator("#queue-H")).to_be_visible()
        expect(page.locator("#queue-H .kiosk-waiting")).to_be_hidden()
        page.click("#queue-X")
        expect(page.locator("[data-panel=away]")).to_contain_text("phiếu giấy")
        page.click("[data-panel=away] [data-leave]")
        page.click(".kiosk-foot [data-show=languages]")
        page.click("[data-language=en]")
        expect(page.locator("[data-away]")).to_contain_text("lost contact")
    finally:
        hall_server.start()
    expect(page.locator("[data-away]")).to_be_hidden(timeout=15_000)


def test_a_server_that_dies_between_touch_and_answer_gives_the_same_number(
    page: Page, hall_server: HallServer
) -> None:
    page.goto(f"{hall_server.address}/kiosk/K1")
    before = len(hall_server.tickets())
    given: list[str] = []
    keys: list[str] = []

    def lose_the_first_answer(route: Route) -> None:
        keys.append(route.request.headers["idempotency-key"])
        answer = route.fetch()
        given.append(answer.json()["number"])
        route.abort() if len(given) == 1 else route.fulfill(response=answer)

    page.route("**/api/v1/tickets", lose_the_first_answer)
    page.click("#queue-X")

    expect(page.locator(NUMBER)).to_be_visible()
    assert page.locator(NUMBER).get_attribute("data-number") == given[0] == given[1]
    assert keys[0] == keys[1]
    assert len(hall_server.tickets()) == before + 1
