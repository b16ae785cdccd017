"""The procedure catalogue, taken from a CSV file: all rows go in, or none does."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

from queue_server.domain.errors import QueueError
from queue_server.operations.portal import portal_row
from queue_server.operations.setup import procedure_row
from queue_server.storage import furniture, halls, portals, staff
from queue_server.storage.work import Work

COLUMNS = ("code", "queue", "name_vi", "short_vi")
LONGEST_BRING = 300


class FaultyCatalogue(QueueError):
    code = "faulty_catalogue"
    sentence = "Line {line}: {fault}."


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file in UTF-8. OSError or UnicodeDecodeError if it cannot be read."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def take(work: Work, rows: Sequence[Mapping[str, str]]) -> int:
    """Put the procedures of `rows` in place; how many. FaultyCatalogue names the first faulty line."""
    known = {queue.code for queue in work.furniture.queues}
    for line, row in enumerate(rows, start=2):
        _check(line, row, known)
    for row in rows:
        halls.put_procedure(work.db, work.hall.id, procedure_row(row))
        if (portal := portal_row(row)) is not None:
            portals.put(work.db, work.hall.id, portal)
    furniture.changed(work.db, work.hall.id)
    change = {"rows": len(rows)}
    staff.write_audit(work.db, work.hall.id, work.now, work.actor.name, "catalogue.imported", change)
    return len(rows)


def _check(line: int, row: Mapping[str, str], queues: set[str]) -> None:
    missing = [column for column in COLUMNS if not (row.get(column) or "").strip()]
    if missing:
        raise FaultyCatalogue(line=line, fault=f"{missing[0]} is missing")
    if row["queue"] not in queues:
        raise FaultyCatalogue(line=line, fault=f"there is no queue {row['queue']}")
    if len(row["short_vi"]) > 60:
        raise FaultyCatalogue(line=line, fault="short_vi has more than 60 characters")
    if len(row.get("bring_vi") or "") > LONGEST_BRING:
        raise FaultyCatalogue(line=line, fault=f"bring_vi has more than {LONGEST_BRING} characters")
