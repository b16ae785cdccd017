"""From the hall at a moment, be it now or on a past day, to the scene that is played on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import cached_property
from math import inf
from typing import NamedTuple

from queue_server.domain import turn
from queue_server.domain.calendar import WorkCalendar
from queue_server.domain.hall import Counter, CounterState, Hall
from queue_server.domain.states import TicketState
from queue_server.estimates.scene import Desk, Doing, Person, Scene, Stretch

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
From = dict[int, float]


class Waiting(NamedTuple):
    """Somebody in the line; instants in microseconds since 1970, as they are stored."""

    id: int
    queue: str
    procedure: str
    due_at: int
    since: int
    directed: str | None
    not_before: int | None
    language: str


class Visitor(NamedTuple):
    """Who is at a counter: called to it or served there since that instant."""

    state: TicketState
    since: datetime
    procedure: str


@dataclass(frozen=True, kw_only=True)
class Moment:
    """What is known of a hall at `now`: who sits and serves where, and who waits, in the order of turns.

    `planned` is how many counters are to work in each of today's sessions; None or nothing: as many as now.
    """

    now: datetime
    hall: Hall
    calendar: WorkCalendar
    counters: Sequence[Counter]
    at_counter: Mapping[str, Visitor]
    speakers: turn.Speakers
    line: Sequence[Waiting]
    queues: Sequence[str]
    planned: Sequence[int | None] = ()

    @cached_property
    def now_s(self) -> float:
        return (self.now - EPOCH) / MICROSECOND / 1e6


def draw(moment: Moment) -> Scene | None:
    """The scene of a moment; None where nobody will be called any more today."""
    closed = closed_stretches(moment)
    rests = any(start <= 0 < end for start, end in closed)
    planned = _planned_next(moment, closed)
    counters = _who_calls(moment, rests, planned)
    if not counters or (rests and closed[0][1] == inf):
        return None
    primary = {queue: _served(counters, queue) for queue in moment.queues}
    return Scene(
        desks=[_desk(moment, each) for each in counters],
        people=[_person(moment, each, counters, primary) for each in moment.line],
        arrivals=primary,
        closed=closed,
        session_end_s=next((start for start, _ in closed if start > 0), inf),
        leaves=_leaves(len(counters), closed, rests, planned),
    )


def _planned_next(moment: Moment, closed: Sequence[Stretch]) -> int | None:
    """How many counters the rota has in the next session of today; None where it does not say."""
    begun = len(moment.calendar.sessions) + 1 - len(closed)
    return moment.planned[begun] if closed and 0 <= begun < len(moment.planned) else None


def _who_calls(moment: Moment, rests: bool, planned: int | None) -> list[Counter]:
    """Who calls people now or after the rest, and those whom the rota has besides in the next session."""
    here = [each for each in moment.counters if _will_call(moment, each, rests)]
    if planned is None:
        return here
    others = [each for each in moment.counters if each not in here]
    every = [*here, *others[: max(0, planned - len(here))]]
    return every[:planned] if rests else every


def _leaves(counters: int, closed: Sequence[Stretch], rests: bool, planned: int | None) -> dict[int, float]:
    """When those desks leave whom the rota does not have in the next session: the last ones."""
    if rests or planned is None:
        return {}
    return {place: closed[0][0] for place in range(planned, counters)}


def closed_stretches(moment: Moment) -> list[Stretch]:
    """When nobody is called between now and the end of the day; empty for a hall that is always open."""
    if moment.hall.always_open:
        return []
    local = moment.hall.local(moment.now)
    sessions = sorted(moment.calendar.sessions) if moment.calendar.is_working_day(local.date()) else []
    edges = [-inf]
    for session in sessions:
        edges += [_seconds_to(local, session.start), _seconds_to(local, session.end)]
    edges.append(inf)
    stretches = zip(edges[::2], edges[1::2], strict=True)
    return [(start, end) for start, end in stretches if end > max(0.0, start)]


def _seconds_to(local: datetime, at: time) -> float:
    return (datetime.combine(local.date(), at, local.tzinfo) - local).total_seconds()


def _will_call(moment: Moment, counter: Counter, rests: bool) -> bool:
    """Open now, or paused; while the hall rests, also who left when the last session ended."""
    if counter.state is not CounterState.CLOSED:
        return True
    if not rests or counter.since is None:
        return False
    left, today = moment.hall.day(counter.since), moment.hall.day(moment.now)
    worked = moment.hall.local(moment.now).time() >= min(moment.calendar.sessions).start
    return left == today if worked else moment.calendar.working_days(left, today) <= 1


def _desk(moment: Moment, counter: Counter) -> Desk:
    visitor = moment.at_counter.get(counter.code)
    if visitor is not None:
        doing = Doing.SERVING if visitor.state is TicketState.SERVING else Doing.CALLING
        return Desk(counter.code, doing, _elapsed(moment, visitor.since), visitor.procedure)
    if counter.state is CounterState.OPEN:
        return Desk(counter.code)
    doing = Doing.AWAY if counter.state is CounterState.PAUSED else Doing.RESTING
    return Desk(counter.code, doing, _elapsed(moment, counter.since))


def _elapsed(moment: Moment, since: datetime | None) -> float:
    return 0.0 if since is None else max(0.0, (moment.now - since).total_seconds())


def _served(counters: Iterable[Counter], queue: str) -> From:
    """From when each desk may call somebody who comes to `queue` now."""
    return {
        place: float(each.helps_after_s.get(queue, 0))
        for place, each in enumerate(counters)
        if queue in each.queues
    }


def _person(
    moment: Moment, waiting: Waiting, counters: Sequence[Counter], primary: Mapping[str, From]
) -> Person:
    due_s = _later(moment, waiting.due_at)
    from_s = primary.get(waiting.queue, {})
    if waiting.directed is not None:
        from_s = {place: 0.0 for place, each in enumerate(counters) if each.code == waiting.directed}
    elif any(from_s.values()):  # somewhere they are only helped
        from_s = {place: after and due_s + after for place, after in from_s.items()}
    if waiting.directed is None and waiting.language in moment.speakers:
        from_s = _left_to_speakers(moment, waiting, counters, from_s)
    if waiting.not_before is not None:
        from_s = {place: max(at, _later(moment, waiting.not_before)) for place, at in from_s.items()}
    return Person(waiting.id, waiting.queue, waiting.procedure, due_s, from_s)


def _left_to_speakers(moment: Moment, waiting: Waiting, counters: Sequence[Counter], from_s: From) -> From:
    able = {each.code for each in moment.speakers[waiting.language] if waiting.queue in each.queues}
    others_s = _later(moment, waiting.since) + turn.LANGUAGE_DELAY.total_seconds() if able else 0.0
    return {place: at if counters[place].code in able else max(at, others_s) for place, at in from_s.items()}


def _later(moment: Moment, at: int) -> float:
    return at / 1e6 - moment.now_s
