"""The procedure catalogue, taken from a table: what would change, what is faulty, then all or the rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta

from queue_server.domain.errors import NotFound, QueueError
from queue_server.domain.words import normal
from queue_server.operations import tables, taking_in
from queue_server.operations.catalogue_rows import ALWAYS, COLUMNS, Change, Fault, change_of, queues_by_field
from queue_server.operations.tables import Table
from queue_server.operations.taking_in import Faulty
from queue_server.storage import furniture, halls, portals, staff
from queue_server.storage.work import Look, Work


class FaultyCatalogue(QueueError):
    code = "faulty_catalogue"
    sentence = "Line {line}: {fault}."


class Report(taking_in.Report[Change]):
    @property
    def proposed(self) -> list[Change]:
        return [each for each in self.changes if each.row["proposed"]]


def read(data: bytes) -> Table:
    """The rows of a catalogue file. Raises UnreadableTable."""
    return tables.read(data, COLUMNS)


def examine(look: Look, table: Table, step: Callable[[int], object] = lambda line: None) -> Report:
    """What taking `table` would change; every faulty row is named. `step` hears how far it is."""
    queue_of, online = queues_by_field(look), portals.all_known(look.db, look.hall.id)
    report = Report(merged=table.merged)
    taking_in.examine(
        report,
        table,
        lambda line, cells: change_of(look, line, cells, queue_of, online),
        ("code", "valid_from"),
        Fault.TWICE,
        step,
    )
    _put_in_turn(look, report)
    return report


def _put_in_turn(look: Look, report: Report) -> None:
    """Each version ends before the next of its code begins, be that known or in the same file."""
    changes, report.changes = report.changes, []
    starts = _starts(look, changes)
    taken = set[tuple[str, date]]()
    for each in changes:
        code, start = each.row["code"], each.row["valid_from"]
        try:
            if (code, start) in taken:
                raise Faulty(Fault.TWICE, code)
            taken.add((code, start))
            report.changes.append(
                _ending(each, min((day for day in starts[code] if day > start), default=None))
            )
        except Faulty as why:
            report.refuse(each.line, code, why)
    report.faulty.sort(key=lambda each: each.line)


def _starts(look: Look, changes: Iterable[Change]) -> dict[str, set[date]]:
    """When the versions of each code begin, with those that would come."""
    starts: dict[str, set[date]] = defaultdict(set)
    for each in changes:
        known = look.furniture.procedures.get(each.row["code"], ())
        starts[each.row["code"]] |= {
            each.row["valid_from"],
            *(one.valid_from for one in known if one.valid_from),
        }
    return starts


def _ending(change: Change, following: date | None) -> Change:
    """The version as it ends where the next one begins on the day `following`."""
    last = following - timedelta(days=1) if following else None
    if change.until and last and change.until > last:
        raise Faulty(Fault.OVERLAP, f"{change.until:%d/%m/%Y}")
    ends = [day for day in (change.row.get("valid_to"), last) if day is not None]
    return replace(change, row={**change.row, "valid_to": change.until or min(ends, default=None)})


def take(work: Work, report: Report, skip_faulty: bool = False) -> int:
    """Put the changes of `report` in place; how many. FaultyCatalogue while a faulty row is not left out."""
    if not skip_faulty:
        taking_in.refuse_faulty(report, FaultyCatalogue)
    halls.put_procedures(work.db, work.hall.id, [each.row for each in report.changes])
    for each in report.changes:
        if each.portal is not None:
            portals.put(work.db, work.hall.id, each.portal)
    furniture.changed(work.db, work.hall.id)
    return taking_in.write_down(work, "catalogue.imported", report)


def name_shortly(work: Work, code: str, name: str) -> None:
    """Somebody has looked at the short name of a procedure, and this is it, now and in versions to come.

    NotFound for a code of which no version holds any more.
    """
    versions = work.furniture.procedures.get(code, ())
    holding = [each for each in versions if each.valid_to is None or each.valid_to >= work.today]
    if not holding:
        raise NotFound(kind="procedure", id=code)
    for each in holding:
        names = {**each.short_names, "vi": normal(name)}
        halls.name_shortly(work.db, work.hall.id, code, each.valid_from or ALWAYS, names)
    furniture.changed(work.db, work.hall.id)
    change = {"code": code, "short_name": normal(name)}
    staff.write_audit(work.db, work.hall.id, work.now, work.actor.name, "catalogue.named", change)
