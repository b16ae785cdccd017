"""The hall at one moment, as the simulation needs it: seconds from now, positive later, negative before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from math import inf
from typing import NamedTuple

Stretch = tuple[float, float]


class Doing(StrEnum):
    """What goes on at a counter."""

    FREE = "free"
    CALLING = "calling"
    SERVING = "serving"
    AWAY = "away"
    RESTING = "resting"


@dataclass(frozen=True)
class Desk:
    """A counter that will call people: what goes on there, for how long already, and for which procedure.

    A desk that rests comes, or comes back, when the next session starts.
    """

    code: str
    doing: Doing = Doing.FREE
    elapsed_s: float = 0.0
    procedure: str = ""


class Person(NamedTuple):
    """Somebody who waits; `from_s` says from when on each desk may call them, desks by their place."""

    ticket: int
    queue: str
    procedure: str
    due_s: float
    from_s: Mapping[int, float]


@dataclass(frozen=True)
class Scene:
    """`people` in the order of turns; `arrivals` is what `Person.from_s` would be for a newcomer of a queue.

    `closed` are the stretches in which nobody is called, to the end of the day; the last one has no end.
    From `leaves` on a desk, by its place, calls nobody any more today. `session_end_s` is when the present
    or next session ends, `inf` for a hall that never closes.
    """

    desks: Sequence[Desk]
    people: Sequence[Person]
    arrivals: Mapping[str, Mapping[int, float]]
    closed: Sequence[Stretch] = ()
    session_end_s: float = inf
    leaves: Mapping[int, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Habits:
    """What the last working days were like, in seconds.

    `services` are times at a counter by procedure, all services of a visit together; `walks` from the call
    to the start, `gaps` from the end to the next call while somebody waited, `pauses` of a counter within
    a session, `misses` from the call until somebody was given up, which happens with `no_show`, 0 to 1.
    """

    services: Mapping[str, Sequence[float]] = field(default_factory=dict)
    walks: Sequence[float] = ()
    gaps: Sequence[float] = ()
    pauses: Sequence[float] = ()
    misses: Sequence[float] = ()
    no_show: float = 0.0

    @property
    def visits(self) -> int:
        """How many visits are known."""
        return sum(len(each) for each in self.services.values())
