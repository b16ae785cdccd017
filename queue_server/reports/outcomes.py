"""How services ended in a period: for each procedure, how many with each outcome."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from queue_server.reports import wait_times
from queue_server.reports.rollup import Rest
from queue_server.storage.work import Look

ASSISTED = "assisted_online"


@dataclass(frozen=True)
class Row:
    """One procedure: its services that ended with an outcome, and how many with each."""

    key: str
    label: str
    services: int
    outcomes: Mapping[str, int]

    @property
    def assisted_share(self) -> float:
        """Of 1: how many were filed online together with the clerk."""
        return self.outcomes.get(ASSISTED, 0) / self.services


def outcomes(
    look: Look, first: date, last: date, language: str = "vi", unwritten: Rest | None = None
) -> list[Row]:
    """A row for each procedure that anything ended in, by code; what goes on elsewhere does not count."""
    rows = wait_times.times(look, first, last, "procedure", language, unwritten)
    return [Row(row.key, row.label, sum(row.outcomes.values()), row.outcomes) for row in rows if row.outcomes]
