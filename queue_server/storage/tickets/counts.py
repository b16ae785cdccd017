"""The tickets of a day, counted."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import BigInteger, ColumnElement, Connection, bindparam, case, func, select, type_coerce

from queue_server.domain.states import TicketState
from queue_server.storage import schema
from queue_server.storage.columns import MICROSECOND

_t = schema.ticket


def given(db: Connection, hall: str, day: date) -> dict[str, int]:
    """How many numbers of each queue were given on `day`, wherever their tickets went later."""
    query = select(_t.c.series, func.count()).where(_t.c.hall == hall, _t.c.day == day)
    return {series: count for series, count in db.execute(query.group_by(_t.c.series))}


_PRIORITIES = (
    select(_t.c.queue, func.count())
    .where(_t.c.hall == bindparam("of_hall"), _t.c.day == bindparam("of_day"), _t.c.priority.is_not(None))
    .group_by(_t.c.queue)
)


def priorities(db: Connection, hall: str, day: date) -> dict[str, int]:
    """How many numbers with priority were given out in each queue."""
    return {queue: count for queue, count in db.execute(_PRIORITIES, {"of_hall": hall, "of_day": day})}


class Stays(NamedTuple):
    """How many came in one step and left the line in another, steps counted since 1970; None: they wait."""

    came: int
    left: int | None
    people: int


_LEFT = case((_t.c.state == TicketState.WAITING, None), else_=func.coalesce(_t.c.called_at, _t.c.since))
_STEP: ColumnElement[int] = bindparam("step", type_=BigInteger)
_STAYS = (
    select(
        (type_coerce(_t.c.issued_at, BigInteger) // _STEP).label("came"),
        (type_coerce(_LEFT, BigInteger) // _STEP).label("left"),
        func.count(),
    )
    .where(_t.c.hall == bindparam("of_hall"), _t.c.day == bindparam("of_day"), _t.c.estimated.is_(False))
    .group_by("came", "left")
)


def stays(db: Connection, hall: str, day: date, step: timedelta) -> list[Stays]:
    """The visits of `day` by the steps in which they began and ended, without those whose time is a guess."""
    words = {"of_hall": hall, "of_day": day, "step": step // MICROSECOND}
    return [Stays(*row) for row in db.execute(_STAYS, words).all()]


def within(db: Connection, hall: str, day: date, target_s: int) -> dict[str, tuple[int, int]]:
    """Of each queue, how many of `day` were called, and how many of them within `target_s` seconds."""
    in_time = func.sum(case((_t.c.waited_s <= target_s, 1), else_=0))
    called = (_t.c.hall == hall, _t.c.day == day, _t.c.call > 0, _t.c.estimated.is_(False))
    rows = db.execute(select(_t.c.queue, func.count(), in_time).where(*called).group_by(_t.c.queue))
    return {queue: (int(n), int(good)) for queue, n, good in rows}
