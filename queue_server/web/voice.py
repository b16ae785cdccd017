"""The voices of the hall: how it calls, the recording studio, and packs that travel as one file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from flask import Blueprint, Response, current_app, g, request
from pydantic import Field

from display.voice import generate
from display.voice import pack as packs
from display.voice import parcel as parcels
from display.voice import studio as studios
from display.voice.pack import Pack
from display.voice.studio import Refused
from queue_server.domain.errors import NotFound
from queue_server.operations import voices as operations
from queue_server.storage.work import Look
from queue_server.web.errors import BadInput
from queue_server.web.inputs import Code, Input, Reason, read
from queue_server.web.languages import language
from queue_server.web.languages import noop as N_
from queue_server.web.pages import page

blueprint = Blueprint("voice", __name__)

SENTENCES = {
    "wrong_format": N_(
        "This is no recording that a voice can use: a WAV file with 16 bits, one channel, 22,050 Hz."
    ),
    "clip_too_long": N_("A clip may last 6 seconds at most. Say only what stands on the screen."),
    "nothing_heard": N_("Nothing was heard. Come closer to the microphone and say it again."),
    "unknown_clip": N_("This word is not in the script of this voice."),
    "made_by_machine": N_("This voice is made by the machine. Begin a voice of your own to record one."),
    "no_parcel": N_("This file is no voice, or it was damaged on its way."),
    "strange_file": N_("This file holds other things than a voice. It was not opened."),
    "parcel_too_large": N_("This file is too large for a voice."),
    "not_made": N_("The voice could not be made. The one before speaks on."),
    "broken_pack": N_("This voice cannot be used: its description is broken."),
}
Hour = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Loudness = Annotated[float, Field(ge=0, le=1)]
AS_THE_HALL, SILENT, SECOND = "", "silent", "="


class Begin(Input):
    """Who records which language, and what others may do with it."""

    name: Code
    speaker: Code
    licence: Reason


class Wish(Input):
    """How the hall calls; `screens` says of each: `""` as the hall, `silent`, or `=` and its second voice."""

    first: Code
    second: Annotated[str, Field(max_length=40)]
    reading: Literal["digits", "counted"]
    zero: Literal["", "linh", "lẻ"]
    repeat: Annotated[int, Field(ge=1, le=3)]
    day: Loudness
    night: Loudness
    night_from: Hour
    night_until: Hour
    screens: dict[Code, Annotated[str, Field(max_length=41)]]
    accent: Literal["", "vi", "vi-vn-x-central", "vi-vn-x-south"] = ""


@blueprint.get("/admin/voice")
def voices() -> str:
    """How the hall calls, and every voice that is there."""
    with g.store.look(g.hall_id) as look:
        known, broken = _known()
        return page(
            "voice/voices.html",
            wish=operations.wish(look.hall),
            screens=operations.screens(look),
            voices=[_row(look, each) for each in known],
            broken=broken,
        )


@blueprint.post("/admin/voice")
def begin() -> Any:
    """A new voice, still without clips."""
    begun = read(Begin)
    made = studios.begin(_folder(), begun.name, begun.speaker, begun.licence)
    return {"id": made.id}, 201


@blueprint.post("/admin/voice/wish")
def wish() -> Any:
    """How the hall calls from now on."""
    wished = read(Wish)
    own = {code: _own(choice) for code, choice in wished.screens.items() if choice != AS_THE_HALL}
    second = [each["second"] for each in own.values() if each.get("second")]
    for name in filter(None, [wished.first, wished.second, *second]):
        _pack(name)
    _take_accent(wished.accent)
    with g.store.work(g.hall_id, g.actor) as work:
        operations.set_wish(work, **{**wished.model_dump(), "screens": own})
    return Response(status=204)


@blueprint.get("/admin/voice/<pack>")
def studio(pack: str) -> str:
    """The recording studio of one voice."""
    found = _pack(pack)
    with g.store.look(g.hall_id) as look:
        lines = studios.progress(found, operations.script_letters(look))
    return page("voice/studio.html", voice=found, lines=lines, recordable=studios.is_recorded(found))


@blueprint.post("/admin/voice/<pack>/clips")
def record(pack: str) -> Any:
    """Keep a clip: the body is a WAV, `?word=` says of what."""
    found, wav = _pack(pack), _body(studios.LARGEST_BYTES, "clip_too_long")
    with g.store.look(g.hall_id) as look:
        letters = operations.script_letters(look)
    word = request.args.get("word", "")
    try:
        grown, length_s = studios.record(found.folder, word, wav, letters)
    except Refused as refused:
        raise _sentence(refused.code) from refused
    with g.store.work(g.hall_id, g.actor) as work:
        operations.recorded(work, grown.id)
    done = [recorded for _, recorded in studios.progress(grown, letters)]
    address = f"/display/voice/{grown.id}/{grown.clips[word]}?v={grown.edition}"
    return {"clip": address, "length_s": round(length_s, 2), "recorded": sum(done), "of": len(done)}


@blueprint.get("/admin/voice/<pack>/parcel")
def parcel(pack: str) -> Response:
    """The voice as one file."""
    found = _pack(pack)
    head = {"Content-Disposition": f'attachment; filename="voice-{found.id}.zip"'}
    return Response(parcels.wrap(found), mimetype="application/zip", headers=head)


@blueprint.post("/admin/voice/parcel")
def receive() -> Any:
    """Take in a voice of another hall: the body is its file."""
    try:
        received = parcels.unwrap(_folder(), _body(parcels.LARGEST_PARCEL, "parcel_too_large"))
    except Refused as refused:
        raise _sentence(refused.code) from refused
    return {"id": received.id}, 201


def _take_accent(accent: str) -> None:
    """Make the Vietnamese pack anew where the machine shall speak with another accent than so far."""
    with g.store.look(g.hall_id) as look:
        if accent == operations.wish(look.hall)["accent"]:
            return
    try:
        generate.make_apart(_folder(), accent or current_app.config["VOICE"])
    except OSError as error:
        raise _sentence("not_made") from error


# What is larger than a view takes is refused by the view itself, with its own sentence.
record.largest = receive.largest = 64 * 2**20  # type: ignore[attr-defined]


def _folder() -> Path:
    return Path(current_app.config["VOICES"])


def _pack(name: str) -> Pack:
    """The voice of that id. NotFound if there is none, BadInput if it is broken."""
    if not packs.ID.fullmatch(name) or not (_folder() / name / "pack.json").is_file():
        raise NotFound(kind="voice", id=name)
    try:
        return packs.load(_folder() / name)
    except ValueError as error:
        raise _sentence("broken_pack") from error


def _known() -> tuple[list[Pack], list[str]]:
    """The voices that can be read, and the ids of those that cannot."""
    known, broken = [], []
    for card in sorted(_folder().glob("[!.]*/pack.json")):
        try:
            known.append(packs.load(card.parent))
        except ValueError:
            broken.append(card.parent.name)
    return known, broken


def _row(look: Look, pack: Pack) -> dict[str, Any]:
    lines = studios.progress(pack, operations.script_letters(look))
    shown = {line.word: line.shown[language()] for line, _ in lines}
    return {
        "pack": pack,
        "recordable": studios.is_recorded(pack),
        "recorded": sum(recorded for _, recorded in lines),
        "of": len(lines),
        "missing": [shown.get(word, word) for word in operations.missing(look, pack)],
    }


def _own(choice: str) -> dict[str, Any]:
    if choice == SILENT:
        return {"silent": True}
    if not choice.startswith(SECOND):
        raise BadInput(422, "invalid_choice", N_("This is none of the possible values."), "screens")
    return {"second": choice.removeprefix(SECOND)}


def _body(most: int, code: str) -> bytes:
    """The raw body, refused before it is read when it says that it is larger than `most`."""
    if (request.content_length or 0) > most:
        raise _sentence(code)
    return request.get_data()


def _sentence(code: str) -> BadInput:
    return BadInput(422, code, SENTENCES[code])
