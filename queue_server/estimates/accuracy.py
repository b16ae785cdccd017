"""How good what was told has been, by ticket: never by hour, whose largest value says nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from queue_server.domain.estimate import HIGH_SHARE

TOO_SHORT_S = 300.0
Z95 = 1.959964


@dataclass(frozen=True)
class Told:
    """One promise and what came of it, in seconds; `point_s` is the middle of what was told."""

    waited_s: float
    point_s: float
    high_s: float | None = None


@dataclass(frozen=True)
class Accuracy:
    """Of `n` promises: `too_short_share` waited over five minutes longer than told; errors in seconds.

    `bias_s` is positive where too much was told. `coverage_p80` is the share called within the upper end
    of the band, with its 95 % interval of Wilson; `pinball_s` the mean loss of that end at 0.8. They are
    None for a rule that tells a point. Everything is None where `n` is 0.
    """

    n: int
    too_short_share: float | None = None
    mae_s: float | None = None
    bias_s: float | None = None
    coverage_p80: float | None = None
    coverage_low: float | None = None
    coverage_high: float | None = None
    pinball_s: float | None = None


def accuracy(told: Sequence[Told]) -> Accuracy:
    """How good these promises were."""
    n = len(told)
    if not n:
        return Accuracy(0)
    errors = [each.point_s - each.waited_s for each in told]
    promised = [each.point_s if each.high_s is None else each.high_s for each in told]
    short = sum(each.waited_s - end > TOO_SHORT_S for each, end in zip(told, promised, strict=True))
    return Accuracy(
        n=n,
        too_short_share=short / n,
        mae_s=sum(map(abs, errors)) / n,
        bias_s=sum(errors) / n,
        **_of_high([each for each in told if each.high_s is not None]),
    )


def _of_high(told: Sequence[Told]) -> dict[str, float]:
    if not told:
        return {}
    n, kept = len(told), sum(each.waited_s <= (each.high_s or 0.0) for each in told)
    low, high = wilson(kept, n)
    loss = sum(pinball(each.waited_s, each.high_s or 0.0, HIGH_SHARE) for each in told) / n
    return {"coverage_p80": kept / n, "coverage_low": low, "coverage_high": high, "pinball_s": loss}


def pinball(waited_s: float, told_s: float, share: float) -> float:
    """The loss that is least on average at the true quantile `share` (Koenker and Bassett 1978)."""
    return max(share * (waited_s - told_s), (share - 1) * (waited_s - told_s))


def wilson(hits: int, n: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927); 0 to 1 where nothing was counted."""
    if not n:
        return 0.0, 1.0
    share, z2 = hits / n, Z95 * Z95
    centre, half = share + z2 / (2 * n), Z95 * sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    return max(0.0, (centre - half) / (1 + z2 / n)), min(1.0, (centre + half) / (1 + z2 / n))
