"""How the hall calls: which voices speak on which screen, how they read numbers, how often, how loud."""

from __future__ import annotations

from typing import Any

from display.announcements import Reading
from display.voice import pack as packs
from display.voice.pack import Pack
from queue_server.domain.errors import NotFound
from queue_server.domain.hall import Hall
from queue_server.domain.journal import ScreensChanged
from queue_server.storage import furniture, halls, staff
from queue_server.storage.staff import Device
from queue_server.storage.work import Look, Work

USUAL: dict[str, Any] = {
    "first": "vi",
    "second": "en",
    "reading": "digits",
    "zero": "",
    "repeat": 1,
    "day": 1.0,
    "night": 0.4,
    "night_from": "18:00",
    "night_until": "06:30",
    "screens": {},
    "accent": "",
}
"""`second` may be empty: one language alone; `zero` may be empty: as the voice's own region says it.

`screens` holds what a screen does otherwise: `{"D2": {"second": "thai"}}`, or `{"D3": {"silent": true}}` for
one that hangs where another screen's loudspeaker is already heard. `accent` is the voice of espeak-ng that
the Vietnamese pack is made with; empty: the one of the settings.
"""
PORTABLE_LETTERS = "AHKMQSXY"
"""Letters whose names are told apart by ear in Vietnamese: recorded even where no queue has them yet."""


def wish(hall: Hall) -> dict[str, Any]:
    """The hall's whole wish, usual where it says nothing."""
    return {**USUAL, **hall.voice}


def of_screen(hall: Hall, code: str) -> dict[str, Any]:
    """What a screen is told: `voices`, packs in the order of speech, none if it is silent; and `sound`."""
    whole = wish(hall)
    own = {**whole, **whole["screens"].get(code, {})}
    speaking = [] if own.get("silent") else [own["first"], own["second"]]
    sound = {key: whole[key] for key in USUAL if key not in ("first", "second", "screens", "accent")}
    return {"voices": list(dict.fromkeys(filter(None, speaking))), "sound": sound}


def set_wish(work: Work, **changes: Any) -> None:
    """Change some of the wish; screens hear of it with their next board. NotFound for what is no screen."""
    known = {each.code for each in screens(work)}
    for code in changes.get("screens", {}):
        if code not in known:
            raise NotFound(kind="screen", id=code)
    halls.set_voice(work.db, work.hall.id, {**work.hall.voice, **changes})
    staff.write_audit(work.db, work.hall.id, work.now, work.actor.name, "voice.wish", changes)
    work.record(ScreensChanged(at=work.now, by=work.actor.name, what="voice"))


def recorded(work: Work, pack: str) -> None:
    """A clip of the pack is new: the screens that may speak with it hear so with their next board."""
    if pack not in chosen(work.hall):
        return
    furniture.changed(work.db, work.hall.id)
    work.record(ScreensChanged(at=work.now, by=work.actor.name, what="voice"))


def screens(look: Look) -> list[Device]:
    """The screens that may speak: those of a counter never do."""
    found = staff.devices(look.db, look.hall.id)
    return [each for each in found if each.kind == "screen" and each.counter is None]


def in_use(look: Look) -> tuple[list[str], list[str]]:
    """The letters of the hall's queues, and the codes of its counters."""
    letters = [queue.code for queue in look.furniture.queues]
    return letters, [counter.code for counter in halls.counters(look.db, look.hall.id)]


def chosen(hall: Hall) -> list[str]:
    """The packs that speak anywhere in the hall."""
    whole = wish(hall)
    of_screens = [own[key] for own in whole["screens"].values() for key in ("first", "second") if key in own]
    return list(dict.fromkeys(filter(None, [whole["first"], whole["second"], *of_screens])))


def missing(look: Look, pack: Pack) -> list[str]:
    """The words that this hall needs and `pack` has no clip of: calls with them have their chime alone."""
    letters, counters = in_use(look)
    return packs.missing(pack, letters, counters, Reading(wish(look.hall)["reading"]))


def script_letters(look: Look) -> list[str]:
    """The letters that a voice is recorded with: the hall's own, and those that other halls would need."""
    letters, _ = in_use(look)
    return sorted({*letters, *PORTABLE_LETTERS})
