"""Durations that add up, whoever adds them in whichever order."""

from __future__ import annotations

import random
from itertools import pairwise
from math import ceil, sqrt
from statistics import mean, stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queue_server.domain.sketch import EXACT, Sketch, merged

seconds = st.floats(0, 200_000, allow_nan=False)
many = st.lists(seconds, max_size=3 * EXACT)


@given(many, st.lists(st.integers(0, 3 * EXACT), max_size=6))
def test_any_split_merges_to_the_same_sketch(values: list[float], cuts: list[int]) -> None:
    edges = [0, *sorted(cuts), len(values)]
    parts = [values[a:b] for a, b in pairwise(edges)]
    assert merged(Sketch.of(part) for part in reversed(parts)) == Sketch.of(values)


@given(many, many, many)
def test_it_does_not_matter_who_adds_first(one: list[float], two: list[float], three: list[float]) -> None:
    a, b, c = Sketch.of(one), Sketch.of(two), Sketch.of(three)
    assert merged([merged([a, b]), c]) == merged([a, merged([b, c])])


@given(st.lists(seconds, min_size=1, max_size=3 * EXACT), st.floats(0.01, 1))
def test_a_percentile_is_off_by_two_per_cent_at_most(values: list[float], share: float) -> None:
    true = sorted(values)[max(0, ceil(share * len(values)) - 1)]
    told = Sketch.of(values).percentile_s(share)
    assert told == pytest.approx(true, rel=0.02, abs=0.501)


@given(st.lists(seconds, max_size=3 * EXACT), st.integers(1, 240))
def test_the_share_within_whole_minutes_is_exact(values: list[float], minutes: int) -> None:
    exact = [round(1000 * each) <= 60_000 * minutes for each in values]
    assert Sketch.of(values).within(60 * minutes) == sum(exact)


def test_few_durations_are_kept_as_they_are() -> None:
    values = [random.Random(7).uniform(0, 3_600) for _ in range(EXACT)]
    for share in (0.5, 0.9, 1.0):
        true = sorted(values)[ceil(share * EXACT) - 1]
        assert Sketch.of(values).percentile_s(share) == pytest.approx(true, abs=0.0006)


def test_mean_deviation_and_maximum_are_exact_however_many() -> None:
    values = [float(n % 977) for n in range(10_000)]
    sketch = merged(Sketch.of(values[n::7]) for n in range(7))
    assert sketch.mean_s == pytest.approx(mean(values))
    assert sketch.deviation_s == pytest.approx(stdev(values))
    assert (sketch.n, sketch.max_s) == (10_000, 976)


def test_nothing_has_no_figures() -> None:
    nothing = Sketch.of([])
    assert (nothing.mean_s, nothing.deviation_s, nothing.max_s, nothing.percentile_s(0.5)) == (None,) * 4
    assert merged([]) == nothing
    assert Sketch.of([sqrt(2)]).deviation_s is None
