"""What a screen shows between calls: slides, and on which days and at which hours each is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class SlideKind(StrEnum):
    """`hours` and `procedures` are drawn from the hall itself, the others from what was put in."""

    PICTURE = "picture"
    VIDEO = "video"
    TEXT = "text"
    HOURS = "hours"
    PROCEDURES = "procedures"


@dataclass(frozen=True, kw_only=True)
class Slide:
    """One slide; `title` and `text` are plain text per language, `file` a name that the server made.

    Shown for `seconds` (a video: at most so long) from `first_day` to `last_day`, both included, between
    the times of day `begins` and `ends` (HH:MM in the hall's zone); without them on every day, at any hour.
    """

    id: str
    kind: SlideKind
    title: Mapping[str, str] = field(default_factory=dict)
    text: Mapping[str, str] = field(default_factory=dict)
    file: str | None = None
    seconds: int = 12
    first_day: date | None = None
    last_day: date | None = None
    begins: str | None = None
    ends: str | None = None
    shown: bool = True
    position: int = 0

    def is_over(self, day: date) -> bool:
        """Whether it will never be shown again from `day` on."""
        return self.last_day is not None and self.last_day < day

    def is_ahead(self, day: date) -> bool:
        """Whether its first day is still to come."""
        return self.first_day is not None and day < self.first_day
