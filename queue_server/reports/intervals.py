"""How sure a figure is: 95 % intervals. Below `ENOUGH` cases nobody is ranked."""

from __future__ import annotations

from math import sqrt

from queue_server.domain.sketch import Sketch

ENOUGH = 30
Z = 1.959964
# Student's t at 0.975 for 1 to 30 degrees of freedom.
_T = (
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131,
    2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
)  # fmt: skip

Interval = tuple[float, float]


def t(freedom: float) -> float:
    """Student's t at 0.975; above 30 degrees of freedom the first terms of its expansion about the normal.

    Abramowitz and Stegun, Handbook of Mathematical Functions (1964), 26.7.5.
    """
    if freedom <= 30:
        return _T[max(1, int(freedom)) - 1]
    return Z + (Z**3 + Z) / (4 * freedom)


def of_mean(sketch: Sketch) -> Interval | None:
    """Of the mean in seconds, by Student's t (Biometrika 6, 1908); None for fewer than two durations.

    It takes visits for independent; those of one rush are not, so that it is rather too narrow than too wide.
    """
    if sketch.mean_s is None or sketch.deviation_s is None:
        return None
    reach = t(sketch.n - 1) * sketch.deviation_s / sqrt(sketch.n)
    return max(0.0, sketch.mean_s - reach), sketch.mean_s + reach


def of_share(count: int, n: int) -> Interval | None:
    """Of the share `count` / `n`, which never leaves 0 to 1; None of nothing.

    Wilson, "Probable inference, the law of succession, and statistical inference" (Journal of the American
    Statistical Association 22, 1927).
    """
    if not n:
        return None
    share, square = count / n, Z * Z
    middle = (share + square / (2 * n)) / (1 + square / n)
    reach = Z / (1 + square / n) * sqrt(share * (1 - share) / n + square / (4 * n * n))
    return max(0.0, middle - reach), min(1.0, middle + reach)


def of_percentile(sketch: Sketch, share: float) -> Interval | None:
    """Of the duration that `share` do not exceed, in seconds: between two ranks, whatever the distribution.

    Conover, Practical Nonparametric Statistics (3rd edition 1999), 3.2. None of nothing.
    """
    if not sketch.n:
        return None
    reach = Z * sqrt(sketch.n * share * (1 - share))
    low, high = int(sketch.n * share - reach), int(sketch.n * share + reach) + 1
    return sketch.ranked_s(max(1, low)), sketch.ranked_s(min(sketch.n, high))


def of_means_apart(one: Sketch, other: Sketch) -> Interval | None:
    """Of mean of `one` minus mean of `other`, in seconds; None where either has fewer than two durations.

    Welch, "The generalization of Student's problem" (Biometrika 34, 1947).
    """
    if one.mean_s is None or other.mean_s is None or one.deviation_s is None or other.deviation_s is None:
        return None
    a, b = one.deviation_s**2 / one.n, other.deviation_s**2 / other.n
    freedom = (a + b) ** 2 / (a * a / (one.n - 1) + b * b / (other.n - 1)) if a + b else 1e9
    apart, reach = one.mean_s - other.mean_s, t(freedom) * sqrt(a + b)
    return apart - reach, apart + reach


def of_shares_apart(one: tuple[int, int], other: tuple[int, int]) -> Interval | None:
    """Of one share minus the other, each given as count and n; None of nothing.

    Newcombe, "Interval estimation for the difference between independent proportions" (Statistics in
    Medicine 17, 1998), method 10.
    """
    first, second = of_share(*one), of_share(*other)
    if first is None or second is None:
        return None
    p, q = one[0] / one[1], other[0] / other[1]
    down = sqrt((p - first[0]) ** 2 + (second[1] - q) ** 2)
    up = sqrt((first[1] - p) ** 2 + (q - second[0]) ** 2)
    return p - q - down, p - q + up
