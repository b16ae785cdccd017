"""`/api/v1`, the part about what screens show and say besides calls: slides, the notice, their playlist."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, BinaryIO, Literal, cast

from flask import Blueprint, abort, current_app, g, request
from pydantic import AfterValidator, Field

from display import slide_files
from queue_server.domain.slides import Slide, SlideKind
from queue_server.operations import notices, playlist
from queue_server.operations import slides as operations
from queue_server.storage import slides
from queue_server.storage.work import Work
from queue_server.web import inputs
from queue_server.web.commands import command
from queue_server.web.errors import BadInput
from queue_server.web.inputs import Input, Lines
from queue_server.web.languages import noop as N_

blueprint = Blueprint("api_screens", __name__, url_prefix="/api/v1")

SENTENCES = {
    "no_picture": N_("This file is neither a picture (JPEG, PNG, WebP, GIF) nor a video (MP4, WebM)."),
    "svg": N_("SVG files may hold programs and are not taken. Save the picture as PNG."),
    "picture_too_large": N_("A picture may have 20 MB at most."),
    "too_many_pixels": N_("This picture has too many pixels. Make it smaller: 2560 × 1440 is enough."),
    "video_too_large": N_("A video may have 64 MB at most. Make it shorter."),
    "folder_full": N_("The slides take too much room. Remove some that are no longer needed."),
    "cut_off": N_("The file did not arrive whole. Please send it again."),
    "no_such_file": N_("This file is not there. Choose it once more."),
}
Hour = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Day = Annotated[date, Field(strict=False)]
ShortText = Annotated[str, Field(max_length=120), AfterValidator(inputs.clean)]
Title = Mapping[Literal["vi", "en"], ShortText]
Text = Mapping[Literal["vi", "en"], Lines]


class SlideWish(Input):
    """What a slide shows, and when; texts are plain text."""

    title: Title = {}
    text: Text = {}
    file: Annotated[str | None, Field(pattern=f"^{slide_files.NAME.pattern}$")] = None
    seconds: Annotated[int, Field(ge=5, le=180)] = 12
    first_day: Day | None = None
    last_day: Day | None = None
    begins: Hour | None = None
    ends: Hour | None = None
    shown: bool = True


class NewSlide(SlideWish):
    """A slide of a kind: `picture` and `video` with the `file` that was uploaded."""

    kind: Annotated[SlideKind, Field(strict=False)]


class Notice(Input):
    """The notice of the screens; `until` is a time in the hall's zone, null for the usual notice."""

    vi: ShortText
    en: ShortText = ""
    until: Annotated[datetime | None, Field(strict=False)] = None


@blueprint.get("/screens/<screen>")
def screen(screen: str) -> Any:
    """What a screen says and shows besides its board; each for itself alone."""
    if screen != g.actor.name:
        abort(403)
    with g.store.look(g.hall_id) as look:
        return playlist.of_screen(look, screen)


@blueprint.get("/slides", endpoint="slides")
def list_slides() -> Any:
    """The slides in their order, with what each shows."""
    with g.store.look(g.hall_id) as look:
        found = slides.slides(look.db, look.hall.id)
        return {"items": [{**playlist.told(look, each), "shown": each.shown} for each in found]}


@blueprint.post("/slides/files")
def upload() -> Any:
    """Keep a picture or a video: the body is the file. The same file twice is there once."""
    try:
        name = slide_files.take(folder(), cast(BinaryIO, request.stream), request.content_length or 0)
    except slide_files.Refused as refused:
        raise BadInput(422, refused.code, SENTENCES[refused.code], "file") from refused
    kind = SlideKind.PICTURE if name.endswith(".jpg") else SlideKind.VIDEO
    return {"file": name, "kind": kind.value, "src": f"/display/slides/{name}"}, 201


upload.largest = slide_files.LARGEST_VIDEO + 2**20  # type: ignore[attr-defined]


@blueprint.post("/slides")
@command(NewSlide, status=201)
def add(work: Work, given: NewSlide) -> Any:
    """A new slide behind the others."""
    _refuse_missing(given.file)
    return playlist.told(work, operations.add(work, **_columns(given)))


@blueprint.post("/slides/<slide>")
@command(SlideWish)
def change(work: Work, given: SlideWish, slide: str) -> Any:
    """Another text, file or time of a slide; all of it is given anew, only a file may be left out."""
    _refuse_missing(given.file)
    wish = {key: value for key, value in _columns(given).items() if key != "file" or value}
    return playlist.told(work, operations.change(work, slide, **wish))


@blueprint.post("/slides/<slide>/<any(up, down):way>")
@command(inputs.Nothing)
def move(work: Work, given: inputs.Nothing, slide: str, way: str) -> Any:
    """One place earlier or later."""
    return {"order": [each.id for each in operations.move(work, slide, -1 if way == "up" else 1)]}


@blueprint.post("/slides/<slide>/<any(show, hide):turn>")
@command(inputs.Nothing)
def switch(work: Work, given: inputs.Nothing, slide: str, turn: str) -> Any:
    """Show a slide, or leave it out without losing it."""
    return playlist.told(work, operations.change(work, slide, shown=turn == "show"))


@blueprint.post("/slides/<slide>/remove")
@command(inputs.Nothing, status=204)
def remove(work: Work, given: inputs.Nothing, slide: str) -> None:
    """The slide is gone for good."""
    operations.remove(work, slide)
    slide_files.sweep(folder(), {each.file for each in slides.slides(work.db, work.hall.id) if each.file})


@blueprint.post("/notice")
@command(Notice, status=204)
def put_up(work: Work, given: Notice) -> None:
    """The notice at the foot of the screens."""
    until = given.until and given.until.replace(tzinfo=given.until.tzinfo or work.hall.zone)
    notices.put_up(work, {"vi": given.vi, "en": given.en}, until)


@blueprint.post("/notice/take-down")
@command(inputs.Nothing, status=204)
def take_down(work: Work, given: inputs.Nothing) -> None:
    """The notice that stands for a while goes now; the usual one is back."""
    notices.take_down(work)


def folder() -> Path:
    return Path(current_app.config["SLIDES"])


def _columns(given: SlideWish) -> dict[str, Any]:
    wish = {name: getattr(given, name) for name in type(given).model_fields}
    return wish | {name: {k: v for k, v in wish[name].items() if v} for name in ("title", "text")}


def _refuse_missing(file: str | None) -> None:
    if file and not (folder() / file).is_file():
        raise BadInput(422, "no_such_file", SENTENCES["no_such_file"], "file")


def is_lost(slide: Slide) -> bool:
    """Whether the file of a slide is not there any more."""
    return slide.file is not None and not (folder() / slide.file).is_file()
