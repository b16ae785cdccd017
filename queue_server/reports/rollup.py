"""Figures that add up: the visits that ended go into their day, whole months and years into theirs.

What is in the figures is told by one number: of every ticket that was at its end when the journal had it.
A ticket that something happened to afterwards makes its day be measured anew.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from queue_server.domain.actor import SYSTEM
from queue_server.domain.durations import Segment
from queue_server.domain.journal import WALK_UP
from queue_server.domain.sketch import Sketch
from queue_server.domain.states import FINAL, OPEN
from queue_server.reports import attendance
from queue_server.reports.visits import Visit, measured, visits
from queue_server.storage import days, figures, journal, tickets
from queue_server.storage.figures import GROUPS, KINDS, NOTHING, Figure, Place, Span, added
from queue_server.storage.work import Look, Store, Work

NOBODY = "-"
LAG = 500
Cells = dict[Place, Figure]


@dataclass
class _Cell:
    tally: Counter[str] = field(default_factory=Counter)
    durations: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def figure(self) -> Figure:
        return Figure(dict(self.tally), *(Sketch.of(self.durations[kind]) for kind in KINDS))


class _Part(NamedTuple):
    """Something that counts where it happened."""

    procedure: str
    queue: str
    counter: str | None
    clerk: str | None
    tally: Mapping[str, int]
    durations: Mapping[str, float]


@dataclass(frozen=True)
class Only:
    """One procedure or queue, or one procedure in one queue; empty for any."""

    procedure: str = ""
    queue: str = ""

    def holds(self, part: _Part) -> bool:
        """Whether this happened there."""
        return self.procedure in ("", part.procedure) and self.queue in ("", part.queue)


def cells(look: Look, found: Iterable[Visit], only: Only | None = None) -> Cells:
    """The figures of these visits alone, by day and each grouping; or `only` of what is in them."""
    sums: defaultdict[Place, _Cell] = defaultdict(_Cell)
    for visit in found:
        day = look.hall.day(visit.told_at)
        slot = f"{day.weekday()}-{look.hall.local(visit.issued_at):%H}"
        for part in filter(only.holds, _parts(visit)) if only else _parts(visit):
            for by, key in _keys(part, slot):
                cell = sums[Place(by, Span.DAY, day, key)]
                cell.tally.update(part.tally)
                for kind, seconds in part.durations.items():
                    cell.durations[kind].append(seconds)
    return {place: cell.figure() for place, cell in sums.items()}


def _keys(part: _Part, slot: str) -> Iterator[tuple[str, str]]:
    yield "all", ""
    yield "procedure", part.procedure
    yield "queue", part.queue
    yield "counter", part.counter or NOBODY
    yield "clerk", part.clerk or NOBODY
    yield "slot", slot
    yield "procedure_slot", f"{part.procedure} {slot}"


def _parts(visit: Visit) -> Iterator[_Part]:
    """The visit where it stands at its end, and everything in it where it happened."""
    where = (visit.procedure, visit.queue, visit.counter, visit.clerk)
    waits = {} if visit.wait_s is None else {"wait": visit.wait_s}
    yield _Part(*where, _counts(visit), waits)
    for kind, stretches in (("service", visit.services), ("walk", visit.walks), ("hold", visit.holds)):
        for each in stretches:
            yield _Part(*_place(each), {}, {kind: each.seconds})
    for each in visit.left_out:
        yield _Part(*_place(each), {"left_out": 1}, {})
    for ending in visit.endings:
        yield _Part(*_place(ending.service), {f"outcome.{ending.outcome}": 1}, {})
    for jump in visit.jumps:
        where = (jump.procedure, jump.queue, jump.counter, jump.by)
        yield _Part(*where, {f"jump.{jump.reason or NOBODY}": 1}, {})


def _place(part: Segment) -> tuple[str, str, str | None, str]:
    return part.procedure, part.queue, part.counter, part.by


def _counts(visit: Visit) -> dict[str, int]:
    counts = {"issued": 1, visit.state.value: 1} if visit.ended else {"issued": 1}
    if visit.priority:
        counts[f"priority.{visit.priority}"] = 1
    if visit.walked_up:
        counts[WALK_UP] = 1
    if visit.guessed:
        counts["guessed"] = 1
    return counts


# --- what is not in the figures yet ---
@dataclass(frozen=True)
class Rest:
    """What the figures do not hold yet; the days `again` count from these cells alone."""

    cells: Cells
    again: frozenset[date]


def rest(look: Look) -> Rest:
    """Everything that happened since the figures were written, down to this moment."""
    until = figures.until(look.db, look.hall.id)
    live = [ticket.id for ticket in tickets.in_states(look.db, look.hall.id, OPEN)]
    again, found = _since(look, until, live, None)
    return Rest(cells(look, [*_of_days(look, again, None), *found]), frozenset(again))


def only(look: Look, first: date, last: date, wish: Only) -> Rest:
    """Those days measured anew from the journal, as no figures hold two groupings; `wish` alone counts."""
    known = {day for day in days.all_of(look.db, look.hall.id) if first <= day <= last}
    return Rest(cells(look, _of_days(look, known, None), wish), frozenset(known))


def _since(
    look: Look, until: int | None, live: Iterable[int], now: int | None
) -> tuple[set[date], list[Visit]]:
    """The days to measure anew, and the visits of other days that are new."""
    if until is None:
        return set(days.all_of(look.db, look.hall.id)), []
    touched = journal.touched(look.db, look.hall.id, until, now)
    stories = journal.numbered(look.db, look.hall.id, touched | set(live), now)
    told_on = {ticket: look.hall.day(story[0][1].at) for ticket, story in stories.items()}
    again = {told_on[ticket] for ticket, story in stories.items() if _was_over(story, until)}
    new = [[entry for _, entry in stories[ticket]] for ticket in stories if told_on[ticket] not in again]
    if not new:
        return again, []
    spanned = [told_on[story[0].ticket] for story in new]
    return again, measured(look, new, min(spanned), max(spanned))


def _was_over(story: Sequence[tuple[int, object]], until: int) -> bool:
    """Whether the ticket is in the figures: it was at its end at number `until`."""
    before = [entry for seq, entry in story if seq <= until]
    return bool(before) and getattr(before[-1], "target", None) in FINAL


def _of_days(look: Look, again: Iterable[date], now: int | None) -> Iterator[Visit]:
    for day in sorted(again):
        yield from visits(look, day, day, now)


# --- writing them ---
@dataclass(frozen=True)
class Update:
    """Figures to write, made at number `before`: then all that ended up to `after` is in them."""

    before: int | None
    after: int
    again: frozenset[date]
    cells: Cells

    @property
    def is_worth_it(self) -> bool:
        """Whether anything ended, or so much happened that it should not be read over and over."""
        gone_on = self.after - self.before if self.before is not None else LAG
        return bool(self.cells or self.again) or gone_on >= LAG


def prepare(look: Look, again: Collection[date] = ()) -> Update:
    """What catching up would write: read without holding anybody up. The days `again` are measured anew."""
    hall, now = look.hall.id, look.hall.seq
    before = figures.until(look.db, hall)
    found_again, new = _since(look, before, (), now)
    anew = frozenset(found_again | set(again))
    new = [visit for visit in new if look.hall.day(visit.told_at) not in anew]
    fresh = cells(look, [visit for visit in new if visit.ended])
    known = figures.at(look.db, hall, fresh)
    written = {place: added([known.get(place, NOTHING), figure]) for place, figure in fresh.items()}
    for day in anew:
        written |= cells(look, [visit for visit in visits(look, day, day, now) if visit.ended])
        if not attendance.goes_on(look, day):
            written |= attendance.cells(look, day)
    return Update(before, now, anew, written)


def write(work: Work, update: Update) -> bool:
    """Put the update in place; False, and nothing changed, if somebody else was quicker."""
    db, hall = work.db, work.hall.id
    if figures.until(db, hall) != update.before:
        return False
    changed = {place.start for place in update.cells} | update.again
    figures.forget(db, hall, Span.DAY, update.again)
    figures.forget(db, hall, Span.MONTH, {day.replace(day=1) for day in changed})
    figures.forget(db, hall, Span.YEAR, {day.replace(month=1, day=1) for day in changed})
    figures.write(db, hall, update.cells)
    figures.set_until(db, hall, update.after)
    return True


def catch_up(store: Store, hall: str) -> None:
    """Put what ended meanwhile into the figures: long reading first, then a short write."""
    with store.look(hall) as look:
        update = prepare(look)
    if update.is_worth_it:
        _write(store, hall, update)


def rebuild(store: Store, hall: str) -> Iterator[date]:
    """All figures anew from the journal, month by month; yields each month that is done."""
    with store.look(hall) as look:
        known = days.all_of(look.db, hall)
    for month, some in groupby(known, key=lambda day: day.replace(day=1)):
        with store.look(hall) as look:
            update = prepare(look, again=list(some))
        _write(store, hall, update)
        yield month


def _write(store: Store, hall: str, update: Update) -> None:
    with store.work(hall, SYSTEM) as work:
        write(work, update)
    with store.look(hall) as look:
        whole = prepare_whole(look)
    if whole.cells:
        with store.work(hall, SYSTEM) as work:
            write_whole(work, whole)


# --- whole months and years ---
def prepare_whole(look: Look) -> Update:
    """The months that are over and lack their figures, from their days; then the years, from the months."""
    hall, until = look.hall.id, figures.until(look.db, look.hall.id)
    known = days.all_of(look.db, hall)
    months = _missing(look, known, Span.MONTH, lambda day: day.replace(day=1))
    made: Cells = {}
    for first in months:
        made |= _summed(look, Span.DAY, Span.MONTH, first, after_month(first) - timedelta(days=1))
    for first in _missing(look, known, Span.YEAR, lambda day: day.replace(month=1, day=1)):
        made |= _summed(look, Span.MONTH, Span.YEAR, first, first.replace(month=12), made)
    return Update(until, until or 0, frozenset(), made)


def write_whole(work: Work, update: Update) -> bool:
    """As `write`; the days stay as they are."""
    if update.before is None or figures.until(work.db, work.hall.id) != update.before:
        return False
    figures.write(work.db, work.hall.id, update.cells)
    return True


def after_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)


def _missing(look: Look, known: Sequence[date], span: Span, begin: Callable[[date], date]) -> list[date]:
    over = {begin(day) for day in known} - {begin(look.today)}
    return sorted(over - set(figures.starts(look.db, look.hall.id, span)))


def _summed(
    look: Look, small: Span, large: Span, first: date, last: date, more: Mapping[Place, Figure] = {}
) -> Cells:
    """The figures of the large span that begins at `first`, from its parts in the store and in `more`."""
    sums: defaultdict[tuple[str, str], list[Figure]] = defaultdict(list)
    for by in GROUPS:
        for place, figure in figures.read(look.db, look.hall.id, by, [figures.Stretch(small, first, last)]):
            sums[by, place.key].append(figure)
    for place, figure in more.items():
        if place.span is small and first <= place.start <= last:
            sums[place.by, place.key].append(figure)
    return {Place(by, large, first, key): added(each) for (by, key), each in sums.items()}
