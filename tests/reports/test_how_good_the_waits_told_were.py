"""A morning with promises, kept and broken: what the report makes of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from queue_server.domain.actor import SYSTEM
from queue_server.operations import board as boards
from queue_server.operations import day, kept
from queue_server.reports import estimates, moments
from tests.hall import TestHall
from tests.operations.test_estimates import has_served
from tests.people import BIRTH, LAN, TUAN


def a_morning_after(hall: TestHall) -> None:
    """Yesterday 40 were served in 6 minutes each; today four come at once, and Lan takes 9 for each."""
    has_served(hall)
    hall.passes(hours=12)
    with hall.work(SYSTEM) as work:
        day.close(work, day.overdue(work)[0])
    hall.passes(hours=6, minutes=30)
    hall.opens()
    for _ in range(4):
        hall.takes()
    for _ in range(4):
        hall.serves(9)


def told_today(hall: TestHall) -> estimates.Report:
    with hall.look() as look:
        return estimates.report(look, look.today, look.today)


def test_every_band_is_held_against_the_wait_that_came(hall: TestHall) -> None:
    a_morning_after(hall)
    # Waits of 0, 9, 18 and 27 minutes; told were now, 5–10, 10–15 and 15–20.
    report = told_today(hall)
    assert report.told.n == 4
    assert report.told.coverage_p80 == 0.5
    assert report.told.too_short_share == 0.25
    assert report.told.mae_s == pytest.approx((0 + 90 + 330 + 570) / 4)
    assert report.told.bias_s == pytest.approx(-(0 + 90 + 330 + 570) / 4)
    assert report.told.pinball_s == pytest.approx((0 + 0.2 * 60 + 0.8 * 180 + 0.8 * 420) / 4)


def test_the_plain_rules_are_held_against_the_same_waits(hall: TestHall) -> None:
    a_morning_after(hall)
    rules = told_today(hall).rules
    assert set(rules) == {"munich", "people_times_mean", "last_served"}
    # Told were 0, 6, 12 and 18 minutes by one, 12, 24, 36 and 48 by the other.
    assert rules["people_times_mean"].mae_s == pytest.approx(60 * (0 + 3 + 6 + 9) / 4)
    assert rules["munich"].mae_s == pytest.approx(60 * (12 + 15 + 18 + 21) / 4)


def test_a_backtest_tells_what_would_have_been_told(hall: TestHall) -> None:
    a_morning_after(hall)
    with hall.look() as look:
        again = estimates.report(look, look.today, look.today, backtest=True).rules["simulation"]
    assert again.n == 4
    # Medians of 0, 6, 12 and 18 minutes, as the habits of yesterday say.
    assert again.mae_s == pytest.approx(60 * (0 + 3 + 6 + 9) / 4)


def test_who_could_be_told_nothing_is_counted_and_not_judged(hall: TestHall) -> None:
    hall.takes(BIRTH)
    report = told_today(hall)
    assert (report.asked, report.cannot_say, report.cannot_say_share, report.told.n) == (1, 1, 1.0, 0)


def test_a_day_without_numbers_has_no_shares(hall: TestHall) -> None:
    with hall.look() as look:
        report = estimates.report(look, look.today - timedelta(days=9), look.today)
    assert (report.asked, report.cannot_say_share, report.told.coverage_p80) == (0, None, None)
    assert report.to_json()["n"] == 0


def notice(hall: TestHall) -> str:
    with hall.look() as look:
        return boards.board(look).notice


def test_the_screens_say_it_once_there_are_a_hundred_and_the_hall_wants_it(
    hall: TestHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_morning_after(hall)
    own = notice(hall)
    with hall.work(TUAN) as work:
        kept.tell(work, True)
    assert notice(hall) == own
    monkeypatch.setattr(kept, "LEAST", 4)  # a hundred people take a minute to serve
    hall.passes(hours=1)
    assert notice(hall).endswith("Tuần này: 77 % được gọi trong thời gian đã báo")
    with hall.work(TUAN) as work:
        kept.tell(work, False)
    assert notice(hall) == own


def test_a_past_moment_is_the_hall_as_it_was(hall: TestHall) -> None:
    """The journal gives back the line and the counters that the database had when each number was taken."""
    hall.opens()
    first, second = hall.takes(), hall.takes()
    hall.passes(minutes=2)
    called = hall.calls()
    assert called is not None
    hall.passes(minutes=1)
    hall.does("start", called)
    hall.passes(minutes=4)
    hall.takes()
    with hall.work(LAN) as work:
        moment = list(moments.taken(work, work.today))[-1].moment
    assert [each.id for each in moment.line] == [second.id]
    visitor = moment.at_counter["1"]
    assert (visitor.state.value, visitor.since) == ("serving", moment.now - timedelta(minutes=4))
    assert {each.code: each.state.value for each in moment.counters} == {
        "1": "open",
        "2": "closed",
        "3": "closed",
        "4": "closed",
    }
    assert first.id == called.id
