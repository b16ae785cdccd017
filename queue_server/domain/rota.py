"""How many counters are to work in each session of a week: what a hall plans, whoever sits there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

WEEKDAYS = 6
"""Monday is 0; a Saturday is worked in exchange for another day."""


@dataclass(frozen=True)
class Rota:
    """`counters[weekday][session]`, sessions in the order of the day; None where nothing is planned."""

    counters: tuple[tuple[int | None, ...], ...] = ()

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Rota:
        """The rota as it was kept; empty where nothing was planned."""
        return cls(tuple(tuple(row) for row in kept.get("counters", ())))

    @property
    def is_given(self) -> bool:
        """Whether anything is planned at all."""
        return any(each is not None for row in self.counters for each in row)

    def on(self, day: date, sessions: int) -> Sequence[int | None]:
        """What is planned for each of the sessions of `day`."""
        return self.of_weekday(day.weekday(), sessions)

    def of_weekday(self, weekday: int, sessions: int) -> Sequence[int | None]:
        row = self.counters[weekday] if weekday < len(self.counters) else ()
        return (*row, *(None,) * sessions)[:sessions]
