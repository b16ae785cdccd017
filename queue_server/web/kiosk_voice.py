"""What the kiosk says: any text of its panels, and what each voice of the hall sounds like."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Response, current_app, request

from display.voice import pack as packs
from display.voice import sound
from display.voice.announcement import announcement
from display.voice.generate import MAKER
from display.voice.pack import Pack
from display.voice.sentences import said
from queue_server.domain.errors import NotFound
from queue_server.web.errors import BadInput
from queue_server.web.inputs import read_choice
from queue_server.web.languages import noop as N_
from queue_server.web.security import throttle

blueprint = Blueprint("kiosk_voice", __name__)

LONGEST = 400
KEPT_S = 86_400
A_MINUTE = "240 per minute"


@blueprint.get("/kiosk/<code>/say")
def say(code: str) -> Response:
    """A text of the page as a WAV file, in Vietnamese or English."""
    throttle("say", A_MINUTE, code)
    spoken = read_choice("lang", ("vi", "en"), "vi") or "vi"
    text = request.args.get("text", "").strip()
    if not 0 < len(text) <= LONGEST or not text.isprintable():
        sentence = N_("At most 400 printable characters are spoken at once.")
        raise BadInput(422, "invalid_text", sentence, "text")
    return _wav(said(text, _voice(spoken)))


@blueprint.get("/kiosk/<code>/sample/<pack>")
def sample(code: str, pack: str) -> Response:
    """What a recorded voice of the hall sounds like: how it calls number 12 to counter 1."""
    throttle("say", A_MINUTE, code)
    voice = next((each for each in recorded() if each.id == pack), None)
    if voice is None:
        raise NotFound(kind="voice", id=pack)
    samples, rate = announcement([voice], "12", "1", {}, brief=True)
    return _wav(sound.wav(samples, rate))


def recorded() -> list[Pack]:
    """The voices of languages in which the pages have no texts, such as Thái; broken ones are left out."""
    found = []
    for card in sorted(_folder().glob("[!.]*/pack.json")):
        try:
            pack = packs.load(card.parent)
        except ValueError:
            continue
        if pack.language not in ("vi", "en"):
            found.append(pack)
    return found


def _voice(language: str) -> str:
    """The accent in which the hall's own clips were made."""
    try:
        pack = packs.load(_folder() / language)
    except ValueError:
        return language
    return pack.voice if pack.speaker == MAKER else language


def _folder() -> Path:
    return Path(current_app.config["VOICES"])


def _wav(sounding: bytes) -> Response:
    return Response(sounding, mimetype="audio/wav", headers={"Cache-Control": f"private, max-age={KEPT_S}"})
