"""Due dates to and from the dossier system, which stays the authority: as tables, by file number."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from enum import StrEnum

from queue_server.domain.due import CHANNELS
from queue_server.domain.errors import QueueError
from queue_server.domain.files import File, FileState, digits_of
from queue_server.domain.words import folded
from queue_server.operations import files, tables, taking_in
from queue_server.operations.tables import FORMULA, Table
from queue_server.operations.taking_in import Faulty, day_of
from queue_server.storage import files as stored
from queue_server.storage.work import Look, Work

AUTHORITY = "dossier system"
LONGEST_NUMBER = 40
EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)
HEADINGS = ("number", "procedure", "channel", "received", "due", "state", "ready", "handed_over")
COLUMNS = {
    **{name.replace("_", " "): name for name in HEADINGS},
    "so ho so": "number",
    "ma ho so": "number",
    "ma thu tuc": "procedure",
    "hinh thuc nop": "channel",
    "ngay nhan": "received",
    "ngay tiep nhan": "received",
    "ngay hen tra": "due",
    "han tra": "due",
    "trang thai": "state",
}
_STATES = {
    **{state.value: state for state in FileState},
    "dang giai quyet": FileState.RECEIVED,
    "da co ket qua": FileState.READY,
    "cho bo sung": FileState.SENT_BACK,
    "da tra ket qua": FileState.HANDED_OVER,
}


class DueFault(StrEnum):
    """Why a row cannot go in; the sentences are texts of the pages."""

    MISSING = "{value} is missing"
    NUMBER = "{value} is no file number: at most 40 characters, none of them control characters"
    NO_PROCEDURE = "there is no procedure {value}"
    CHANNEL = "{value} is no channel: direct, online or post"
    STATE = "{value} is no state: received, ready, sent_back or handed_over"
    DAY = "{value} is no day: write it like 2026-11-22 or 22/11/2026"
    BEFORE = "{value} lies before the day of receipt"
    TWICE = "{value} stands in the file twice"


class FaultyDates(QueueError):
    code = "faulty_dates"
    sentence = "Line {line}: {fault}."


@dataclass(frozen=True)
class Change:
    """One row that goes in: `before` is the file that is known by its number, None for a new one."""

    line: int
    number: str
    procedure: str
    channel: str
    received_at: datetime
    due_at: datetime | None
    state: FileState
    before: File | None

    @property
    def is_new(self) -> bool:
        return self.before is None


Report = taking_in.Report[Change]


def written(look: Look, since: date) -> Iterator[tuple[str, ...]]:
    """Every open file and every other received since that day, as rows under `HEADINGS`."""
    begin = datetime.combine(since, time(), look.hall.zone).astimezone(UTC)
    for each in stored.written(look.db, look.hall.id, begin):
        days = (each.received_at, each.due_at, each.ready_at, each.handed_at)
        received, due, ready, handed = ("" if at is None else look.hall.day(at).isoformat() for at in days)
        named = (each.number or "", each.procedure, each.channel)
        yield (*named, received, due, each.state.value, ready, handed)


def read(data: bytes) -> Table:
    """The rows of a table of due dates. Raises UnreadableTable."""
    return tables.read(data, COLUMNS)


def examine(look: Look, table: Table) -> Report:
    """What taking `table` would change; every faulty row is named."""
    report = Report(merged=table.merged)
    taking_in.examine(
        report, table, lambda line, given: _change(look, line, given), ("number",), DueFault.TWICE
    )
    return report


def take(work: Work, report: Report, skip_faulty: bool = False) -> int:
    """Put the changes in place; how many. FaultyDates while a faulty row is not left out."""
    if not skip_faulty:
        taking_in.refuse_faulty(report, FaultyDates)
    for each in report.changes:
        _take(work, each)
    return taking_in.write_down(work, "files.imported", report)


def _take(work: Work, row: Change) -> None:
    before = row.before or _new(work, row)
    is_moved = row.due_at != before.due_at
    dated = replace(before, promised_at=row.due_at, due_at=row.due_at) if is_moved else before
    past = {FileState.READY, FileState.HANDED_OVER}
    ready = (before.ready_at or work.now) if row.state in past else None
    handed = (before.handed_at or work.now) if row.state is FileState.HANDED_OVER else None
    after = replace(dated, state=row.state, ready_at=ready, handed_at=handed)
    files.note(work, before, after, "import", AUTHORITY)


def _new(work: Work, row: Change) -> File:
    version = work.furniture.procedure(row.procedure)
    return stored.add(
        work.db,
        work.hall.id,
        number=row.number,
        digits=digits_of(row.number),
        procedure=row.procedure,
        version=(version and version.valid_from) or files.ALWAYS,
        channel=row.channel,
        staff=work.actor.name,
        state=FileState.RECEIVED.value,
        received_at=row.received_at,
        promised_at=row.due_at,
        due_at=row.due_at,
    )


def _is_same(row: Change) -> bool:
    return row.before is not None and (row.before.due_at, row.before.state) == (row.due_at, row.state)


def _change(look: Look, line: int, given: Mapping[str, str]) -> Change | None:
    number = _number(given.get("number", ""))
    before = stored.by_number(look.db, look.hall.id, number)
    procedure = given.get("procedure") or (before.procedure if before else "")
    if look.furniture.procedure(procedure) is None:
        raise Faulty(DueFault.NO_PROCEDURE if procedure else DueFault.MISSING, procedure or "procedure")
    channel = folded(given.get("channel", "")) or (before.channel if before else "direct")
    if channel not in CHANNELS:
        raise Faulty(DueFault.CHANNEL, channel)
    state = _STATES.get(folded(given.get("state", "")) or (before.state if before else FileState.RECEIVED))
    if state is None:
        raise Faulty(DueFault.STATE, given["state"])
    received = _day(given.get("received", ""))
    opened = look.furniture.calendar.sessions[0].start
    received_at = _at(look, received, opened) if received else before.received_at if before else look.now
    due = _day(given.get("due", ""))
    if due is not None and due < look.hall.day(received_at):
        raise Faulty(DueFault.BEFORE, given["due"])
    due_at = _until(look, due, before)
    change = Change(line, number, procedure, channel, received_at, due_at, state, before)
    return None if _is_same(change) else change


def _until(look: Look, due: date | None, before: File | None) -> datetime | None:
    """The end of work on the day `due`; what is known stays if it is that day, or if none is given."""
    known = before.due_at if before else None
    if due is None or (known and look.hall.day(known) == due):
        return known
    return _at(look, due, max(session.end for session in look.furniture.calendar.sessions))


def _at(look: Look, day: date, at: time) -> datetime:
    return datetime.combine(day, at, look.hall.zone).astimezone(UTC)


def _number(text: str) -> str:
    if not text:
        raise Faulty(DueFault.MISSING, "number")
    bad = text == FORMULA or any(unicodedata.category(c)[0] == "C" for c in text)
    if bad or len(text) > LONGEST_NUMBER:
        raise Faulty(DueFault.NUMBER, text)
    return unicodedata.normalize("NFC", text)


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        day = day_of(text)
    except ValueError:
        raise Faulty(DueFault.DAY, text) from None
    if not EARLIEST <= day <= LATEST:
        raise Faulty(DueFault.DAY, text)
    return day
