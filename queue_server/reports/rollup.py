"""The roll-up of one day from its journal; done again, it gives the same rows."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from queue_server.domain.durations import Segment
from queue_server.reports.visits import Visit, visits
from queue_server.storage import figures
from queue_server.storage.figures import Figure
from queue_server.storage.work import Look, Work


def rebuild(work: Work, day: date) -> list[Figure]:
    """Write the figures of `day` anew."""
    rows = of_day(work, day)
    figures.replace_day(work.db, work.hall.id, day, rows)
    return rows


def of_day(look: Look, day: date) -> list[Figure]:
    """The figures of `day`, by hour of issue and procedure."""
    sums: dict[tuple[int, str], Figure] = {}
    for visit in visits(look, day, day):
        hour = look.hall.local(visit.issued_at).hour
        _add(sums, Figure(day=day, hour=hour, procedure=visit.procedure, **_visit(look, visit)))
        for part in visit.services:
            _add(sums, _service(day, hour, part))
    return [sums[key] for key in sorted(sums)]


def _visit(look: Look, visit: Visit) -> dict[str, Any]:
    counts = {"issued": 1, "served": int(visit.served), "no_show": int(visit.no_show)}
    if visit.wait_s is None:
        return counts
    within = int(visit.wait_s <= look.hall.wait_target_s)
    waits = {"wait_n": 1, "wait_s": visit.wait_s, "wait_max_s": visit.wait_s, "within_target": within}
    return {**counts, **waits}


def _service(day: date, hour: int, part: Segment) -> Figure:
    return Figure(
        day=day,
        hour=hour,
        procedure=part.procedure,
        service_n=1,
        service_s=part.seconds,
        service_max_s=part.seconds,
    )


def _add(sums: dict[tuple[int, str], Figure], figure: Figure) -> None:
    key = (figure.hour, figure.procedure)
    sums[key] = merged(sums[key], figure) if key in sums else figure


def merged(one: Figure, other: Figure) -> Figure:
    """Counts and sums add up, maxima compete."""
    values, more = asdict(one), asdict(other)
    for name, value in more.items():
        if name.endswith("_max_s"):
            values[name] = max(values[name], value)
        elif name not in ("day", "hour", "procedure"):
            values[name] += value
    return Figure(**values)
