"""What figures are made of, row by row, for those who reckon themselves; nothing personal is in it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from queue_server.reports.visits import Visit, visits
from queue_server.storage import days, journal
from queue_server.storage.work import Look

PAGE = 2000
VISITS = (
    "day",
    "ticket",
    "issued_at",
    "queue",
    "procedure",
    "priority",
    "counter",
    "clerk",
    "state",
    "walked_up",
    "guessed",
    "wait_s",
    "walk_s",
    "service_s",
    "hold_s",
    "left_out",
    "outcomes",
)
JOURNAL = ("seq", "at", "kind", "by", "ticket", "body")
Row = tuple[Any, ...]
Progress = Callable[[int, int], None]


def of_visits(look: Look, first: date, last: date, tell: Progress) -> Iterator[Row]:
    """A row for each ticket, day by day, times in the hall's zone; `tell` hears how far it is."""
    known = [day for day in days.all_of(look.db, look.hall.id) if first <= day <= last]
    for done, day in enumerate(known, 1):
        for visit in visits(look, day, day):
            yield _visit(look, day, visit)
        tell(done, len(known))


def _visit(look: Look, day: date, visit: Visit) -> Row:
    def total(parts: Any) -> float | None:
        return sum(part.seconds for part in parts) if parts else None

    return (
        day.isoformat(),
        visit.ticket,
        look.hall.local(visit.issued_at),
        visit.queue,
        visit.procedure,
        visit.priority,
        visit.counter,
        visit.clerk,
        visit.state.value,
        int(visit.walked_up),
        int(visit.guessed),
        visit.wait_s,
        total(visit.walks),
        total(visit.services),
        total(visit.holds),
        len(visit.left_out),
        " ".join(ending.outcome for ending in visit.endings),
    )


def of_journal(look: Look, first: date, last: date, tell: Progress) -> Iterator[Row]:
    """Every row of the journal in these days, in order; the body is JSON."""
    seq, rows = 0, journal.after(look.db, look.hall.id, 0, PAGE)
    while rows:
        for row in rows:
            if first <= look.hall.day(row.at) <= last:
                body = json.dumps(row.body, ensure_ascii=False, sort_keys=True)
                yield row.seq, look.hall.local(row.at), row.kind, row.by, row.ticket, body
        seq = rows[-1].seq
        tell(seq, look.hall.seq)
        rows = journal.after(look.db, look.hall.id, seq, PAGE)
