"""Files: received with a date, ready, handed over; every change of a date has a reason."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from queue_server.domain import due as terms
from queue_server.domain.errors import (
    BadDueDay,
    FileKnown,
    FileMoveImpossible,
    PostponedAlready,
    ReasonMissing,
)
from queue_server.domain.files import File, FileState, Step, digits_of, moved, name_of
from queue_server.domain.hall import Procedure
from queue_server.domain.journal import FileChanged
from queue_server.domain.ticket import Ticket
from queue_server.storage import files, halls, staff
from queue_server.storage.work import Look, Work

FARTHEST = timedelta(days=731)
ALWAYS = date(2000, 1, 1)


@dataclass(frozen=True)
class Reception:
    """What is said of a file when it comes in: a number from the dossier system, if there is one, the
    channel, and another due day than the computed one, with the reason.
    """

    number: str | None = None
    channel: str = "direct"
    due_day: date | None = None
    reason: str | None = None


def receive(
    work: Work,
    procedure: str,
    said: Reception = Reception(),
    ticket: Ticket | None = None,
    received_at: datetime | None = None,
) -> File:
    """A file comes in under the version of `procedure` that is valid now.

    A number that was sent back for more papers is taken again instead. Raises NotFound, FileKnown, BadDueDay,
    or ReasonMissing for a day that differs from the computed one.
    """
    known = files.by_number(work.db, work.hall.id, said.number) if said.number else None
    if known is not None and known.state is FileState.SENT_BACK:
        return _dated(work, step(work, known, Step.TAKE_AGAIN), said)
    if known is not None and known.is_open:
        raise FileKnown(file=known.number)
    at = received_at or work.now
    version = work.furniture.offer(procedure, work.hall.day(at))
    promised = _promised(work, version, said, at)
    file = files.add(
        work.db,
        work.hall.id,
        number=said.number,
        digits=digits_of(said.number),
        procedure=version.code,
        version=version.valid_from or ALWAYS,
        channel=said.channel,
        ticket=ticket.id if ticket else None,
        staff=work.actor.name,
        state=FileState.RECEIVED.value,
        received_at=at,
        promised_at=promised,
        due_at=promised,
    )
    _tell(work, file, "received", said.reason)
    return file


def _promised(work: Work, version: Procedure, said: Reception, at: datetime) -> datetime | None:
    computed = promise(work, version, said.channel, at)
    if said.due_day is None or (computed and work.hall.day(computed) == said.due_day):
        return computed
    if computed is not None and not said.reason:
        raise ReasonMissing()
    return end_of(work, said.due_day)


def promise(look: Look, procedure: Procedure, channel: str, at: datetime) -> datetime | None:
    """Until when a file that comes in at `at` is promised; None if the catalogue knows no term."""
    law, commune = (
        terms.term_of(terms.read_terms(texts), channel)
        for texts in (procedure.statutory, procedure.committed)
    )
    found = terms.promised(look.hall.local(at), law, commune, look.furniture.calendar, cut_off(look))
    return None if found is None else found.astimezone(UTC)


def promises(look: Look, procedure: str) -> dict[str, date | None]:
    """The day that would be promised now, for each channel."""
    version = next((v for v in look.furniture.procedures.get(procedure, ()) if v.offered(look.today)), None)
    ends = {c: promise(look, version, c, look.now) if version else None for c in terms.CHANNELS}
    return {channel: None if end is None else look.hall.day(end) for channel, end in ends.items()}


def cut_off(look: Look) -> time | None:
    """After when a file counts from the next working day; None if the hall has no such rule."""
    text = look.hall.file_rules.get("cut_off", f"{terms.CUT_OFF:%H:%M}")
    return time.fromisoformat(text) if text else None


def set_rules(work: Work, cut_off_at: time | None, saving_vnd: int | None) -> None:
    """After when files count from the next working day, and what a working day saved is worth."""
    given = {"cut_off": f"{cut_off_at:%H:%M}" if cut_off_at else "", "saving_vnd": saving_vnd}
    rules = {**work.hall.file_rules, **given}
    halls.change(work.db, work.hall.id, file_rules=rules)
    staff.write_audit(work.db, work.hall.id, work.now, work.actor.name, "files.rules", rules)


def end_of(look: Look, day: date) -> datetime:
    """The end of work on `day`. BadDueDay unless it is a working day from today on, within two years."""
    calendar = look.furniture.calendar
    if not (look.today <= day <= look.today + FARTHEST) or not calendar.is_working_day(day):
        raise BadDueDay(day=f"{day:%d/%m/%Y}")
    return calendar.closing(day, look.hall.zone).astimezone(UTC)


def step(work: Work, file: File, wish: Step, reason: str | None = None) -> File:
    """One step of a file; taken again, its time counts anew. Raises FileMoveImpossible or ReasonMissing."""
    after = moved(file, wish, work.now, reason)
    if wish is Step.TAKE_AGAIN:
        version = work.furniture.version(file.procedure, file.version)
        promised = promise(work, version, file.channel, work.now) if version else None
        after = replace(after, promised_at=promised, due_at=promised)
    return _changed(work, file, after, wish.value, reason)


def _dated(work: Work, file: File, said: Reception) -> File:
    return file if said.due_day is None else redate(work, file, said.due_day, said.reason)


def redate(work: Work, file: File, day: date, reason: str | None) -> File:
    """The promise was wrong: another day from the beginning.

    Raises BadDueDay, ReasonMissing or FileMoveImpossible.
    """
    _refuse_closed(file)
    if not reason:
        raise ReasonMissing()
    end = end_of(work, day)
    return _changed(work, file, replace(file, promised_at=end, due_at=end), "due", reason)


def postpone(work: Work, file: File, day: date, reason: str | None) -> File:
    """The promise cannot be kept: an apology and a new day, at most once. The on-time rate keeps the old one.

    Raises BadDueDay, ReasonMissing, PostponedAlready or FileMoveImpossible.
    """
    _refuse_closed(file)
    if file.postponed_at is not None:
        raise PostponedAlready(file=name_of(file))
    if not reason:
        raise ReasonMissing()
    end = end_of(work, day)
    if file.due_at is not None and end <= file.due_at:
        raise BadDueDay(day=f"{day:%d/%m/%Y}")
    said = {"postponed_at": work.now, "postponed_by": work.actor.name, "postponed_why": reason}
    return _changed(work, file, replace(file, due_at=end, **said), "postpone", reason)


def renumber(work: Work, file: File, number: str) -> File:
    """The number that the dossier system gave. Raises FileKnown if another open file has it."""
    known = files.by_number(work.db, work.hall.id, number)
    if known is not None and known.id != file.id and known.is_open:
        raise FileKnown(file=number)
    return _changed(work, file, replace(file, number=number, digits=digits_of(number)), "number", None)


def note(work: Work, before: File, after: File, what: str, reason: str | None = None) -> None:
    """Something about a file that is no step of ours: somebody came for it, another system says more."""
    _changed(work, before, after, what, reason)


def _refuse_closed(file: File) -> None:
    if file.state is not FileState.RECEIVED:
        raise FileMoveImpossible(file=name_of(file), state=file.state.value)


def _changed(work: Work, before: File, after: File, what: str, reason: str | None) -> File:
    files.save(work.db, before, after)
    was = before.due_at.isoformat() if before.due_at and before.due_at != after.due_at else None
    _tell(work, after, what, reason, was_due_at=was)
    return after


def _tell(work: Work, file: File, what: str, reason: str | None, **more: Any) -> None:
    work.record(
        FileChanged(
            at=work.now,
            by=work.actor.name,
            file=file.id,
            file_number=file.number,
            what=what,
            state=file.state.value,
            procedure=file.procedure,
            ticket=file.ticket,
            due_at=file.due_at.isoformat() if file.due_at else None,
            reason=reason,
            **more,
        )
    )
