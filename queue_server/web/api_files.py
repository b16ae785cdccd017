"""`/api/v1`, the calls about files: received, dated, ready, handed over."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Annotated, Any, Literal

from flask import g, request
from pydantic import Field

from queue_server.domain.errors import NotFound
from queue_server.domain.files import File, Step
from queue_server.operations import due_lists, files, papers
from queue_server.storage import files as stored
from queue_server.storage.files import Band
from queue_server.storage.work import Look, Work
from queue_server.web import shapes
from queue_server.web.api import LARGEST_ID, blueprint
from queue_server.web.commands import command
from queue_server.web.inputs import Code, Input, Nothing, Reason, read_choice, read_count

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
    """The files of one list (late, today, next, later, undated, ready, sent_back), or by part of a number."""
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
