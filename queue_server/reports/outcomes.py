"""How services ended in a period: for each procedure, how many with each outcome."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from queue_server.domain.hall import named
from queue_server.storage import records
from queue_server.storage.work import Look

ASSISTED = "assisted_online"


@dataclass(frozen=True)
class Row:
    """One procedure: its services that ended with an outcome, and how many with each."""

    key: str
    label: str
    services: int
    outcomes: dict[str, int]

    @property
    def assisted_share(self) -> float:
        """Of 1: how many were filed online together with the clerk."""
        return self.outcomes.get(ASSISTED, 0) / self.services


def outcomes(look: Look, first: date, last: date, language: str = "vi") -> list[Row]:
    """A row for each procedure that anything ended in, by code; what goes on elsewhere does not count."""
    counted: dict[str, dict[str, int]] = {}
    for procedure, outcome, count in records.outcomes(look.db, look.hall.id, first, last):
        counted.setdefault(procedure, {})[outcome] = count
    return [
        Row(code, _label(look, code, language), sum(found.values()), found)
        for code, found in sorted(counted.items())
    ]


def _label(look: Look, code: str, language: str) -> str:
    known = look.furniture.procedure(code)
    return named(known.short_names, language) if known else code
