"""The procedure catalogue, taken from a table: what would change, what is faulty, then all or the rest."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from queue_server.domain import short_names
from queue_server.domain.due import CHANNELS, Term
from queue_server.domain.errors import NotFound, QueueError
from queue_server.domain.hall import Procedure
from queue_server.domain.words import folded, normal
from queue_server.operations import tables
from queue_server.operations.portal import portal_row
from queue_server.operations.setup import procedure_row
from queue_server.operations.tables import FORMULA, Table
from queue_server.storage import furniture, halls, portals, staff
from queue_server.storage.work import Look, Work

ALWAYS = date(2000, 1, 1)
LONGEST = {
    "code": 40,
    "name_vi": 2000,
    "name_en": 1500,
    "short_vi": 60,
    "short_en": 60,
    "field": 200,
    "bring_vi": 300,
    "bring_en": 300,
    "fee_vi": 300,
    "fee_en": 300,
    "decision": 80,
    "online": 20,
    "portal": 300,
}
_TERMS = [
    f"{what}_{channel}".rstrip("_") for what in ("statutory", "committed") for channel in ("", *CHANNELS)
]
_OWN = (*LONGEST, "queue", "valid_from", "valid_to", *_TERMS)
_ALSO = {
    "ma thu tuc": "code",
    "ma tthc": "code",
    "ten thu tuc": "name_vi",
    "ten thu tuc hanh chinh": "name_vi",
    "ten ngan": "short_vi",
    "linh vuc": "field",
    "field vi": "field",
    "hang cho": "queue",
    "thoi han giai quyet": "statutory",
    "thoi han theo quy dinh": "statutory",
    "statutory time": "statutory",
    "thoi han cam ket": "committed",
    "thoi han sau cat giam": "committed",
    "thanh phan ho so": "bring_vi",
    "giay to": "bring_vi",
    "phi le phi": "fee_vi",
    "le phi": "fee_vi",
    "muc do": "online",
    "online level": "online",
    "duong dan": "portal",
    "quyet dinh": "decision",
    "quyet dinh cong bo": "decision",
    "hieu luc tu": "valid_from",
    "hieu luc den": "valid_to",
}
COLUMNS = {**{name.replace("_", " "): name for name in _OWN}, **_ALSO}

# A change of these is another version; the rest belongs to this hall.
_PUBLISHED = ("names", "field", "statutory", "committed", "fee", "decision")
_OF_THE_HALL = ("queue", "short_names", "bring")


class Fault(StrEnum):
    """Why a row cannot go in; the sentences are texts of the pages."""

    MISSING = "{value} is missing"
    NO_QUEUE = "there is no queue {value}"
    NO_FIELD = "no queue takes the field {value}: name one in the column queue"
    TOO_LONG = "{value} is too long"
    FORMULA = "{value} is a formula: put in what it comes to"
    CONTROL = "{value} has control characters"
    TERM = "{value} is no term: write it like 5 working days, 15 days, 4 hours or same day"
    DAY = "{value} is no day: write it like 2026-11-22 or 22/11/2026"
    TWICE = "{value} stands in the file twice"
    ADDRESS = "{value} is no web address"


@dataclass(frozen=True)
class FaultyRow:
    line: int
    code: str
    fault: Fault
    value: str

    def __str__(self) -> str:
        return self.fault.format(value=self.value)


class FaultyCatalogue(QueueError):
    code = "faulty_catalogue"
    sentence = "Line {line}: {fault}."


@dataclass(frozen=True)
class Change:
    """One row that goes in: `what` changes of a known procedure, nothing for a new one."""

    line: int
    row: Mapping[str, Any]
    portal: Mapping[str, Any] | None
    what: tuple[str, ...]
    is_new: bool


@dataclass
class Report:
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

    @property
    def proposed(self) -> list[Change]:
        return [each for each in self.changes if each.row["proposed"]]


class _Faulty(Exception):
    def __init__(self, fault: Fault, value: str) -> None:
        super().__init__(fault, value)
        self.fault, self.value = fault, value


def read(data: bytes) -> Table:
    """The rows of a catalogue file. Raises UnreadableTable."""
    return tables.read(data, COLUMNS)


def examine(look: Look, table: Table, step: Callable[[int], object] = lambda line: None) -> Report:
    """What taking `table` would change; every faulty row is named. `step` hears how far it is."""
    report, seen = Report(merged=table.merged), set[tuple[str, str]]()
    queue_of, online = _queues_by_field(look), portals.all_known(look.db, look.hall.id)
    for line, given in table.rows:
        step(line)
        try:
            key = (given.get("code", ""), given.get("valid_from", ""))
            change = _change(look, line, _checked(given), queue_of, online)
            if key in seen:
                raise _Faulty(Fault.TWICE, key[0])
            seen.add(key)
        except _Faulty as faulty:
            report.faulty.append(FaultyRow(line, _shown(given.get("code", "")), faulty.fault, faulty.value))
        else:
            if change is None:
                report.same += 1
            else:
                report.changes.append(change)
    return report


def take(work: Work, report: Report, skip_faulty: bool = False) -> int:
    """Put the changes of `report` in place; how many. FaultyCatalogue while a faulty row is not left out."""
    if report.faulty and not skip_faulty:
        first = report.faulty[0]
        raise FaultyCatalogue(line=first.line, fault=str(first))
    halls.put_procedures(work.db, work.hall.id, [each.row for each in report.changes])
    for each in report.changes:
        if each.portal is not None:
            portals.put(work.db, work.hall.id, each.portal)
    furniture.changed(work.db, work.hall.id)
    change = {"new": len(report.new), "changed": len(report.changed), "left_out": len(report.faulty)}
    staff.write_audit(work.db, work.hall.id, work.now, work.actor.name, "catalogue.imported", change)
    return len(report.changes)


def name_shortly(work: Work, code: str, name: str) -> None:
    """Somebody has looked at the short name of a procedure, and this is it. NotFound for another code."""
    known = work.furniture.procedure(code)
    if known is None or known.valid_from is None:
        raise NotFound(kind="procedure", id=code)
    names = {**known.short_names, "vi": normal(name)}
    halls.name_shortly(work.db, work.hall.id, code, known.valid_from, names)
    furniture.changed(work.db, work.hall.id)
    change = {"code": code, "short_name": names["vi"]}
    staff.write_audit(work.db, work.hall.id, work.now, work.actor.name, "catalogue.named", change)


# --- one row ---


def _checked(given: Mapping[str, str]) -> dict[str, str]:
    """The row with its texts in one shape, empty ones left out."""
    row = {}
    for column, text in given.items():
        if text == FORMULA:
            raise _Faulty(Fault.FORMULA, column)
        if column == "code" and any(unicodedata.category(c)[0] == "C" for c in text):
            raise _Faulty(Fault.CONTROL, column)
        if len(text) > LONGEST.get(column, tables.LONGEST_CELL):
            raise _Faulty(Fault.TOO_LONG, column)
        if clean := normal(text):
            row[column] = clean
    if "code" not in row:
        raise _Faulty(Fault.MISSING, "code")
    if not row.get("portal", "https://").startswith(("https://", "http://")):
        raise _Faulty(Fault.ADDRESS, _shown(row["portal"]))
    return row


def _change(
    look: Look,
    line: int,
    given: dict[str, str],
    queue_of: Mapping[str, str],
    online: Mapping[str, Mapping[str, Any]],
) -> Change | None:
    """What the row changes; None if nothing."""
    known = look.furniture.procedure(given["code"])
    proposed = _complete(given, known)
    row = {**_row(given), "proposed": proposed}
    row["queue"] = _queue(look, given, known, queue_of)
    portal = _portal(given, online)
    if known is None:
        since = _day(given, "valid_from") or ALWAYS
        return Change(line, {**row, "valid_from": since, **_end(given)}, portal, (), True)
    row = _merged(row, known)
    what = tuple(name for name in (*_PUBLISHED, *_OF_THE_HALL) if row[name] != getattr(known, name))
    start = _day(given, "valid_from") or known.valid_from or ALWAYS
    if start == known.valid_from and any(name in _PUBLISHED for name in what) and "valid_from" not in given:
        start = max(look.today, start)
    if not what and portal is None and start == known.valid_from:
        return None
    end = {"valid_to": _before_the_next(look, known.code, start)}
    return Change(line, {**row, "valid_from": start, **end, **_end(given)}, portal, what, False)


def _complete(given: dict[str, str], known: Procedure | None) -> bool:
    """Fill in the names that a row may leave out; whether the short one is made up."""
    if known is None and "name_vi" not in given:
        raise _Faulty(Fault.MISSING, "name_vi")
    if known is not None:
        for language, name in known.names.items():
            given.setdefault(f"name_{language}", name)
        for language, name in known.short_names.items():
            given.setdefault(f"short_{language}", name)
        return known.proposed and given["short_vi"] == known.short_names.get("vi")
    if "short_vi" in given:
        return False
    given["short_vi"] = short_names.proposed(given["name_vi"])
    return True


def _row(given: Mapping[str, str]) -> dict[str, Any]:
    try:
        return procedure_row({"queue": "", **given})
    except ValueError:
        wrong = next(given[name] for name in _TERMS if name in given and not _is_term(given[name]))
        raise _Faulty(Fault.TERM, _shown(wrong)) from None


def _is_term(text: str) -> bool:
    try:
        Term.read(text)
    except ValueError:
        return False
    return True


def _merged(row: dict[str, Any], known: Procedure) -> dict[str, Any]:
    """What a file does not say stays as it is known."""
    kept = {
        name: dict(getattr(known, name)) | row[name] for name in ("statutory", "committed", "fee", "bring")
    }
    texts = {name: row[name] or getattr(known, name) for name in ("field", "decision")}
    return {**row, **kept, **texts, "valid_to": None}


def _queue(look: Look, given: Mapping[str, str], known: Procedure | None, queue_of: Mapping[str, str]) -> str:
    if "queue" in given:
        if given["queue"] not in {queue.code for queue in look.furniture.queues}:
            raise _Faulty(Fault.NO_QUEUE, _shown(given["queue"]))
        return given["queue"]
    if known is not None:
        return known.queue
    if "field" not in given:
        raise _Faulty(Fault.MISSING, "queue")
    found = queue_of.get(folded(given["field"]))
    if found is None:
        raise _Faulty(Fault.NO_FIELD, _shown(given["field"]))
    return found


def _portal(given: Mapping[str, str], online: Mapping[str, Mapping[str, Any]]) -> dict[str, Any] | None:
    """What is new of the procedure on the national portal."""
    row = portal_row(given)
    before = online.get(given["code"])
    if row is None:
        return None
    old = before or {"online": "", "page": None}
    whole = {**row, "online": row["online"] or old["online"], "page": row["page"] or old["page"]}
    return (
        None if before and (before["online"], before["page"]) == (whole["online"], whole["page"]) else whole
    )


def _day(given: Mapping[str, str], column: str) -> date | None:
    text = given.get(column, "")
    if not text:
        return None
    try:
        return date.fromisoformat("-".join(reversed(text.split("/"))) if "/" in text else text)
    except ValueError:
        raise _Faulty(Fault.DAY, _shown(text)) from None


def _end(given: Mapping[str, str]) -> dict[str, date]:
    end = _day(given, "valid_to")
    return {} if end is None else {"valid_to": end}


def _before_the_next(look: Look, code: str, start: date) -> date | None:
    """The day before the next version after `start` begins; None if there is none."""
    begins = [each.valid_from for each in look.furniture.procedures[code] if each.valid_from]
    later = [day for day in begins if day > start]
    return min(later) - timedelta(days=1) if later else None


def _queues_by_field(look: Look) -> dict[str, str]:
    """For each field the queue that most of its procedures have."""
    counted: dict[str, Counter[str]] = {}
    for versions in look.furniture.procedures.values():
        counted.setdefault(folded(versions[0].field), Counter())[versions[0].queue] += 1
    own = {folded(name): queue.code for queue in look.furniture.queues for name in queue.names.values()}
    return own | {name: queues.most_common(1)[0][0] for name, queues in counted.items() if name}


def _shown(text: str) -> str:
    """A value as it may be shown: short, without control characters."""
    return normal(text)[:60]
