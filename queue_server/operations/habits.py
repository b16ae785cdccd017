"""What the last working days were like, read once an hour: the only thing that waits are foreseen from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import pairwise

from queue_server.domain.hall import CounterState
from queue_server.domain.states import TicketState
from queue_server.estimates.pools import Pools, pools
from queue_server.estimates.scene import Habits
from queue_server.storage import habits as stored
from queue_server.storage import recorded
from queue_server.storage.columns import to_microseconds
from queue_server.storage.habits import Served
from queue_server.storage.work import Look

WORKING_DAYS = 60
ENOUGH = 30
"""Nothing is told of a wait before so many visits are known."""
LONGEST_GAP_S = 1800.0
RECENT_ENTRIES = 20_000
LONGEST_PAUSE_S = 5400.0
"""Longer ones are lunch, which the calendar knows."""

_kept: dict[tuple[str, str, datetime], Pools | None] = {}


def known(look: Look) -> Pools | None:
    """Times to draw from, as of the beginning of this hour; None while too few visits are known."""
    hour = look.now.replace(minute=0, second=0, microsecond=0)
    key = (str(look.db.engine.url), look.hall.epoch, hour)
    if key not in _kept:
        found = before(look, hour, look.hall.seq)
        _kept.clear()
        _kept[key] = pools(found) if found.visits >= ENOUGH else None
    return _kept[key]


def before(look: Look, until: datetime, seq: int) -> Habits:
    """The habits of the last `WORKING_DAYS` before that instant; the journal had come to number `seq`."""
    last = look.hall.day(until) - timedelta(days=1)
    first = _working_days_before(look, last + timedelta(days=1))
    start = to_microseconds(datetime.combine(first, datetime.min.time(), look.hall.zone))
    served = stored.served(look.db, look.hall.id, start, to_microseconds(until))
    ended = stored.ended(look.db, look.hall.id, first, last)
    missed = ended.get(TicketState.NO_SHOW, 0)
    return Habits(
        services=_services(served),
        walks=_walks(served),
        gaps=_gaps(served),
        pauses=_pauses(look, seq),
        misses=stored.misses(look.db, look.hall.id, first, last),
        no_show=missed / max(1, missed + ended.get(TicketState.SERVED, 0)),
    )


def _working_days_before(look: Look, day: date) -> date:
    calendar = look.furniture.calendar
    # Twice as many days hold them with every Tết in between; a hall without work has no habits either.
    span = [day - timedelta(days=n) for n in range(1, 2 * WORKING_DAYS + 30)]
    worked = [each for each in span if look.hall.always_open or calendar.is_working_day(each)]
    return worked[:WORKING_DAYS][-1] if worked else day


def _services(served: Iterable[Served]) -> dict[str, list[float]]:
    """All services of a visit together, under its first procedure, without those of wrong times."""
    visits: dict[int, list[Served]] = {}
    for each in served:
        visits.setdefault(each.ticket, []).append(each)
    found: dict[str, list[float]] = {}
    for services in visits.values():
        if all(each.trusted for each in services):
            seconds = sum(each.ended_at - each.started_at for each in services) / 1e6
            found.setdefault(services[0].procedure, []).append(max(0.0, seconds))
    return found


def _walks(served: Iterable[Served]) -> list[float]:
    """From the call to the start, where the call is the one that the service began with."""
    took = ((each.started_at - each.called_at) / 1e6 for each in served if each.called_at is not None)
    return [each for each in took if 0 <= each <= LONGEST_GAP_S]


def _gaps(served: Iterable[Served]) -> list[float]:
    """From the end of a service to the next call at the counter, where that person had come before."""
    by_counter: dict[str, list[Served]] = {}
    for each in served:
        by_counter.setdefault(each.counter, []).append(each)
    gaps = (_gap(one, other) for row in by_counter.values() for one, other in pairwise(row))
    return [each for each in gaps if each is not None]


def _gap(one: Served, other: Served) -> float | None:
    waited = other.called_at is not None and other.issued_at < one.ended_at <= other.called_at
    if not waited or not one.trusted or other.called_at is None:
        return None
    seconds = (other.called_at - one.ended_at) / 1e6
    return seconds if seconds <= LONGEST_GAP_S else None


def _pauses(look: Look, seq: int) -> list[float]:
    """How long counters paused before they opened again."""
    paused: dict[str, int] = {}
    found: list[float] = []
    for at, body in recorded.counter_changes(look.db, look.hall.id, seq - RECENT_ENTRIES, seq):
        began = paused.pop(body["counter"], None)
        if body["state"] == CounterState.PAUSED:
            paused[body["counter"]] = at if began is None else began
        elif body["state"] == CounterState.OPEN and began is not None:
            found.append((at - began) / 1e6)
    return [each for each in found if 0 < each <= LONGEST_PAUSE_S]
