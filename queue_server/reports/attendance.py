"""When counters were open and paused, and why: from who opened, paused and closed them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import NamedTuple

from queue_server.domain.actor import SYSTEM
from queue_server.storage import days, journal
from queue_server.storage.figures import Figure, Place, Span
from queue_server.storage.journal import Row
from queue_server.storage.work import Look

NO_REASON = "-"


class Sitting(NamedTuple):
    """A stretch in which a clerk held a counter: open, or paused for `reason`.

    `unclear`: nobody ended it, the night did, so that how long it was is not known.
    """

    counter: str
    clerk: str
    state: str
    reason: str | None
    seconds: float
    unclear: bool


def cells(look: Look, day: date) -> dict[Place, Figure]:
    """The figures of `day`, in milliseconds, for every counter and clerk."""
    sums: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for each in sittings(look, day):
        tally = sums[f"{each.counter} {each.clerk}"]
        if each.unclear:
            tally["unclear"] += 1
        elif each.state == "open":
            tally["open_ms"] += round(each.seconds * 1000)
        else:
            tally[f"paused_ms.{each.reason or NO_REASON}"] += round(each.seconds * 1000)
    return {Place("attendance", Span.DAY, day, key): Figure(dict(tally)) for key, tally in sums.items()}


def goes_on(look: Look, day: date) -> bool:
    """Whether the day is not closed yet, so that its times are not kept but asked for."""
    return not days.is_closed(look.db, look.hall.id, day)


def sittings(look: Look, day: date) -> Iterator[Sitting]:
    """Who held which counter on `day`, up to now if it is today."""
    begin = datetime.combine(day, time(), look.hall.zone)
    end = datetime.combine(day + timedelta(days=1), time(), look.hall.zone)
    by_counter: defaultdict[str, list[Row]] = defaultdict(list)
    # The night closes counters a little after it has begun.
    for row in journal.of_counters(look.db, look.hall.id, begin, end):
        by_counter[row.body["counter"]].append(row)
    for rows in by_counter.values():
        yield from _of_counter(rows, min(end, look.now), is_over=end <= look.now)


def _of_counter(rows: Iterable[Row], until: datetime, is_over: bool) -> Iterator[Sitting]:
    rows = list(rows)
    for row, after in pairwise(rows):
        yield from _sitting(row, after.at, unclear=after.by == SYSTEM.name)
    yield from _sitting(rows[-1], until, unclear=is_over)


def _sitting(row: Row, end: datetime, unclear: bool) -> Iterator[Sitting]:
    state, clerk = row.body["state"], row.body.get("staff")
    if state != "closed" and clerk:
        seconds = max(0.0, (end - row.at).total_seconds())
        yield Sitting(row.body["counter"], clerk, state, row.body.get("reason"), seconds, unclear)
