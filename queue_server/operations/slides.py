"""What the screens show between calls: put slides in, change them, order them, take them away."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import date
from typing import Any

from queue_server.domain.errors import EmptySlide, NeverShown, TooManySlides
from queue_server.domain.journal import ScreensChanged
from queue_server.domain.slides import Slide, SlideKind
from queue_server.storage import furniture, slides, staff
from queue_server.storage.work import Work

MOST = 40
"""A screen keeps every picture ready: more would fill the memory of a small television box."""

FILES = {SlideKind.PICTURE: ("jpg",), SlideKind.VIDEO: ("mp4", "webm")}


def add(work: Work, kind: SlideKind, **wish: Any) -> Slide:
    """A new slide behind all others. TooManySlides, EmptySlide, or NeverShown."""
    if len(slides.slides(work.db, work.hall.id)) >= MOST:
        raise TooManySlides(most=MOST)
    new = Slide(id=secrets.token_hex(6), kind=kind, **wish)
    _check(new, work.today)
    slides.add(work.db, work.hall.id, new)
    return _changed(work, new, "added")


def change(work: Work, which: str, **wish: Any) -> Slide:
    """The slide as wished; its kind stays. NotFound, EmptySlide, or NeverShown."""
    changed = replace(slides.slide(work.db, work.hall.id, which), **wish)
    _check(changed, work.today)
    slides.change(work.db, work.hall.id, which, **wish)
    return _changed(work, changed, "changed")


def move(work: Work, which: str, by: int) -> list[Slide]:
    """One place up (`by` -1) or down (1), as far as there is one. NotFound."""
    moved = slides.slide(work.db, work.hall.id, which)
    order = [each.id for each in slides.slides(work.db, work.hall.id)]
    at = order.index(which)
    order.insert(max(0, at + by), order.pop(at))
    slides.put_in_order(work.db, work.hall.id, order)
    _changed(work, moved, "moved")
    return slides.slides(work.db, work.hall.id)


def remove(work: Work, which: str) -> None:
    """The slide is gone for good. NotFound."""
    gone = slides.slide(work.db, work.hall.id, which)
    slides.remove(work.db, work.hall.id, which)
    _changed(work, gone, "removed")


def _check(slide: Slide, today: date) -> None:
    if slide.kind in FILES and (slide.file or "").rpartition(".")[2] not in FILES[slide.kind]:
        raise EmptySlide
    if slide.kind is SlideKind.TEXT and not (slide.title.get("vi") or slide.text.get("vi")):
        raise EmptySlide
    if slide.first_day and slide.last_day and slide.last_day < slide.first_day:
        raise NeverShown
    if slide.begins and slide.ends and slide.ends <= slide.begins:
        raise NeverShown


def _changed(work: Work, slide: Slide, what: str) -> Slide:
    """Screens hear with their next board that there is something new to fetch."""
    furniture.changed(work.db, work.hall.id)
    told = {"slide": slide.id, "kind": slide.kind.value}
    staff.write_audit(work.db, work.hall.id, work.now, work.actor.name, f"slide.{what}", told)
    work.record(ScreensChanged(at=work.now, by=work.actor.name, what="slides"))
    return slide
