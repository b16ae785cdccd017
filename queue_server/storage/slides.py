"""The slides of a hall, in the order in which they are shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from queue_server.domain.errors import NotFound
from queue_server.domain.slides import Slide, SlideKind
from queue_server.storage import schema

_slide = schema.slide
_COLUMNS = [column for column in _slide.c if column.name != "hall"]


def slides(db: Connection, hall: str) -> list[Slide]:
    query = select(*_COLUMNS).where(_slide.c.hall == hall).order_by(_slide.c.position, _slide.c.id)
    rows = db.execute(query).mappings()
    return [Slide(**{**row, "kind": SlideKind(row["kind"])}) for row in rows]


def slide(db: Connection, hall: str, wanted: str) -> Slide:
    """The slide of that id; NotFound if there is none."""
    found = next((each for each in slides(db, hall) if each.id == wanted), None)
    if found is None:
        raise NotFound(kind="slide", id=wanted)
    return found


def add(db: Connection, hall: str, new: Slide) -> None:
    """Put a slide behind all others."""
    last = db.scalar(select(func.max(_slide.c.position)).where(_slide.c.hall == hall))
    values = {**vars(new), "kind": new.kind.value, "position": 0 if last is None else last + 1}
    db.execute(insert(_slide).values(hall=hall, **values))


def change(db: Connection, hall: str, which: str, **columns: Any) -> None:
    db.execute(update(_slide).where(_slide.c.hall == hall, _slide.c.id == which).values(**columns))


def put_in_order(db: Connection, hall: str, ids: Sequence[str]) -> None:
    for position, each in enumerate(ids):
        change(db, hall, each, position=position)


def remove(db: Connection, hall: str, which: str) -> None:
    db.execute(delete(_slide).where(_slide.c.hall == hall, _slide.c.id == which))
