"""The manager sees the hall in a sentence, and figures that are those of the API."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import SignIn
from tests.browser.server import HallServer
from tests.people import BIRTH, COPY


@pytest.fixture(scope="module", autouse=True)
def _a_little_morning(hall_server: HallServer) -> None:
    """One visit is over, one person sits at counter 2, one waits."""
    for code in "12":
        hall_server.ask("POST", f"/counters/{code}/open", f"clerk{code}", {})
    for procedure, code in ((COPY, "1"), (BIRTH, "2")):
        hall_server.takes(procedure)
        called = hall_server.ask("POST", f"/counters/{code}/call-next", f"clerk{code}", {})
        hall_server.ask("POST", f"/tickets/{called['id']}/start", f"clerk{code}", {})
        if code == "1":
            hall_server.ask("POST", f"/tickets/{called['id']}/finish", "clerk1", {})
    hall_server.takes(BIRTH)


@pytest.fixture
def manager(sign_in: SignIn) -> Page:
    return sign_in("manager", "/manager")


def figures(page: Page) -> dict[str, dict[str, str]]:
    """The table of times by row, as its cells carry them."""
    return {
        row.get_attribute("data-key") or "": {
            cell.get_attribute("data-figure") or "": figure(cell)
            for cell in row.locator("[data-figure]").all()
        }
        for row in page.locator(".figures tbody tr").all()
    }


def figure(cell: Locator) -> str:
    seconds = cell.get_attribute("data-seconds")
    return cell.inner_text() if seconds is None else seconds


def flat(item: dict[str, Any]) -> dict[str, Any]:
    spread = ("mean_s", "p50_s", "p90_s", "max_s")
    seconds = {f"{part}.{key}": item[part][key] for part in ("wait", "service") for key in spread}
    return {key: item[key] for key in ("issued", "served", "no_show")} | seconds


def test_the_hall_now_is_one_sentence(manager: Page) -> None:
    expect(manager.locator(".headline")).to_contain_text("1 người đang chờ, lâu nhất dưới 1 phút ở Hộ tịch.")
    expect(manager.locator(".headline-advice")).to_have_count(0)
    expect(manager.locator("#counter-2 [data-number]")).to_have_text("H001")


def test_the_figures_are_those_of_the_api(manager: Page, hall_server: HallServer) -> None:
    shown = figures(manager)
    answered = {
        item["key"]: flat(item) for item in hall_server.ask("GET", "/reports/times", "manager")["items"]
    }

    assert set(shown) == set(answered) == {COPY, BIRTH}
    for key, expected in answered.items():
        for figure, value in expected.items():
            assert (float(shown[key][figure]) if shown[key][figure] else None) == (
                None if value is None else pytest.approx(value, abs=0.001)
            ), (key, figure)


def test_every_bar_of_the_chart_says_in_words_what_it_shows(manager: Page) -> None:
    bars = manager.locator(".chart-bars")

    assert bars.count() == 2
    for bar in bars.all():
        assert "phút" in (bar.locator("title").text_content() or "")


def test_other_periods_and_groupings_are_a_choice_away(manager: Page) -> None:
    manager.select_option("#by", "counter")
    manager.click(".period .button-primary")

    assert set(figures(manager)) == {"-", "1", "2"}

    manager.goto(manager.url.split("?")[0] + "?from=2020-01-01&to=2020-01-31")
    expect(manager.locator("#times .empty")).to_be_visible()


@pytest.mark.parametrize("query", ["from=x", "from=2026-02-30", "from=2026-11-02&to=2026-11-01", "by=moon"])
def test_a_period_that_cannot_be_shows_today_instead(manager: Page, query: str) -> None:
    manager.goto(f"{manager.url}?{query}")

    expect(manager.locator("#period-error")).to_have_count(0 if "by" in query else 1)
    assert set(figures(manager)) == {COPY, BIRTH}


def test_the_figures_can_be_taken_along(manager: Page) -> None:
    with manager.expect_download() as download:
        manager.click("#csv")

    text = download.value.path().read_text(encoding="utf-8-sig")
    assert COPY in text
    assert BIRTH in text


def test_the_page_follows_the_hall(manager: Page, hall_server: HallServer) -> None:
    expect(manager.locator("body")).to_have_attribute("data-line-state", "live")

    hall_server.takes("1.013978")

    expect(manager.locator("#queue-K .figure.number")).to_have_text("1")
    expect(manager.locator(".headline")).to_contain_text("2 người đang chờ")


LONGEST_WORDS = """words => {
  for (const each of document.querySelectorAll(".meter-word")) each.innerHTML = words;
  const [queues, card] = [".queues", ".card:has(.queues)"].map((name) => document.querySelector(name));
  const inside = queues.getBoundingClientRect().right <= card.getBoundingClientRect().right;
  const fits = (each) => each.scrollWidth <= each.clientWidth;
  return inside && [...document.querySelectorAll(".meter-word")].every(fits);
}"""


@pytest.mark.parametrize("width", [1920, 1366, 1280, 1250, 1024, 780])
def test_long_waits_stay_in_their_column_and_the_queues_in_their_card(manager: Page, width: int) -> None:
    manager.set_viewport_size({"width": width, "height": 800})
    told = "125 phút <span class='hint'>người sau: 125–150 phút</span>"
    assert manager.evaluate(LONGEST_WORDS, told)
