"""Tables that are taken in after a look: what every report has, whatever its rows are about."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from queue_server.domain.errors import QueueError
from queue_server.domain.words import normal
from queue_server.operations.tables import Table
from queue_server.storage import staff
from queue_server.storage.work import Work

LONGEST_SHOWN = 60


class OneChange(Protocol):
    """What a row that goes in changes."""

    @property
    def is_new(self) -> bool: ...


Change = TypeVar("Change", bound=OneChange)


class Faulty(Exception):
    """A row cannot go in: the sentence is that of `fault`, about `value`."""

    def __init__(self, fault: StrEnum, value: str) -> None:
        super().__init__(fault, value)
        self.fault, self.value = fault, shown(value)


@dataclass(frozen=True)
class FaultyRow:
    line: int
    code: str
    fault: StrEnum
    value: str

    def __str__(self) -> str:
        return self.fault.format(value=self.value)


@dataclass
class Report(Generic[Change]):
    """What an import would do, and what is faulty."""

    changes: list[Change] = field(default_factory=list)
    same: int = 0
    faulty: list[FaultyRow] = field(default_factory=list)
    merged: bool = False

    @property
    def new(self) -> list[Change]:
        return [each for each in self.changes if each.is_new]

    @property
    def changed(self) -> list[Change]:
        return [each for each in self.changes if not each.is_new]

    def refuse(self, line: int, code: str, why: Faulty) -> None:
        self.faulty.append(FaultyRow(line, shown(code), why.fault, why.value))


def examine(
    report: Report[Change],
    table: Table,
    change_of: Callable[[int, Mapping[str, str]], Change | None],
    keys: Sequence[str],
    twice: StrEnum,
    step: Callable[[int], object] = lambda line: None,
) -> None:
    """Fill `report` with what each row of `table` changes; `change_of` answers None for nothing.

    The columns `keys`, of which the first names the row, are the same in no two rows. `step` hears the lines.
    """
    seen = set[tuple[str, ...]]()
    for line, given in table.rows:
        step(line)
        key = tuple(given.get(name, "") for name in keys)
        try:
            change = change_of(line, given)
            if key in seen:
                raise Faulty(twice, key[0])
            seen.add(key)
        except Faulty as why:
            report.refuse(line, key[0], why)
        else:
            _count(report, change)


def _count(report: Report[Change], change: Change | None) -> None:
    if change is None:
        report.same += 1
    else:
        report.changes.append(change)


def refuse_faulty(report: Report[Change], error: type[QueueError]) -> None:
    """Raise `error` about the first faulty row, if there is one."""
    if report.faulty:
        raise error(line=report.faulty[0].line, fault=str(report.faulty[0]))


def write_down(work: Work, what: str, report: Report[Change]) -> int:
    """Note in the audit what was taken in; how many rows those were."""
    counts = {"new": len(report.new), "changed": len(report.changed), "left_out": len(report.faulty)}
    staff.write_audit(work.db, work.hall.id, work.now, work.actor.name, what, counts)
    return len(report.changes)


def day_of(text: str) -> date:
    """The day of `2026-11-22` or `22/11/2026`. ValueError for anything else."""
    return date.fromisoformat("-".join(reversed(text.split("/"))) if "/" in text else text)


def shown(text: str) -> str:
    """A value as it may be shown: short, without control characters."""
    return normal(text)[:LONGEST_SHOWN]
