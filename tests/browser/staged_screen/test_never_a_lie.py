"""A screen is right, or says since when it is not: whatever the line does to its messages."""

from __future__ import annotations

import time

from playwright.sync_api import expect

from tests.browser.staged_screen.screen import Screen
from tests.display.troupe import Troupe

LOST = "#lost"
BEFORE_IT_ASKS = 7
"""Seconds in which a screen without ticks still believes its line: what it shows then, it was told."""
WATCH_SEQ = """() => {
  window.shown = [];
  const watch = new MutationObserver(() => window.shown.push(Number(document.body.dataset.seq)));
  watch.observe(document.body, { attributes: true, attributeFilter: ["data-seq"] });
}"""


def test_a_screen_joins_and_shows_the_whole_board(hall: Troupe, screen: Screen) -> None:
    hall.call("A011", "1", ago=300)
    hall.call("A012", "3", ago=200)
    screen.open().wait_for_state("live")
    assert screen.shown() == ["A012", "A011"]


def test_a_call_is_shown_at_once(hall: Troupe, screen: Screen) -> None:
    screen.open().wait_for_state("live")
    hall.direct(tick=False)
    hall.call("A012", "3")
    screen.wait_for_newest("A012", seconds=BEFORE_IT_ASKS)


def test_an_idle_screen_asks_for_nothing(hall: Troupe, screen: Screen) -> None:
    screen.open().wait_for_state("live")
    screen.page.wait_for_timeout(500)
    before = hall.asked()["asked"]
    screen.page.wait_for_timeout(5000)
    assert hall.asked()["asked"] == before


def test_what_was_never_said_is_found_out_by_the_next_tick(hall: Troupe, screen: Screen) -> None:
    screen.open().wait_for_state("live")
    hall.call("A012", "3", tell=False)
    screen.wait_for_newest("A012", seconds=5)


def test_one_lost_message_is_made_good_by_the_one_after_it(hall: Troupe, screen: Screen) -> None:
    screen.open().wait_for_state("live")
    hall.direct(tick=False)
    hall.call("A012", "3", tell=False)
    hall.call("H007", "2")
    screen.wait_for_newest("H007", seconds=BEFORE_IT_ASKS)
    assert screen.shown() == ["H007", "A012"]
    assert [said.number for said in screen.wait_for_spoken(2)] == ["A012", "H007"]


def test_messages_twice_and_in_the_wrong_order_change_nothing(hall: Troupe, screen: Screen) -> None:
    screen.open().wait_for_state("live")
    screen.page.evaluate(WATCH_SEQ)
    boards = []
    for number in ("A012", "H007", "K003"):
        hall.call(number, "1", tell=False)
        boards.append(hall.board())
    first, second, third = boards
    hall.tell(third, first, third, second, second, first)
    screen.wait_for_spoken(3)
    hall.tell(third, second, first)
    screen.page.wait_for_timeout(700)
    assert screen.shown() == ["K003", "H007", "A012"]
    assert [said.number for said in screen.spoken()] == ["A012", "H007", "K003"]
    shown = screen.page.evaluate("window.shown")
    assert shown == sorted(shown)


def test_a_killed_server_is_told_within_five_seconds_and_forgotten_within_two(
    hall: Troupe, screen: Screen, complaints: list[str]
) -> None:
    hall.call("A012", "3", ago=120)
    screen.open().wait_for_state("live")
    hall.kill()
    began = time.monotonic()
    screen.wait_for_state("lost", seconds=5)
    expect(screen.page.locator(LOST)).to_contain_text("Mất kết nối – số liệu lúc")
    assert time.monotonic() - began <= 5
    age = int(screen.page.get_attribute(LOST, "data-age") or 0)
    screen.page.wait_for_selector(f'{LOST}[data-age="{age + 2}"]', timeout=3000)
    assert screen.shown() == ["A012"]

    hall.call("H007", "2", tell=False)
    hall.start()
    screen.wait_for_newest("H007", seconds=2)
    screen.wait_for_state("live", seconds=0.5)
    expect(screen.page.locator(LOST)).to_be_hidden()
    assert [said.number for said in screen.wait_for_spoken(1)] == ["H007"]
    complaints.clear()


def test_a_frozen_server_is_told_within_five_seconds_of_its_last_word(
    hall: Troupe, screen: Screen, complaints: list[str]
) -> None:
    screen.open().wait_for_state("live")
    hall.freeze()
    try:
        screen.wait_for_state("lost", seconds=5.5)
    finally:
        hall.thaw()
    hall.call("A012", "3")
    screen.wait_for_newest("A012", seconds=2)
    screen.wait_for_state("live", seconds=0.5)
    complaints.clear()


def test_an_unchanged_board_is_not_sent_again(
    hall: Troupe, screen: Screen, without_sockets: None, complaints: list[str]
) -> None:
    answers: list[int] = []
    screen.page.on(
        "response", lambda answer: answers.append(answer.status) if "lang=vi" in answer.url else None
    )
    screen.open().wait_for_state("live")
    screen.page.wait_for_timeout(4500)
    assert answers[0] == 200
    assert set(answers[1:]) == {304}
    complaints.clear()


def test_a_screen_that_is_turned_away_asks_until_it_is_let_in(
    hall: Troupe, screen: Screen, complaints: list[str]
) -> None:
    hall.direct(joins=False)
    screen.open().wait_for_state("live")
    screen.page.wait_for_selector('body[data-line="polling"]')
    hall.direct(joins=True)
    screen.page.wait_for_selector('body[data-line="socket"]', timeout=5000)
    complaints.clear()


def test_a_screen_that_is_hung_up_on_comes_back(hall: Troupe, screen: Screen) -> None:
    screen.open().wait_for_state("live")
    hall.direct(hang_up=True)
    hall.call("A012", "3", tell=False)
    screen.wait_for_newest("A012", seconds=3)
    screen.page.wait_for_selector('body[data-line="socket"]', timeout=5000)


def test_a_screen_with_a_wrong_token_says_that_it_may_not(
    hall: Troupe, screen: Screen, complaints: list[str]
) -> None:
    screen.open(token="of-somebody-else")
    screen.wait_for_state("refused")
    expect(screen.page.locator(LOST)).to_contain_text("Màn hình chưa được phép nhận số liệu")
    assert screen.shown() == []
    complaints.clear()
