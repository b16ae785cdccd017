"""Ratings as sums, the marks of rated visits, and survey sheets counted by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, delete, func, insert, select, update

from queue_server.domain.rating import Count
from queue_server.domain.states import TicketState
from queue_server.storage import schema

_rated, _counts, _paper, _ticket = schema.rated, schema.rating_count, schema.paper_survey, schema.ticket


@dataclass(frozen=True)
class PaperSurvey:
    """Sheets of a month: how many ticked each level of a scale of `levels`; who entered it, and when."""

    month: date
    levels: int
    counts: Mapping[int, int]
    by: str
    at: datetime


def mark(db: Connection, hall: str, mark: str) -> str | None:
    """By which request the visit of this mark was rated; None if it was not."""
    return db.scalar(select(_rated.c.again).where(_rated.c.hall == hall, _rated.c.mark == mark))


def set_mark(db: Connection, hall: str, mark: str, again: str, day: date) -> None:
    db.execute(insert(_rated).values(hall=hall, mark=mark, again=again, day=day))


def forget_marks(db: Connection, hall: str, before: date) -> None:
    """Nobody can rate these days any more: not even that somebody did is kept."""
    db.execute(delete(_rated).where(_rated.c.hall == hall, _rated.c.day < before))


def add(db: Connection, hall: str, by: str, count: Count) -> None:
    """Add `count` to the sums."""
    place = {"hall": hall, "since": count.since, "by": by, "key": count.key}
    whole = {**place, "levels": count.levels, "level": count.level}
    which = [_counts.c[name] == value for name, value in whole.items()]
    if db.execute(update(_counts).where(*which).values(n=_counts.c.n + count.n)).rowcount == 0:
        db.execute(insert(_counts).values(**whole, n=count.n))


def counts(db: Connection, hall: str, by: str, first: date, last: date) -> list[Count]:
    """The sums of what began from `first` to `last`."""
    query = select(_counts.c.since, _counts.c.key, _counts.c.levels, _counts.c.level, _counts.c.n).where(
        _counts.c.hall == hall, _counts.c.by == by, _counts.c.since.between(first, last)
    )
    return [Count(*row) for row in db.execute(query.order_by(_counts.c.since, _counts.c.key))]


def finished(db: Connection, hall: str, by: str, first: date, last: date) -> dict[str, int]:
    """How many visits of these days were finished, by `day`, `queue`, `procedure` or `clerk`."""
    rows = db.execute(
        _by_clerk(hall, first, last) if by == "clerk" else _by(_ticket.c[by], hall, first, last)
    )
    return {str(key): int(n) for key, n in rows}


def _by(key: Any, hall: str, first: date, last: date) -> Select[Any]:
    served = (
        _ticket.c.hall == hall,
        _ticket.c.day.between(first, last),
        _ticket.c.state == TicketState.SERVED,
    )
    return select(key, func.count()).where(*served).group_by(key)


def _by_clerk(hall: str, first: date, last: date) -> Select[Any]:
    """A visit is that of the clerk of its last service."""
    record = schema.service_record
    served = _by(record.c.staff, hall, first, last).join(record, record.c.ticket == _ticket.c.id)
    newest = select(func.max(record.c.id)).where(record.c.ticket == _ticket.c.id).scalar_subquery()
    return served.where(record.c.id == newest)


def put_paper(db: Connection, hall: str, survey: PaperSurvey) -> None:
    """Keep the sheets of a month in place of what was entered before."""
    values = {**vars(survey), "counts": {str(level): n for level, n in survey.counts.items()}}
    db.execute(delete(_paper).where(_paper.c.hall == hall, _paper.c.month == survey.month))
    db.execute(insert(_paper).values(hall=hall, **values))


def paper(db: Connection, hall: str, first: date, last: date) -> list[PaperSurvey]:
    """The sheets of these months."""
    query = select(*(c for c in _paper.c if c.name != "hall"))
    rows = db.execute(
        query.where(_paper.c.hall == hall, _paper.c.month.between(first, last)).order_by("month")
    )
    return [
        PaperSurvey(row.month, row.levels, {int(k): n for k, n in row.counts.items()}, row.by, row.at)
        for row in rows
    ]
