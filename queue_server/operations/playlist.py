"""What a screen is told besides its board: how it speaks, and what it shows between calls."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from queue_server.domain.due import Term, Unit
from queue_server.domain.hall import Procedure, named
from queue_server.domain.slides import Slide, SlideKind
from queue_server.domain.words import folded
from queue_server.operations import hours, voices
from queue_server.operations.board import edition
from queue_server.storage import slides
from queue_server.storage.work import Look

PAGE, ROW, HEADING = 7.0, 1.0, 0.7
"""The room of a page, of a procedure and of a field's name, so that they can be read from the chairs."""
AHEAD = timedelta(days=45)
"""So far ahead the opening hours tell of days off."""
LANGUAGES = ("vi", "en")
TITLES = {
    SlideKind.HOURS: {"vi": "Giờ làm việc", "en": "Opening hours"},
    SlideKind.PROCEDURES: {"vi": "Thủ tục hành chính công khai", "en": "Procedures of this hall"},
}

UNITS = {Unit.HOURS: "giờ làm việc", Unit.WORKING_DAYS: "ngày làm việc", Unit.DAYS: "ngày"}

Told = dict[str, Any]


def of_screen(look: Look, code: str) -> Told:
    """Everything that the screen `code` keeps; the same `edition` stands in its board."""
    shown = (each for each in slides.slides(look.db, look.hall.id) if each.shown)
    speech = voices.of_screen(look.hall, code)
    return {
        "edition": edition(look),
        **speech,
        "slides": [told(look, each) for each in shown if not each.is_over(look.today)],
    }


def told(look: Look, slide: Slide) -> Told:
    """A slide as a screen shows it: `pages` of rows, a `src`, or a text."""
    when = {
        "first": slide.first_day and slide.first_day.isoformat(),
        "last": slide.last_day and slide.last_day.isoformat(),
        "begins": slide.begins,
        "ends": slide.ends,
    }
    texts = {"title": dict(slide.title) or dict(TITLES.get(slide.kind, {})), "text": dict(slide.text)}
    drawn: Told = {"id": slide.id, "kind": slide.kind.value, "seconds": slide.seconds, **when, **texts}
    if slide.kind is SlideKind.HOURS:
        until = look.today + AHEAD
        drawn["text"] = {each: "\n".join(hours.lines(look, look.today, until, each)) for each in LANGUAGES}
    if slide.kind is SlideKind.PROCEDURES:
        drawn["pages"] = pages(look)
    return drawn | ({"src": f"/display/slides/{slide.file}"} if slide.file else {})


def pages(look: Look) -> list[Told]:
    """The procedures offered today, by field and then by name, as many on each page as have room."""
    found: list[list[Told]] = []
    room, field = 0.0, ""
    for each in sorted(look.furniture.offered(look.today), key=_order):
        posted = row(each)
        needed = ROW + (HEADING if posted["field"] != field else 0)
        if not found or needed > room:
            found.append([])
            room, needed = PAGE, ROW + HEADING
        found[-1].append(posted)
        room, field = room - needed, posted["field"]
    return [{"rows": rows} for rows in found]


def _order(each: Procedure) -> tuple[str, str]:
    return folded(each.field), folded(named(each.short_names, "vi"))


def row(procedure: Procedure) -> Told:
    """A procedure as it is posted: code, name, where its numbers are taken, time and fee."""
    return {
        "field": procedure.field or "Lĩnh vực khác",
        "queue": procedure.queue,
        "code": procedure.code,
        "name": named(procedure.short_names, "vi"),
        "time": _time(procedure),
        "fee": named(procedure.fee, "vi"),
    }


def _time(procedure: Procedure) -> str:
    """What the commune has promised, or else the law, in Vietnamese; empty where neither is known."""
    text = procedure.committed.get("") or procedure.statutory.get("")
    term = Term.read(text) if text else None
    if term is None:
        return ""
    return f"{term.count} {UNITS[term.unit]}" if term.count else "trong ngày"
