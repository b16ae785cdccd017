"""Levels, the interval of a share, and the item of Decision 766."""

from __future__ import annotations

from datetime import date
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queue_server.domain.rating import WORDS, BadLevel, Count, Index766, Rules, level_of, wilson

Z = 1.959964


@given(st.integers(1, 100_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_holds_the_shares_that_fit_what_was_seen(seen: tuple[int, int]) -> None:
    """Its ends are the shares from which the seen one is 1.96 standard errors away (Wilson)."""
    hits, n = seen
    low, high = wilson(hits, n) or (0.0, 0.0)
    assert 0 <= low <= hits / n <= high <= 1
    for end in (low, high):
        if 0 < end < 1:
            assert isclose((hits / n - end) ** 2, Z * Z * end * (1 - end) / n, rel_tol=1e-6, abs_tol=1e-12)


def test_a_known_interval() -> None:
    assert [round(end, 4) for end in wilson(81, 100) or ()] == [0.7222, 0.8749]
    assert wilson(0, 0) is None


def test_satisfied_or_above_are_the_two_highest_of_any_scale() -> None:
    for levels, words in WORDS.items():
        satisfied = [
            word
            for level, word in enumerate(words, 1)
            if Count(date(2026, 11, 1), "", levels, level, 1).is_satisfied
        ]
        assert satisfied == ["satisfied", "very_satisfied"]


@pytest.mark.parametrize(
    ("given_level", "levels", "level"),
    [(1, 3, 1), (3, 3, 3), (5, 5, 5), ("very_satisfied", 3, 3), ("neutral", 5, 3), ("not_satisfied", 3, 1)],
)
def test_a_level_is_a_number_or_its_word(given_level: int | str, levels: int, level: int) -> None:
    assert level_of(given_level, levels) == level


@pytest.mark.parametrize(("nonsense", "levels"), [(0, 3), (4, 3), (-1, 5), ("neutral", 3), ("", 3), ("3", 3)])
def test_any_other_level_is_refused(nonsense: int | str, levels: int) -> None:
    with pytest.raises(BadLevel):
        level_of(nonsense, levels)


def test_an_unrated_visit_counts_as_satisfied_and_a_late_one_does_not() -> None:
    assert Index766(handled=100, unsatisfied=0, complaints=0, overdue=0).ratio == 1
    assert Index766(handled=100, unsatisfied=3, complaints=2, overdue=5).ratio == 0.9


def test_the_points_fit_the_published_rows() -> None:
    """79.03 % gave 5.27 points and 90.46 % all six (the portal's table of September 2026)."""
    published = Index766(handled=10_000, unsatisfied=2097, complaints=0, overdue=0)
    assert round(published.points or 0, 2) == 5.27
    assert Index766(handled=10_000, unsatisfied=954, complaints=0, overdue=0).points == 6
    assert Index766(handled=0, unsatisfied=0, complaints=0, overdue=0).points is None


@given(st.integers(1, 1000), st.integers(0, 1000), st.integers(0, 1000), st.integers(0, 1000))
def test_the_item_stays_between_nothing_and_six_points(handled: int, low: int, told: int, late: int) -> None:
    assert 0 <= (Index766(handled, low, told, late).points or 0) <= 6


def test_rules_that_an_older_program_kept_are_read() -> None:
    assert Rules.of({}) == Rules()
    assert Rules.of({"levels": 5, "gone": True}) == Rules(levels=5)
