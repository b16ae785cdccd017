"""One row of a catalogue file: its columns, what may be wrong with it, and what it changes."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from queue_server.domain import short_names
from queue_server.domain.due import CHANNELS, Term
from queue_server.domain.hall import Procedure
from queue_server.domain.words import folded, normal
from queue_server.operations import tables
from queue_server.operations.portal import portal_row
from queue_server.operations.setup import procedure_row
from queue_server.operations.tables import FORMULA
from queue_server.operations.taking_in import Faulty, day_of
from queue_server.storage.work import Look

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
    ENDS_EARLY = "{value} lies before the day from which this version holds"
    OVERLAP = "this version holds to {value}, but the next one begins before that day"
    ADDRESS = "{value} is no web address"


@dataclass(frozen=True)
class Change:
    """One row that goes in: `what` changes of a known procedure, nothing for a new one.

    `until` is the last day that the row gives to this version.
    """

    line: int
    row: Mapping[str, Any]
    portal: Mapping[str, Any] | None
    what: tuple[str, ...]
    is_new: bool
    until: date | None


def change_of(
    look: Look,
    line: int,
    cells: Mapping[str, str],
    queue_of: Mapping[str, str],
    online: Mapping[str, Mapping[str, Any]],
) -> Change | None:
    """What a row of the file changes; None if nothing. Raises Faulty.

    `queue_of` gives the queue of a field of law, `online` what is known of each procedure's portal page.
    """
    given = _checked(cells)
    known = look.furniture.procedure(given["code"])
    proposed = _complete(given, known)
    row = {**_row(given), "proposed": proposed}
    row["queue"] = _queue(look, given, known, queue_of)
    portal = _portal(given, online)
    if known is None:
        start = _day(given, "valid_from") or ALWAYS
        return Change(line, {**row, "valid_from": start}, portal, (), True, _until(given, start))
    row = _merged(row, known)
    what = tuple(name for name in (*_PUBLISHED, *_OF_THE_HALL) if row[name] != getattr(known, name))
    start = _start(look, given, known, what)
    until = _until(given, start)
    if start == known.valid_from:
        row["valid_to"] = known.valid_to
        what += ("valid_to",) if until not in (None, known.valid_to) else ()
        if not what and portal is None:
            return None
    return Change(line, {**row, "valid_from": start}, portal, what, False, until)


def _start(look: Look, given: Mapping[str, str], known: Procedure, what: Sequence[str]) -> date:
    """From when the row holds; what is published anew holds from today on, if nothing else is said."""
    start = _day(given, "valid_from") or known.valid_from or ALWAYS
    is_published = start == known.valid_from and any(name in _PUBLISHED for name in what)
    return max(look.today, start) if is_published and "valid_from" not in given else start


def _checked(given: Mapping[str, str]) -> dict[str, str]:
    """The row with its texts in one shape, empty ones left out."""
    row = {}
    for column, text in given.items():
        if text == FORMULA:
            raise Faulty(Fault.FORMULA, column)
        if column == "code" and any(unicodedata.category(c)[0] == "C" for c in text):
            raise Faulty(Fault.CONTROL, column)
        if len(text) > LONGEST.get(column, tables.LONGEST_CELL):
            raise Faulty(Fault.TOO_LONG, column)
        if clean := normal(text):
            row[column] = clean
    if "code" not in row:
        raise Faulty(Fault.MISSING, "code")
    if not row.get("portal", "https://").startswith(("https://", "http://")):
        raise Faulty(Fault.ADDRESS, row["portal"])
    return row


def _complete(given: dict[str, str], known: Procedure | None) -> bool:
    """Fill in the names that a row may leave out; whether the short one is made up."""
    if known is None and "name_vi" not in given:
        raise Faulty(Fault.MISSING, "name_vi")
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
        raise Faulty(Fault.TERM, wrong) from None


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
            raise Faulty(Fault.NO_QUEUE, given["queue"])
        return given["queue"]
    if known is not None:
        return known.queue
    if "field" not in given:
        raise Faulty(Fault.MISSING, "queue")
    found = queue_of.get(folded(given["field"]))
    if found is None:
        raise Faulty(Fault.NO_FIELD, given["field"])
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


def queues_by_field(look: Look) -> dict[str, str]:
    """For each field the queue that most of its procedures have."""
    counted: dict[str, Counter[str]] = {}
    for versions in look.furniture.procedures.values():
        counted.setdefault(folded(versions[0].field), Counter())[versions[0].queue] += 1
    own = {folded(name): queue.code for queue in look.furniture.queues for name in queue.names.values()}
    return own | {name: queues.most_common(1)[0][0] for name, queues in counted.items() if name}


def _day(given: Mapping[str, str], column: str) -> date | None:
    text = given.get(column, "")
    try:
        return day_of(text) if text else None
    except ValueError:
        raise Faulty(Fault.DAY, text) from None


def _until(given: Mapping[str, str], start: date) -> date | None:
    """The last day that the row gives."""
    until = _day(given, "valid_to")
    if until is not None and until < start:
        raise Faulty(Fault.ENDS_EARLY, given["valid_to"])
    return until
