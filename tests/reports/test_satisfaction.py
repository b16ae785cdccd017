"""Satisfied or above: figures that a manager may trust, and that give nobody away."""

from __future__ import annotations

from datetime import date

import pytest

from queue_server.domain.files import Step
from queue_server.domain.rating import Count
from queue_server.domain.suggestion import Kind
from queue_server.operations import files, rating, suggesting
from queue_server.operations.rating import Press
from queue_server.reports import satisfaction
from queue_server.reports.satisfaction import Line, Satisfaction
from queue_server.storage import ratings
from queue_server.storage.ratings import PaperSurvey
from tests.hall import HALL, TestHall
from tests.operations.test_files import terms
from tests.people import BIRTH, HALL_ITSELF, LAN, OPENING

OCTOBER = date(2026, 10, 12)


def serves_and_rates(hall: TestHall, *levels: int | None) -> None:
    """So many visits at counter 1, each rated like this; None not at all."""
    hall.opens()
    for number, level in enumerate(levels):
        hall.takes()
        served = hall.serves(2)
        if level is not None:
            with hall.work(HALL_ITSELF) as work:
                rating.rate(work, served, Press(level, f"key {number}", counter="1"))


def figures(hall: TestHall) -> Satisfaction:
    with hall.look() as look:
        return satisfaction.satisfaction(look, OCTOBER, OCTOBER)


def test_the_share_is_of_those_who_rated_and_says_how_many_did(hall: TestHall) -> None:
    serves_and_rates(hall, 3, 3, 2, 1, None, None)
    whole = figures(hall).whole
    assert (whole.finished, whole.rated, whole.satisfied, whole.lowest) == (6, 4, 3, 1)
    assert (whole.share, whole.response) == (0.75, 4 / 6)
    low, high = whole.interval or (0, 0)
    assert (round(low, 3), round(high, 3)) == (0.301, 0.954)


def test_figures_of_one_month_stay_in_it(hall: TestHall) -> None:
    serves_and_rates(hall, 3)
    hall.passes(days=30)
    serves_and_rates(hall, 1)
    with hall.look() as look:
        both = satisfaction.satisfaction(look, OCTOBER, date(2026, 11, 1))
    assert [(line.key, line.rated, line.share) for line in both.groups["month"]] == [
        ("2026-10", 1, 1.0),
        ("2026-11", 1, 0.0),
    ]
    assert figures(hall).whole.rated == 1


@pytest.mark.parametrize(("pressed", "told"), [(4, False), (5, True)])
def test_a_procedure_is_told_of_from_five_ratings_on(hall: TestHall, pressed: int, told: bool) -> None:
    serves_and_rates(hall, *[3] * (pressed - 1), 1)
    line = figures(hall).groups["procedure"][0]
    assert (line.key, line.rated, line.share is not None) == ("2.000815", pressed, told)
    if not told:
        assert (line.satisfied, line.lowest, line.interval) == (0, 0, None)


@pytest.mark.parametrize(("n", "told"), [(19, False), (20, True)])
def test_a_clerk_is_told_of_from_twenty_ratings_on(hall: TestHall, n: int, told: bool) -> None:
    with hall.work(HALL_ITSELF) as work:
        ratings.add(work.db, HALL, "clerk", Count(date(2026, 10, 1), "lan", 3, 1, n))
    line = figures(hall).groups["clerk"][0]
    assert (line.rated, line.share) == (n, 0.0 if told else None)
    assert (line.lowest == n) is told


def test_different_scales_are_one_share(hall: TestHall) -> None:
    with hall.work(HALL_ITSELF) as work:
        for levels, level, n in ((3, 3, 4), (3, 1, 1), (5, 4, 2), (5, 3, 3)):
            ratings.add(work.db, HALL, "day", Count(OCTOBER, "", levels, level, n))
    found = figures(hall)
    assert (found.whole.rated, found.whole.satisfied, found.whole.lowest) == (10, 6, 1)
    assert [(each.levels, each.level, each.n) for each in found.levels] == [
        (3, 3, 4),
        (3, 1, 1),
        (5, 4, 2),
        (5, 3, 3),
    ]


def test_paper_stands_apart_and_is_replaced(hall: TestHall) -> None:
    for satisfied in (10, 96):
        survey = PaperSurvey(date(2026, 10, 1), 3, {3: satisfied, 2: 3, 1: 1}, "manager", OPENING)
        with hall.work(HALL_ITSELF) as work:
            ratings.put_paper(work.db, HALL, survey)
    found = figures(hall)
    assert found.whole.rated == 0
    assert [satisfaction.of_paper(each).share for each in found.paper] == [0.99]


def test_the_state_counts_who_says_nothing_as_satisfied(hall: TestHall) -> None:
    serves_and_rates(hall, 1, 3, None, None)
    with hall.work(HALL_ITSELF) as work:
        suggesting.take(work, Kind.COMPLAINT, "Chờ lâu quá")
        suggesting.take(work, Kind.PRAISE, "Cán bộ tận tình")
    found = figures(hall)
    assert (found.index.handled, found.index.unsatisfied, found.index.complaints) == (4, 1, 1)
    assert found.index.ratio == 0.5
    assert found.whole.share == 0.5


def test_a_result_that_was_ready_late_counts_against_the_office(hall: TestHall) -> None:
    terms(hall, BIRTH, statutory={"": "same day"})
    serves_and_rates(hall, None, None)
    with hall.work(LAN) as work:
        late = files.receive(work, BIRTH)
    hall.passes(days=2)
    with hall.work(LAN) as work:
        files.step(work, late, Step.READY)
    index = figures(hall).index
    assert (index.handled, index.overdue, index.ratio) == (2, 1, 0.5)


def test_a_month_without_anybody_has_no_share(hall: TestHall) -> None:
    whole = figures(hall).whole
    assert (whole.share, whole.interval, whole.response) == (None, None, None)
    assert Line("", "", 0, 3, 3, 0).response is None


def test_the_last_day_of_a_month() -> None:
    days = [satisfaction.end_of(date(2028, month, 7)).day for month in range(1, 13)]
    assert days == [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
