"""What is told about a wait: a band of minutes, never a point, and nothing where nothing is known.

A band runs from the median to the 80th percentile of what a wait may come to. Small offices do best to
announce a high percentile rather than a mean (Jouini, Aksin and Dallery 2011); a finer grain than five
minutes tells nobody more (Yu, Allon and Bassamboo 2017).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import time
from enum import StrEnum
from math import ceil, floor
from typing import Any

STEP_S = 300
LOW_SHARE, HIGH_SHARE = 0.5, 0.8
SURE_SHARE = 0.8
"""Who is less likely than this to be called before the session ends is told so."""


class Outlook(StrEnum):
    """The five things that can be said about a wait."""

    NOW = "now"
    WITHIN = "within"
    ABOUT = "about"
    DOUBTFUL = "doubtful"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Band:
    """A wait from now on, in seconds, in steps of `STEP_S`; both 0 where a counter is free.

    `doubtful_before` is the end of the session, in the hall's own time, before which the call may not come.
    """

    low_s: int
    high_s: int
    doubtful_before: time | None = None

    def to_json(self) -> dict[str, Any]:
        """`{low_s, high_s}` of the contract, with `doubtful_before` as `11:30` or null."""
        before = self.doubtful_before
        return {**asdict(self), "doubtful_before": before and before.isoformat("minutes")}


def band(low_s: float, high_s: float, doubtful_before: time | None = None) -> Band:
    """The band of two waits, rounded outwards to whole steps."""
    return Band(floor(low_s / STEP_S) * STEP_S, ceil(high_s / STEP_S) * STEP_S, doubtful_before)


def from_json(told: Mapping[str, Any] | None) -> Band | None:
    """The band that `to_json` wrote."""
    if told is None:
        return None
    before = told.get("doubtful_before")
    return Band(told["low_s"], told["high_s"], time.fromisoformat(before) if before else None)


def outlook(told: Band | None) -> Outlook:
    """Which of the five things a band says."""
    if told is None:
        return Outlook.UNKNOWN
    if told.doubtful_before is not None:
        return Outlook.DOUBTFUL
    if told.high_s == 0:
        return Outlook.NOW
    return Outlook.WITHIN if told.low_s == 0 else Outlook.ABOUT


def details(told: Band | None) -> dict[str, Any]:
    """What the words of an outlook are filled with: `low` and `high` in minutes, `before` as `11:30`."""
    if told is None:
        return {}
    before = told.doubtful_before
    minutes = {"low": told.low_s // 60, "high": told.high_s // 60}
    return {**minutes, "before": before.isoformat("minutes") if before else ""}
