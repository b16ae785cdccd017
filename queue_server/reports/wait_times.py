"""How long people waited, walked, were served and set aside in a period, in groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from queue_server.domain.hall import named
from queue_server.domain.sketch import Sketch
from queue_server.reports import intervals, period, rollup
from queue_server.reports.period import GROUPINGS
from queue_server.reports.rollup import Rest
from queue_server.storage import halls
from queue_server.storage.figures import Figure
from queue_server.storage.work import Look

__all__ = ["GROUPINGS", "Row", "Share", "Spread", "WaitSpread", "row", "times"]
WEEKDAYS = {
    "vi": ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
WASTED = ("missing_papers", "wrong_place", "too_late")
"""Outcomes after which the citizen has to come again."""


@dataclass(frozen=True)
class Spread:
    """Seconds of `n` durations; percentiles are nearest ranks, off by 2 % at most once n is above 100.

    `low` and `high` bound the 95 % interval of the figure that they are named after.
    """

    n: int
    mean_s: float | None
    p50_s: float | None
    p90_s: float | None
    max_s: float | None
    mean_low_s: float | None = None
    mean_high_s: float | None = None
    p90_low_s: float | None = None
    p90_high_s: float | None = None


@dataclass(frozen=True)
class WaitSpread(Spread):
    """`within_target` is the share, 0 to 1, that waited no longer than the hall's target."""

    within_target: float | None = None
    within_low: float | None = None
    within_high: float | None = None


@dataclass(frozen=True)
class Share:
    """`count` of `n`, as a share of 1 with its 95 % interval."""

    count: int
    n: int
    share: float | None
    low: float | None
    high: float | None

    @classmethod
    def of(cls, count: int, n: int) -> Share:
        low, high = intervals.of_share(count, n) or (None, None)
        return cls(count, n, count / n if n else None, low, high)


NO_SPREAD = Spread(0, None, None, None, None)
NO_SHARE = Share(0, 0, None, None, None)


@dataclass(frozen=True)
class Row:
    """One group. `guessed` waits and `left_out` services are in no time: paper numbers, forgotten finishes.

    `wasted` are the services after which the citizen has to come again; `jumps` counts calls out of turn by
    reason, `priorities` tickets by class, `outcomes` services by how they ended.
    """

    key: str
    label: str
    issued: int
    served: int
    no_show: int
    wait: WaitSpread
    service: Spread
    walk: Spread = NO_SPREAD
    hold: Spread = NO_SPREAD
    cancelled: int = 0
    expired: int = 0
    walk_up: int = 0
    guessed: int = 0
    left_out: int = 0
    missed: Share = NO_SHARE
    wasted: Share = NO_SHARE
    outcomes: Mapping[str, int] = field(default_factory=dict)
    priorities: Mapping[str, int] = field(default_factory=dict)
    jumps: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_enough(self) -> bool:
        """Whether it may be ranked among others."""
        return self.wait.n >= intervals.ENOUGH


EMPTY = Row("", "", 0, 0, 0, WaitSpread(0, None, None, None, None), NO_SPREAD)


def times(
    look: Look,
    first: date,
    last: date,
    by: str = "procedure",
    language: str = "vi",
    unwritten: Rest | None = None,
) -> list[Row]:
    """A row for each group that anything happened in, by key.

    A visit counts where it ended; a service, walk or hold under the procedure, counter and clerk it was with.
    Raises ValueError for an unknown grouping.
    """
    found = period.grouped(look, first, last, by, unwritten or rollup.rest(look))
    labels = labels_of(look, by, language)
    return [
        row(key, labels.get(key) or as_date(key, by), found[key], look.hall.wait_target_s)
        for key in sorted(found)
    ]


def row(key: str, label: str, figure: Figure, target_s: int) -> Row:
    """The figure of one group as people read it."""
    tally, outcomes = figure.tally, of_kind(figure, "outcome")
    return Row(
        key=key,
        label=label,
        issued=tally.get("issued", 0),
        served=tally.get("served", 0),
        no_show=tally.get("no_show", 0),
        wait=_wait(figure.wait, target_s),
        service=Spread(**_spread(figure.service)),
        walk=Spread(**_spread(figure.walk)),
        hold=Spread(**_spread(figure.hold)),
        cancelled=tally.get("cancelled", 0),
        expired=tally.get("expired", 0),
        walk_up=tally.get("walk_up", 0),
        guessed=tally.get("guessed", 0),
        left_out=tally.get("left_out", 0),
        missed=Share.of(tally.get("no_show", 0), tally.get("issued", 0)),
        wasted=Share.of(sum(outcomes.get(each, 0) for each in WASTED), sum(outcomes.values())),
        outcomes=outcomes,
        priorities=of_kind(figure, "priority"),
        jumps=of_kind(figure, "jump"),
    )


def of_kind(figure: Figure, kind: str) -> dict[str, int]:
    """What was counted under `kind`, by its own word, in the order of the words."""
    prefix = f"{kind}."
    return {
        name.removeprefix(prefix): figure.tally[name]
        for name in sorted(figure.tally)
        if name.startswith(prefix)
    }


def _wait(sketch: Sketch, target_s: int) -> WaitSpread:
    share = Share.of(sketch.within(target_s), sketch.n)
    return WaitSpread(
        **_spread(sketch), within_target=share.share, within_low=share.low, within_high=share.high
    )


def _spread(sketch: Sketch) -> dict[str, Any]:
    mean = intervals.of_mean(sketch) or (None, None)
    p90 = intervals.of_percentile(sketch, 0.9) or (None, None)
    return {
        "n": sketch.n,
        "mean_s": sketch.mean_s,
        "p50_s": sketch.percentile_s(0.5),
        "p90_s": sketch.percentile_s(0.9),
        "max_s": sketch.max_s,
        "mean_low_s": mean[0],
        "mean_high_s": mean[1],
        "p90_low_s": p90[0],
        "p90_high_s": p90[1],
    }


def as_date(key: str, by: str) -> str:
    """A day or a month as people write it; any other key as it is."""
    return "/".join(reversed(key.split("-"))) if by in ("day", "month") else key


def labels_of(look: Look, by: str, language: str) -> Mapping[str, str]:
    """What people call each group; a procedure goes by its newest name, still offered or not."""
    queues = {q.code: named(q.names, language) for q in look.furniture.queues}
    if by == "procedure":  # a number from paper has its queue's code instead of a procedure
        newest = (versions[0] for versions in look.furniture.procedures.values() if versions)
        return queues | {each.code: named(each.short_names, language) for each in newest}
    if by == "queue":
        return queues
    if by == "counter":
        return {c.code: c.label(language) for c in halls.counters(look.db, look.hall.id)}
    if by == "weekday":
        return {str(number): name for number, name in enumerate(WEEKDAYS[language])}
    return {f"{hour:02d}": f"{hour:02d}:00" for hour in range(24)} if by == "hour" else {}
