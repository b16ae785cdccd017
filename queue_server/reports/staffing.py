"""Where a counter would help: now, by the half hour, and on the hall's own past days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from math import inf
from typing import NamedTuple

from queue_server.domain.estimate import Band
from queue_server.domain.hall import Counter, CounterState
from queue_server.domain.states import TicketState
from queue_server.estimates import simulation, staffing
from queue_server.estimates.drawing import EPOCH, MICROSECOND
from queue_server.estimates.replay import Arrival, Shift
from queue_server.estimates.scene import Desk, Scene, Stretch
from queue_server.estimates.staffing import Day, Need, WhatIf
from queue_server.operations import estimates, habits, rota
from queue_server.storage import halls, journal, recorded
from queue_server.storage.recorded import Came
from queue_server.storage.work import Look

DAYS = 20
LOOK_BACK = timedelta(days=180)
SHARE = 0.8
GAP_S, WALK_S, MISS_S, VISIT_S = 20.0, 30.0, 120.0, 600.0
LONGEST_WALK_S = 1800.0


@dataclass(frozen=True)
class Help:
    """What one more counter for a queue would save now: seconds of waiting of everybody in the hall together.

    `now` is what a newcomer of the queue is told, `counters` could open or turn to it.
    """

    queue: str
    waiting: int
    saved_s: float
    now: Band | None
    counters: tuple[Counter, ...]


@dataclass(frozen=True)
class Wish:
    """One more counter for `queue` (None: for all) from `start` to `end`, on one weekday (None: on all)."""

    start: time
    end: time
    weekday: int | None = None
    queue: str | None = None


def help_now(look: Look) -> list[Help]:
    """The queues in which one more counter would save anybody a wait, the most first."""
    known, scene = habits.known(look), estimates.scene_now(look)
    if known is None or scene is None or not scene.people:
        return []
    waits = simulation.forecast(scene, known).mean_waits()
    bands, every = estimates.of_queues(look), halls.counters(look.db, look.hall.id)
    found = []
    for queue in sorted({each.queue for each in scene.people}):
        helped = simulation.forecast(_with_desk(scene, queue), known).mean_waits()
        saved_s = sum(waits[who] - helped[who] for who in waits.keys() & helped.keys())
        free = tuple(each for each in every if queue in each.queues and each.state is not CounterState.OPEN)
        waiting = sum(each.queue == queue for each in scene.people)
        found.append(Help(queue, waiting, saved_s, bands[queue], free))
    return sorted((each for each in found if each.saved_s > 0), key=lambda each: -each.saved_s)


def _with_desk(scene: Scene, queue: str) -> Scene:
    """The scene with another counter that serves this queue alone."""
    place = len(scene.desks)
    people = [
        each._replace(from_s={**each.from_s, place: 0.0}) if each.queue == queue and each.from_s else each
        for each in scene.people
    ]
    return replace(scene, desks=[*scene.desks, Desk("+")], people=people)


def needs(look: Look, weekday: int | None = None, share: float = SHARE) -> tuple[list[Need], int]:
    """The counters that each half hour needs for the hall's target, and over how many days that was found."""
    days = [day for _, day in past_days(look, weekday)]
    return staffing.needs(days, sessions(look, days), look.hall.wait_target_s, share), len(days)


def planned(look: Look, needs: Sequence[Need], weekday: int | None = None) -> dict[float, int | None]:
    """What the rota has for each half hour, the fewest of all days without a weekday; empty if nothing."""
    kept, hours = rota.planned(look), sessions(look, ())
    days = range(len(kept.counters)) if weekday is None else [weekday]
    found = {}
    for each in needs if not look.hall.always_open else ():
        place = next(n for n, (opens, closes) in enumerate(hours) if opens <= each.start_s < closes)
        known = [kept.of_weekday(day, len(hours))[place] for day in days]
        found[each.start_s] = min((count for count in known if count is not None), default=None)
    return found if kept.is_given else {}


def what_if(look: Look, wish: Wish) -> WhatIf | None:
    """What one more counter would have done on the last days; None where there are none to play."""
    queues = frozenset([wish.queue] if wish.queue else [each.code for each in look.furniture.queues])
    hours = [(_seconds(wish.start), _seconds(wish.end))]
    before = [day for _, day in past_days(look, wish.weekday)]
    after = [staffing.with_one_more(day, queues, hours) for day in before]
    return staffing.what_if(before, after, look.hall.wait_target_s)


def sessions(look: Look, days: Iterable[Day]) -> list[Stretch]:
    """The hours of the hall; those in which anybody came, for one that never closes."""
    if not look.hall.always_open:
        known = sorted(look.furniture.calendar.sessions)
        return [(_seconds(each.start), _seconds(each.end)) for each in known]
    times = [each.at_s for day in days for each in day.arrivals]
    slot = staffing.SLOT_S
    return [(min(times) // slot * slot, (max(times) // slot + 1) * slot)] if times else []


def _seconds(at: time) -> float:
    return at.hour * 3600.0 + at.minute * 60.0 + at.second


def past_days(look: Look, weekday: int | None = None) -> list[tuple[date, Day]]:
    """The newest `DAYS` days before today on which anybody came, the oldest first."""
    first, last = look.today - LOOK_BACK, look.today - timedelta(days=1)
    by_day: dict[date, list[Came]] = {}
    for each in recorded.came(look.db, look.hall.id, first, last):
        if weekday in (None, each.day.weekday()):
            by_day.setdefault(each.day, []).append(each)
    wanted = sorted(by_day)[-DAYS:]
    stretches = _open_stretches(look, wanted[0], wanted[-1]) if wanted else []
    known = habits.known(look)
    gap_s = float(known.gaps.mean()) if known else GAP_S
    return [(day, _day(look, day, by_day[day], stretches, gap_s)) for day in wanted]


def _day(look: Look, day: date, people: Sequence[Came], stretches: Sequence[Open], gap_s: float) -> Day:
    begins = (datetime.combine(day, time(), look.hall.zone) - EPOCH) // MICROSECOND
    waits = [(each.called_at - each.issued_at) / 1e6 for each in people if each.called_at is not None]
    known = [each.service / 1e6 for each in people if each.service is not None]
    mean_s = sum(known) / len(known) if known else VISIT_S
    arrivals = [_arrival(each, begins, _taken_s(each, mean_s) + gap_s) for each in people]
    return Day(arrivals, _shifts(look, stretches, begins), [wait for wait in waits if wait >= 0])


def _arrival(each: Came, begins: int, takes_s: float) -> Arrival:
    """Somebody who came; who went away uncalled had no more patience than that."""
    gone = each.state in (TicketState.CANCELLED, TicketState.EXPIRED) and each.called_at is None
    return Arrival(
        at_s=(each.issued_at - begins) / 1e6,
        queue=each.queue,
        takes_s=takes_s,
        due_s=(each.due_at - begins) / 1e6,
        patience_s=(each.since - each.issued_at) / 1e6 if gone else inf,
    )


def _taken_s(each: Came, mean_s: float) -> float:
    """From the call until the person had gone; with the mean where a service is not to be trusted."""
    if each.state is TicketState.NO_SHOW:
        return MISS_S if each.called_at is None else min((each.since - each.called_at) / 1e6, LONGEST_WALK_S)
    walk_s = (each.started_at - each.called_at) / 1e6 if each.started_at and each.called_at else WALK_S
    service_s = mean_s if each.service is None else each.service / 1e6
    return (walk_s if 0 <= walk_s <= LONGEST_WALK_S else WALK_S) + service_s


class Open(NamedTuple):
    """A counter that was open for the same queues; instants in microseconds since 1970."""

    code: str
    queues: frozenset[str]
    start: int
    end: int


def _open_stretches(look: Look, first: date, last: date) -> list[Open]:
    """When each counter was open, from the journal; what nobody closed ends with the journal."""
    begins, ends = (_instant(look, day) for day in (first, last + timedelta(days=1)))
    after, until = (journal.reached(look.db, look.hall.id, at, look.hall.seq) for at in (begins, ends))
    found: list[Open] = []
    opened: dict[str, Open] = {}
    final = (ends - EPOCH) // MICROSECOND
    for at, body in recorded.counter_changes(look.db, look.hall.id, after, until):
        before = opened.pop(body["counter"], None)
        if before is not None:
            found.append(before._replace(end=at))
        if body["state"] == CounterState.OPEN:
            opened[body["counter"]] = Open(body["counter"], frozenset(body.get("queues") or ()), at, final)
    return [*found, *opened.values()]


def _instant(look: Look, day: date) -> datetime:
    return datetime.combine(day, time(), look.hall.zone)


def _shifts(look: Look, stretches: Sequence[Open], begins: int) -> list[Shift]:
    """The counters of one day, open within the hours of the hall."""
    hours = [(0.0, 86_400.0)] if look.hall.always_open else sessions(look, [])
    open_of: dict[tuple[str, frozenset[str]], list[Stretch]] = {}
    for each in stretches:
        start, end = (each.start - begins) / 1e6, (each.end - begins) / 1e6
        for opens, closes in hours:
            if start < closes and end > opens:
                open_of.setdefault((each.code, each.queues), []).append((max(start, opens), min(end, closes)))
    return [Shift(code, queues, tuple(sorted(parts))) for (code, queues), parts in open_of.items()]
