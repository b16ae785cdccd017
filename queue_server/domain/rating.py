"""What a citizen thought of a visit: levels, what counts as satisfied, and how sure a share is.

Levels are whole numbers from 1, the lowest, to 3, 4 or 5. *Satisfied or above* are the two highest of any
scale, as the state's forms count them: Rất hài lòng and Hài lòng.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt
from typing import Any

from queue_server.domain.errors import QueueError

WORDS: Mapping[int, tuple[str, ...]] = {
    3: ("not_satisfied", "satisfied", "very_satisfied"),
    4: ("not_satisfied", "neutral", "satisfied", "very_satisfied"),
    5: ("very_unsatisfied", "not_satisfied", "neutral", "satisfied", "very_satisfied"),
}
"""The words of each scale, the lowest first."""
REASONS = ("wait", "attitude", "unclear", "not_done", "place")
"""What may be said of the lowest level, or not: short, and about the hall rather than a person."""

AWAKE = timedelta(seconds=60)
"""So long after a visit the device asks."""
LEEWAY = timedelta(seconds=60)
"""By so much a device's press may miss that, because its clock and the line are not ours."""
LATE = timedelta(hours=72)
"""So long after a visit its rating is still taken: a weekend without network."""
CLERK_FROM, GROUP_FROM = 20, 5
"""With fewer ratings nothing is told of a clerk, and of a procedure or queue only how many there are."""

_95_PERCENT = 1.959964


class RatingRefused(QueueError):
    """No rating can be taken, or not this one."""


class NotFinished(RatingRefused):
    code = "not_finished"
    sentence = "This visit is not over yet."


class AlreadyRated(RatingRefused):
    code = "already_rated"
    sentence = "This visit has been rated already. Thank you."


class RatingOver(RatingRefused):
    code = "rating_over"
    sentence = "The time to rate this visit is over."


class OtherCounter(RatingRefused):
    code = "other_counter"
    sentence = "This visit was at another counter."


class BadLevel(RatingRefused):
    code = "bad_level"
    sentence = "There is no such level: this scale goes from 1 to {levels}."


class ReasonNotAsked(RatingRefused):
    code = "reason_not_asked"
    sentence = "A reason goes with the lowest level only."


@dataclass(frozen=True)
class Rules:
    """How a hall asks: so many levels, the share it aims at, reasons after the lowest or not.

    With `low_alarm` the manager is told once so many of a day gave the lowest level; 0 is never.
    """

    levels: int = 3
    target: float = 0.95
    low_alarm: int = 0
    asks_reasons: bool = True

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Rules:
        """The rules as they were kept, usual where nothing was said."""
        return cls(**{key: value for key, value in kept.items() if key in cls.__annotations__})


@dataclass(frozen=True)
class Count:
    """`n` ratings of `level` on a scale of `levels`; what `key` names depends on what was counted by."""

    since: date
    key: str
    levels: int
    level: int
    n: int

    @property
    def is_satisfied(self) -> bool:
        return self.level > self.levels - 2

    @property
    def is_lowest(self) -> bool:
        return self.level == 1


def level_of(given: int | str, levels: int) -> int:
    """The level that a number or a word of the scale means; BadLevel if it is none of it."""
    if isinstance(given, str) and given in WORDS[levels]:
        return WORDS[levels].index(given) + 1
    if isinstance(given, int) and 1 <= given <= levels:
        return given
    raise BadLevel(levels=levels)


def wilson(hits: int, n: int) -> tuple[float, float] | None:
    """The 95 % interval of a share of `hits` in `n`, 0 to 1; None for nobody.

    E. B. Wilson, *Probable inference, the law of succession, and statistical inference*, 1927.
    """
    if n == 0:
        return None
    share, z2 = hits / n, _95_PERCENT**2
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    reach = _95_PERCENT / (1 + z2 / n) * sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    return max(0.0, min(share, middle - reach)), min(1.0, max(share, middle + reach))


@dataclass(frozen=True)
class Index766:
    """The satisfaction item of Decision 766/QĐ-TTg as the national portal computes it, for visits.

    `ratio` is the share of those handled that nobody rated unsatisfied, complained about or had late: an
    unrated one counts as satisfied. The item has at most 6 points, which the ratio reaches at 0.9.
    """

    handled: int
    unsatisfied: int
    complaints: int
    overdue: int

    @property
    def ratio(self) -> float | None:
        if self.handled == 0:
            return None
        against = min(self.handled, self.unsatisfied + self.complaints + self.overdue)
        return (self.handled - against) / self.handled

    @property
    def points(self) -> float | None:
        return None if self.ratio is None else min(6.0, self.ratio * 6 / 0.9)
