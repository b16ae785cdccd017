"""Intervals against figures that were published."""

from __future__ import annotations

from statistics import mean, stdev

import pytest

from queue_server.domain.sketch import Sketch
from queue_server.reports import intervals


def test_students_t_meets_its_tables() -> None:
    for freedom, table in ((1, 12.706), (5, 2.571), (30, 2.042), (40, 2.021), (60, 2.000), (120, 1.980)):
        assert intervals.t(freedom) == pytest.approx(table, abs=0.002)


def test_the_interval_of_a_mean_is_the_textbooks() -> None:
    values = [12.0, 15.0, 9.0, 20.0, 14.0, 11.0]
    low, high = intervals.of_mean(Sketch.of(values)) or (0, 0)
    reach = 2.571 * stdev(values) / 6**0.5
    assert (low, high) == pytest.approx((mean(values) - reach, mean(values) + reach))


def test_wilson_stays_within_bounds_and_meets_known_values() -> None:
    assert intervals.of_share(8, 10) == pytest.approx((0.4902, 0.9433), abs=0.0001)
    assert intervals.of_share(0, 10) == pytest.approx((0.0, 0.2775), abs=0.0001)
    assert intervals.of_share(10, 10) == pytest.approx((0.7225, 1.0), abs=0.0001)
    assert intervals.of_share(0, 0) is None


def test_the_difference_of_shares_meets_newcombes_example() -> None:
    assert intervals.of_shares_apart((56, 70), (48, 80)) == pytest.approx((0.0524, 0.3339), abs=0.0001)
    assert intervals.of_shares_apart((1, 2), (0, 0)) is None


def test_the_difference_of_means_holds_what_is_true() -> None:
    slow, quick = Sketch.of([600.0, 660, 720, 630, 690] * 8), Sketch.of([300.0, 360, 330, 345, 315] * 8)
    low, high = intervals.of_means_apart(slow, quick) or (0, 0)
    assert 0 < low < 330 < high
    assert intervals.of_means_apart(slow, Sketch.of([1.0])) is None
    assert intervals.of_means_apart(Sketch.of([5.0, 5.0]), Sketch.of([5.0, 5.0])) == (0, 0)


def test_a_percentile_lies_between_two_ranks() -> None:
    hundred = Sketch.of(range(1, 101))
    assert intervals.of_percentile(hundred, 0.5) == (40, 60)
    assert intervals.of_percentile(Sketch.of([7.0]), 0.9) == (7, 7)
    assert intervals.of_percentile(Sketch.of([]), 0.9) is None
