"""Figures that add up: of each day, and of whole months and years made of their days."""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    bindparam,
    delete,
    false,
    func,
    insert,
    or_,
    select,
    true,
)

from queue_server.domain.sketch import Sketch, merged
from queue_server.storage import schema

_figures, _until = schema.figures, schema.figures_until
KINDS = ("wait", "walk", "service", "hold")
GROUPS = (
    "all",
    "procedure",
    "queue",
    "counter",
    "clerk",
    "slot",
    "procedure_slot",
    "attendance",
)


class Span(StrEnum):
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class Place(NamedTuple):
    """Where a figure stands: the group `key` of the grouping `by`, over the `span` from `start` on."""

    by: str
    span: Span
    start: date
    key: str


class Stretch(NamedTuple):
    """Spans of one kind that begin from `first` to `last`."""

    span: Span
    first: date
    last: date


_NONE = Sketch()


@dataclass(frozen=True)
class Figure:
    """What was counted; how long people waited, walked to the counter, were served and set aside."""

    tally: Mapping[str, int] = field(default_factory=dict)
    wait: Sketch = _NONE
    walk: Sketch = _NONE
    service: Sketch = _NONE
    hold: Sketch = _NONE


NOTHING = Figure()


def added(figures: Sequence[Figure]) -> Figure:
    """All of `figures` in one: counts and durations add up, maxima compete."""
    if len(figures) == 1:
        return figures[0]
    tally: dict[str, int] = {}
    for each in figures:
        for name, count in each.tally.items():
            tally[name] = tally.get(name, 0) + count
    return Figure(tally, *(merged(getattr(each, kind) for each in figures) for kind in KINDS))


# --- how a sketch is written: n, sum, sum of squares, maximum, then the marks and how many of each ---
_HEAD = struct.Struct("<QQQQQ")
_LOW = 2**64 - 1


def packed(sketch: Sketch) -> bytes:
    """Always the same bytes for the same sketch; none for an empty one."""
    if not sketch.n:
        return b""
    high, low = divmod(sketch.squares, _LOW + 1)
    head = _HEAD.pack(sketch.n, sketch.sum_ms, high, low, sketch.most_ms)
    marks = sorted(sketch.marks)
    return head + _bytes(marks) + _bytes([sketch.marks[ms] for ms in marks])


def _bytes(values: Iterable[int]) -> bytes:
    numbers = array("I", values)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


def unpacked(written: bytes) -> Sketch:
    if not written:
        return Sketch()
    n, sum_ms, high, low, most_ms = _HEAD.unpack_from(written)
    numbers = array("I", written[_HEAD.size :])
    if sys.byteorder == "big":
        numbers.byteswap()
    half = len(numbers) // 2
    marks = dict(zip(numbers[:half], numbers[half:], strict=True))
    return Sketch(n, sum_ms, (high << 64) + low, most_ms, marks)


# --- reading and writing ---
def read(
    db: Connection, hall: str, by: str, stretches: Sequence[Stretch], kinds: Collection[str] = KINDS
) -> Iterator[tuple[Place, Figure]]:
    """The figures of a grouping in these stretches; durations of other kinds than asked for stay empty."""
    return _rows(db, hall, by, true(), stretches, kinds)


def _rows(
    db: Connection,
    hall: str,
    by: str,
    which: ColumnElement[bool],
    stretches: Sequence[Stretch],
    kinds: Collection[str],
) -> Iterator[tuple[Place, Figure]]:
    columns = (_figures.c.span, _figures.c.start, _figures.c.key, _figures.c.tally)
    asked = [kind for kind in KINDS if kind in kinds]
    query = select(*columns, *(_figures.c[kind] for kind in asked)).where(
        _figures.c.hall == hall, _figures.c.by == by, which, or_(false(), *map(_within, stretches))
    )
    for span, start, key, tally, *sketches in db.execute(query):
        found = dict(zip(asked, map(unpacked, sketches), strict=True))
        yield Place(by, Span(span), start, key), Figure(tally, **found)


def _within(stretch: Stretch) -> ColumnElement[bool]:
    return and_(_figures.c.span == stretch.span, _figures.c.start.between(stretch.first, stretch.last))


def asked_for(db: Connection, hall: str, first: date, last: date) -> dict[str, int]:
    """How many tickets each procedure had on the days `first` to `last`."""
    issued = func.sum(_figures.c.tally["issued"].as_integer())
    days = (_figures.c.span == Span.DAY, _figures.c.start.between(first, last))
    query = select(_figures.c.key, issued).where(_figures.c.hall == hall, _figures.c.by == "procedure", *days)
    return {key: int(count or 0) for key, count in db.execute(query.group_by(_figures.c.key))}


def at(db: Connection, hall: str, places: Iterable[Place]) -> dict[Place, Figure]:
    """The figures that stand at these places."""
    groups: dict[tuple[str, Span, date], list[str]] = {}
    for by, span, start, key in places:
        groups.setdefault((by, span, start), []).append(key)
    found: dict[Place, Figure] = {}
    for (by, span, start), keys in groups.items():
        found.update(_rows(db, hall, by, _figures.c.key.in_(keys), [Stretch(span, start, start)], KINDS))
    return found


def starts(db: Connection, hall: str, span: Span) -> list[date]:
    """The first day of every span of that kind that there are figures of."""
    where = (_figures.c.hall == hall, _figures.c.by == "all", _figures.c.span == span)
    return list(db.scalars(select(_figures.c.start).where(*where).order_by(_figures.c.start)))


_PLACE = ("by", "span", "start", "key")
_DELETE = delete(_figures).where(
    _figures.c.hall == bindparam("of_hall"), *(_figures.c[name] == bindparam(f"of_{name}") for name in _PLACE)
)


def write(db: Connection, hall: str, cells: Mapping[Place, Figure]) -> None:
    """Put each figure at its place, instead of what stood there."""
    if not cells:
        return
    db.execute(
        _DELETE, [{"of_hall": hall, **{f"of_{k}": v for k, v in each._asdict().items()}} for each in cells]
    )
    db.execute(
        insert(_figures),
        [
            {
                "hall": hall,
                **place._asdict(),
                "tally": dict(figure.tally),
                **{kind: packed(getattr(figure, kind)) for kind in KINDS},
            }
            for place, figure in cells.items()
        ],
    )


def forget(db: Connection, hall: str, span: Span, first: Iterable[date]) -> None:
    """Drop all figures of the spans that begin on these days."""
    db.execute(
        delete(_figures).where(
            _figures.c.hall == hall,
            _figures.c.by.in_(GROUPS),  # all of them: the key begins with it
            _figures.c.span == span,
            _figures.c.start.in_(list(first)),
        )
    )


def until(db: Connection, hall: str) -> int | None:
    """The number of the journal up to which all that ended is in the figures; None: nothing yet."""
    return db.scalar(select(_until.c.seq).where(_until.c.hall == hall))


def set_until(db: Connection, hall: str, seq: int) -> None:
    db.execute(delete(_until).where(_until.c.hall == hall))
    db.execute(insert(_until).values(hall=hall, seq=seq))
