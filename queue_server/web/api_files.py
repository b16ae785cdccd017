"""`/api/v1`, the calls about files: received, dated, ready, handed over."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, time
from typing import Annotated, Any, Literal

from flask import g, request
from pydantic import Field

from queue_server.domain.errors import NotFound
from queue_server.domain.files import DIGITS, File, FileState, Step
from queue_server.operations import collecting, due_lists, files, papers
from queue_server.operations.due_lists import FileLine
from queue_server.reports import on_time
from queue_server.storage import files as stored
from queue_server.storage.files import Band
from queue_server.storage.work import Look, Work
from queue_server.web import shapes
from queue_server.web.api import LARGEST_ID, blueprint
from queue_server.web.commands import command
from queue_server.web.inputs import Code, Input, Nothing, Reason, read_choice, read_count
from queue_server.web.languages import language
from queue_server.web.periods import read_days

__all__ = ["blueprint"]

Day = Annotated[date, Field(strict=False)]
Channel = Literal["direct", "online", "post"]


class NewFile(Input):
    """A file that came in without a visit, as online or by post."""

    procedure: Code
    file_number: Code | None = None
    channel: Channel = "direct"
    due_day: Day | None = None
    due_reason: Reason | None = None


class Why(Input):
    reason: Reason | None = None


class NewDay(Input):
    """Another day for the result, and why."""

    day: Day
    reason: Reason | None = None


class NewNumber(Input):
    file_number: Code


def shape(file: File) -> dict[str, Any]:
    """A file as programs see it."""
    times = ("received_at", "promised_at", "due_at", "ready_at", "handed_at", "postponed_at", "asked_at")
    instants = {key: shapes.instant(getattr(file, key)) for key in times}
    shown = {**asdict(file), **instants, "state": file.state.value, "version": file.version.isoformat()}
    return {key: value for key, value in shown.items() if key not in ("token", "digits")}


def find_file(look: Look, file: int) -> File:
    """The file of that id; NotFound if the hall has none."""
    if file > LARGEST_ID:
        raise NotFound(kind="file", id=file)
    return stored.by_id(look.db, look.hall.id, file)


@blueprint.get("/files", endpoint="files")
def list_files() -> Any:
    """The files of one list (late, today, next, later, undated, ready, sent_back), or by part of a number.

    `counts` says how many each list holds; 1000 stands for a thousand or more.
    """
    band = Band(read_choice("list", tuple(Band), Band.LATE.value) or Band.LATE)
    after, words = read_count("after", 0, LARGEST_ID), request.args.get("q", "").strip()[:40]
    with g.store.look(g.hall_id) as look:
        shown = due_lists.found(look, words) if words else due_lists.listed(look, band, after)
        more = {"next": after + len(shown)} if not words and len(shown) == due_lists.PAGE else {}
        counted = {band.value: count for band, count in due_lists.counts(look).items()}
    return {"items": [shape(each.file) for each in shown], "counts": counted, **more}


@blueprint.get("/files/<int:file>", endpoint="file")
def one_file(file: int) -> Any:
    """One file."""
    with g.store.look(g.hall_id) as look:
        return shape(find_file(look, file))


@blueprint.post("/files")
@command(NewFile, status=201)
def receive_file(work: Work, given: NewFile) -> Any:
    """Record a file that came in without a visit."""
    said = files.Reception(given.file_number, given.channel, given.due_day, given.due_reason)
    return shape(files.receive(work, given.procedure, said))


@blueprint.post(f"/files/<int:file>/<any({', '.join(repr(step.value) for step in Step)}):step>")
@command(Why)
def step_file(work: Work, given: Why, file: int, step: str) -> Any:
    """Ready, hand-over, send-back, take-again, or undo the last step."""
    return shape(files.step(work, find_file(work, file), Step(step), given.reason))


class Rules(Input):
    """What is left out is no rule."""

    cut_off: Annotated[time | None, Field(strict=False)] = None
    saving_vnd: Annotated[int | None, Field(ge=0, le=100_000_000)] = None


@blueprint.post("/files/rules")
@command(Rules, status=204)
def set_file_rules(work: Work, given: Rules) -> None:
    """Until when files count from the same day, and what a working day saved is worth."""
    files.set_rules(work, given.cut_off, given.saving_vnd)


@blueprint.get("/reports/on-time", endpoint="on_time")
def on_time_rates() -> Any:
    """Results ready by the promised day, by procedure, and the times that the commune has shortened."""
    with g.store.look(g.hall_id) as look:
        first, last = read_days(look)
        rows = on_time.on_time(look, first, last, language())
        cuts = on_time.cuts(look, rows)
    items = [{**asdict(row), "rate": row.rate, "collect_mean_s": row.collect_mean_s} for row in rows]
    told = {"procedures": cuts.every, "shortened": len(cuts.shortened), "mean": cuts.mean, "days": cuts.days}
    return {"items": items, "cuts": told, "from": str(first), "to": str(last)}


@blueprint.post("/files/<int:file>/due")
@command(NewDay)
def redate_file(work: Work, given: NewDay, file: int) -> Any:
    """Correct the day that was promised."""
    return shape(files.redate(work, find_file(work, file), given.day, given.reason))


@blueprint.post("/files/<int:file>/postpone")
@command(NewDay)
def postpone_file(work: Work, given: NewDay, file: int) -> Any:
    """Apologise and give a new day, once."""
    return shape(files.postpone(work, find_file(work, file), given.day, given.reason))


@blueprint.post("/files/<int:file>/number")
@command(NewNumber)
def renumber_file(work: Work, given: NewNumber, file: int) -> Any:
    """Give a file the number that the dossier system has for it."""
    return shape(files.renumber(work, find_file(work, file), given.file_number))


@blueprint.post("/files/<int:file>/receipt")
@command(Nothing, status=202)
def print_file_receipt(work: Work, given: Nothing, file: int) -> Any:
    """Print when to come back for the result."""
    return {"printer": papers.print_file_receipt(work, find_file(work, file))}


class Collect(Input):
    """The file for which somebody comes, if the kiosk found it."""

    file: Annotated[int, Field(ge=1, le=LARGEST_ID)] | None = None


@blueprint.get("/collect")
def look_up_file() -> Any:
    """Open files by the QR of a receipt or the last four digits of a number; only what their receipt says."""
    with g.store.look(g.hall_id) as look:
        found = collecting.look_up(look, request.args.get("q", "")[:60])
        return {"items": [_told(look, each) for each in found]}


def _told(look: Look, line: FileLine) -> dict[str, Any]:
    file = line.file
    day = None if file.due_at is None else look.hall.day(file.due_at).isoformat()
    return {
        "file": file.id,
        "ends_with": file.digits[-DIGITS:],
        "names": dict(line.names),
        "ready": file.state is FileState.READY,
        "day": day,
    }


@blueprint.post("/collect")
@command(Collect)
def collect(work: Work, given: Collect) -> Any:
    """The counter to go to at once, where nobody waits for results; 204 if a number is needed."""
    file = None if given.file is None else find_file(work, given.file)
    counter = collecting.go_straight(work, file)
    return None if counter is None else {"counter": counter.code, "names": dict(counter.names)}
