"""The rating device at a counter: large faces for a minute after each visit, and what it reads out."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, current_app, g, send_file

from display.voice import sentences
from queue_server.domain.errors import NotFound
from queue_server.domain.hall import named
from queue_server.domain.rating import REASONS, WORDS
from queue_server.operations import rating
from queue_server.storage import halls
from queue_server.web.inputs import read_choice
from queue_server.web.pages import page

blueprint = Blueprint("rating", __name__)

SPOKEN = {
    "vi": "Xin ông bà cho biết, ông bà có hài lòng không? Xin chạm vào một khuôn mặt. Từ trái sang phải: {}.",
    "en": "Please tell us, were you satisfied? Touch one face. From left to right: {}.",
}
LEVEL_NAMES = {
    "very_satisfied": {"vi": "Rất hài lòng", "en": "Very satisfied"},
    "satisfied": {"vi": "Hài lòng", "en": "Satisfied"},
    "neutral": {"vi": "Bình thường", "en": "Neutral"},
    "not_satisfied": {"vi": "Không hài lòng", "en": "Not satisfied"},
    "very_unsatisfied": {"vi": "Rất không hài lòng", "en": "Very unsatisfied"},
}


@blueprint.get("/rating/<code>")
def device(code: str) -> str:
    """The device's page; it shows both languages, and all it needs while the server is away."""
    with g.store.look(g.hall_id) as look:
        rules, counter = rating.rules(look), g.actor.counter
        label = named(halls.counter(look.db, look.hall.id, counter).names, "vi") if counter else ""
    return page(
        "rating/rating.html",
        code=code,
        counter_label=label,
        levels=rules.levels,
        scale=faces(rules.levels),
        reasons=REASONS if rules.asks_reasons else (),
        page_as="rating",
        page_code=code,
    )


def faces(levels: int) -> list[tuple[int, str]]:
    """Level and word of each face, the best first."""
    return [(number, word) for number, word in reversed(list(enumerate(WORDS[levels], 1)))]


@blueprint.get("/rating/<code>/speech")
def speech(code: str) -> Any:
    """The question and the faces, read out, as WAV; 404 where this machine cannot speak."""
    lang = read_choice("lang", tuple(SPOKEN), "vi") or "vi"
    with g.store.look(g.hall_id) as look:
        levels = rating.rules(look).levels
    names = ", ".join(LEVEL_NAMES[word][lang] for _, word in faces(levels))
    path = current_app.config["VOICES"] / "sentences" / f"rating-{lang}-{levels}.wav"
    if not sentences.stands(path, SPOKEN[lang].format(names), lang):
        raise NotFound(kind="speech", id=lang)
    return send_file(path, "audio/wav", conditional=True, max_age=3600)
