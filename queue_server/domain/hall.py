"""The hall and its furniture: queues, procedures, counters, priority classes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from queue_server.domain.calendar import Session, WorkCalendar
from queue_server.domain.errors import NotFound, ProcedureNotServed
from queue_server.domain.words import folded

Names = Mapping[str, str]


def named(names: Names, language: str) -> str:
    """The name in `language`; Vietnamese when that is missing, so that a gap is seen."""
    return names.get(language) or names.get("vi") or next(iter(names.values()), "")


class CounterState(StrEnum):
    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"


@dataclass(frozen=True, kw_only=True)
class Hall:
    """One service hall. `seq` counts its journal, `epoch` is the life of its database, `voice` how it calls.

    A `passing_notice` takes the place of the `notice` for a while; its `until` is RFC 3339.

    With `shares_counters` two clerks may work at one counter, as when somebody is trained. With `tells_kept`
    its screens say how many were called within the time told. With `gives_signs` each ticket has an own sign.
    """

    id: str
    names: Names
    unit: Names
    zone: ZoneInfo
    seq: int
    epoch: str
    last_at: datetime
    always_open: bool
    trusts_this_machine: bool
    shares_counters: bool
    wait_target_s: int
    stale_after_s: int = 300
    tells_kept: bool = False
    gives_signs: bool = True
    notice: Names
    passing_notice: Names | None = None
    furniture: int
    calls: int = 0
    voice: Mapping[str, Any] = field(default_factory=dict)
    file_rules: Mapping[str, Any] = field(default_factory=dict)
    open_day: date | None = None

    def local(self, at: datetime) -> datetime:
        return at.astimezone(self.zone)

    def day(self, at: datetime) -> date:
        """The service day of an instant: the date in the hall's own zone."""
        return self.local(at).date()

    def notice_at(self, at: datetime) -> Names:
        """What stands at the foot of the screens."""
        passing = self.passing_notice
        return passing if passing and at < datetime.fromisoformat(passing["until"]) else self.notice

    def issues_now(self, at: datetime, calendar: WorkCalendar) -> bool:
        return self.always_open or calendar.gives_numbers(self.local(at))


@dataclass(frozen=True, kw_only=True)
class Queue:
    """A queue of the hall; `ticket_hours` of its own, if any, and how many numbers a day it gives at most."""

    code: str
    names: Names
    pictogram: str
    position: int
    ticket_hours: tuple[Session, ...] = ()
    daily_limit: int | None = None


@dataclass(frozen=True, kw_only=True)
class Procedure:
    """A procedure by its national code; `names` are official, `short_names` fit a button and a slip.

    `bring` is what to bring, things apart by semicolons. `statutory` and `committed` are the terms of the
    law and of the commune per channel, as `due.Term` reads them; `decision` published this version.
    `proposed`: nobody has looked at the short name yet.
    """

    code: str
    queue: str
    names: Names
    short_names: Names
    bring: Names = field(default_factory=dict)
    statutory: Names = field(default_factory=dict)
    committed: Names = field(default_factory=dict)
    fee: Names = field(default_factory=dict)
    decision: str = ""
    proposed: bool = False
    field: str = ""
    valid_from: date | None = None
    valid_to: date | None = None

    @property
    def words(self) -> str:
        """Code and names, as people search for it."""
        return " ".join((self.code, *self.short_names.values(), *self.names.values()))

    def offered(self, day: date) -> bool:
        after_start = self.valid_from is None or self.valid_from <= day
        return after_start and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, kw_only=True)
class Counter:
    """A counter and the `queues` it serves.

    With those in `helps_after_s` it only helps: it calls who has waited longer than so many seconds.
    """

    code: str
    names: Names
    state: CounterState
    staff: str | None = None
    reason: str | None = None
    since: datetime | None = None
    queues: tuple[str, ...] = field(default=())
    helps_after_s: Mapping[str, int] = field(default_factory=dict)

    def label(self, language: str) -> str:
        return named(self.names, language)

    def is_held_by_other(self, login: str) -> bool:
        return self.state is not CounterState.CLOSED and self.staff not in (None, login)


@dataclass(frozen=True, kw_only=True)
class PriorityClass:
    code: str
    names: Names
    head_start_s: int


@dataclass(frozen=True)
class View:
    """What a screen shows: the calls of its counter, or of its zone (`queues`, empty for all)."""

    counter: str | None = None
    queues: tuple[str, ...] = ()
    layout: str = "board"

    @property
    def key(self) -> str:
        """The same for screens that show the same."""
        if self.counter is not None:
            return self.counter
        zone = "+".join(self.queues)
        return "hall" if not zone and self.layout == "board" else f"{self.layout}:{zone}"


@dataclass(frozen=True, kw_only=True)
class Furniture:
    """What stands in the hall and seldom changes. Who sits where and how printers feel is not here.

    `procedures` holds the versions of each code, newest first; `served` the queues of each counter
    and `labels` its names;
    `views` what each screen shows, `printer_of` the printer of each device, and `printers` all of them,
    the first one the hall's own;
    `stand_ins` who prints for a printer that cannot.
    """

    queues: tuple[Queue, ...]
    procedures: Mapping[str, tuple[Procedure, ...]]
    priority_classes: tuple[PriorityClass, ...]
    served: Mapping[str, tuple[str, ...]]
    labels: Mapping[str, Names]
    printers: tuple[str, ...]
    stand_ins: Mapping[str, str]
    printer_of: Mapping[str, str]
    views: Mapping[str, View]
    calendar: WorkCalendar

    def queue(self, code: str) -> Queue:
        """The queue of that code. KeyError if there is none."""
        return {each.code: each for each in self.queues}[code]

    def label(self, counter: str, language: str) -> str:
        """The name of a counter."""
        return named(self.labels[counter], language)

    def view(self, screen: str) -> View:
        """What the screen of that code shows; the hall, for a new one."""
        return self.views.get(screen, View())

    def procedure(self, code: str) -> Procedure | None:
        """The newest version of a procedure."""
        return next(iter(self.procedures.get(code, ())), None)

    def version(self, code: str, valid_from: date) -> Procedure | None:
        """The version of a procedure that began on that day; the newest one if it is gone."""
        versions = (each for each in self.procedures.get(code, ()) if each.valid_from == valid_from)
        return next(versions, self.procedure(code))

    def offer(self, code: str, day: date) -> Procedure:
        """The version valid on `day`; NotFound if there is no such procedure, else ProcedureNotServed."""
        versions = self.procedures.get(code)
        if not versions:
            raise NotFound(kind="procedure", id=code)
        valid = _valid(versions, day)
        if valid is None:
            raise ProcedureNotServed(procedure=code)
        return valid

    def offered(self, day: date) -> list[Procedure]:
        """The procedures offered on `day`, by code."""
        valid = (_valid(versions, day) for versions in self.procedures.values())
        return [each for each in valid if each is not None]

    def search(
        self, words: Sequence[str], day: date, queue: str | None = None, most: int | None = None
    ) -> list[Procedure]:
        """The first `most` procedures offered on `day` whose code and names hold each of the folded `words`.

        By code; `queue` leaves only those of one queue.
        """
        matching: Sequence[tuple[str, Procedure]] = self._texts
        for word in words:
            matching = [pair for pair in matching if word in pair[0]]
        offered = (each for _, each in matching if _valid(self.procedures[each.code], day) is each)
        return list(islice((each for each in offered if not queue or each.queue == queue), most))

    @cached_property
    def _texts(self) -> tuple[tuple[str, Procedure], ...]:
        """What each version is searched by."""
        every = (each for versions in self.procedures.values() for each in versions)
        return tuple((folded(each.words), each) for each in every)

    def priority_class(self, code: str) -> PriorityClass | None:
        return next((each for each in self.priority_classes if each.code == code), None)


def _valid(versions: Sequence[Procedure], day: date) -> Procedure | None:
    return next((each for each in versions if each.offered(day)), None)
