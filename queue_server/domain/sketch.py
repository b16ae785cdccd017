"""Durations that add up: however a period is split, its parts make the same figures.

Up to `EXACT` durations are kept as they are. Above that only how many fell into each bucket is kept, the
buckets growing by 4 %, as in Masson, Rim and Lee, "DDSketch" (Proceedings of the VLDB Endowment 12,
2019): a percentile is then off by (1.04 - 1) / (1.04 + 1) = 1.96 % at most. Every whole minute up to four
hours also ends a bucket, so that the share within a target of whole minutes is exact. Numbers are whole
milliseconds, so that sums are the same in any order.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from math import ceil

EXACT = 100
GROWTH = 1.04
LARGEST_MS = 2**32 - 1
_MINUTE_MS = 60_000
_STEPS = (int(1000 * GROWTH**step) for step in range(400))
_EDGES = sorted(
    {0, LARGEST_MS}
    | {edge for edge in _STEPS if edge < LARGEST_MS}
    | {_MINUTE_MS * minute for minute in range(1, 241)}
)
# The harmonic middle errs by the same share towards both ends of its bucket.
_MIDDLES = [0, 500] + [
    max(low + 1, round(2 * low * high / (low + high))) for low, high in pairwise(_EDGES[1:])
]


@dataclass(frozen=True)
class Sketch:
    """`n` durations in milliseconds: their sum, sum of squares, maximum, and `marks`: how many of each."""

    n: int = 0
    sum_ms: int = 0
    squares: int = 0
    most_ms: int = 0
    marks: Mapping[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, durations_s: Iterable[float]) -> Sketch:
        """The sketch of durations in seconds."""
        values = [min(LARGEST_MS, max(0, round(1000 * each))) for each in durations_s]
        squares = sum(each * each for each in values)
        return _settled(len(values), sum(values), squares, max(values, default=0), Counter(values))

    @property
    def mean_s(self) -> float | None:
        return self.sum_ms / self.n / 1000 if self.n else None

    @property
    def deviation_s(self) -> float | None:
        """The standard deviation with n - 1 below the line; None for fewer than two durations."""
        if self.n < 2:
            return None
        spread: float = max(0, self.squares * self.n - self.sum_ms**2) / (self.n * (self.n - 1))
        return float(spread**0.5) / 1000

    @property
    def max_s(self) -> float | None:
        return self.most_ms / 1000 if self.n else None

    def percentile_s(self, share: float) -> float | None:
        """The smallest duration that at least `share` (0 to 1) of all do not exceed; None of nothing."""
        return self.ranked_s(ceil(share * self.n)) if self.n else None

    def ranked_s(self, rank: int) -> float:
        """The duration at `rank` from the shortest, 1, to the longest, n; beyond them the nearest."""
        reached = 0
        for ms in sorted(self.marks):
            reached += self.marks[ms]
            if reached >= rank:
                return min(ms, self.most_ms) / 1000
        return self.most_ms / 1000

    def within(self, target_s: float) -> int:
        """How many lasted no longer than `target_s`; exact for whole minutes up to four hours."""
        return sum(count for ms, count in self.marks.items() if ms <= target_s * 1000)


def merged(sketches: Iterable[Sketch]) -> Sketch:
    """All durations of all `sketches`."""
    n = sum_ms = squares = most_ms = 0
    marks: dict[int, int] = {}
    for each in sketches:
        n, sum_ms, squares = n + each.n, sum_ms + each.sum_ms, squares + each.squares
        most_ms = max(most_ms, each.most_ms)
        for ms, count in each.marks.items():
            marks[ms] = marks.get(ms, 0) + count
    return _settled(n, sum_ms, squares, most_ms, marks)


def _settled(n: int, sum_ms: int, squares: int, most_ms: int, marks: Mapping[int, int]) -> Sketch:
    """Exact as long as they are few; a bucket's middle lies in it, so it does not matter who rounds when."""
    if n <= EXACT:
        return Sketch(n, sum_ms, squares, most_ms, dict(marks))
    rounded: dict[int, int] = {}
    for ms, count in marks.items():
        middle = _MIDDLES[bisect_left(_EDGES, ms)]
        rounded[middle] = rounded.get(middle, 0) + count
    return Sketch(n, sum_ms, squares, most_ms, rounded)
