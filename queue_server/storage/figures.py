"""Roll-ups of finished days: counts, sums and maxima per hour and procedure; never averages of averages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import Connection, delete, func, insert, select

from queue_server.storage import schema

_figures = schema.figures


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One hour of one procedure on one day; sums and maxima in seconds."""

    day: date
    hour: int
    procedure: str
    issued: int = 0
    served: int = 0
    no_show: int = 0
    wait_n: int = 0
    wait_s: float = 0.0
    wait_max_s: float = 0.0
    within_target: int = 0
    service_n: int = 0
    service_s: float = 0.0
    service_max_s: float = 0.0


def replace_day(db: Connection, hall: str, day: date, rows: Sequence[Figure]) -> None:
    db.execute(delete(_figures).where(_figures.c.hall == hall, _figures.c.day == day))
    if rows:
        db.execute(insert(_figures), [{"hall": hall, **asdict(row)} for row in rows])


def asked_for(db: Connection, hall: str, first: date, last: date) -> dict[str, int]:
    """How many tickets each procedure had on the days `first` to `last`."""
    asked = func.sum(_figures.c.issued)
    query = select(_figures.c.procedure, asked).where(
        _figures.c.hall == hall, _figures.c.day.between(first, last)
    )
    return {procedure: int(count) for procedure, count in db.execute(query.group_by(_figures.c.procedure))}


def of_days(db: Connection, hall: str, first: date, last: date) -> list[Figure]:
    columns = [c for c in _figures.c if c.name != "hall"]
    query = select(*columns).where(_figures.c.hall == hall, _figures.c.day.between(first, last))
    ordered = query.order_by(_figures.c.day, _figures.c.hour, _figures.c.procedure)
    return [Figure(**row) for row in db.execute(ordered).mappings()]
