"""The week's rota: the hours of work with their lunch, and how many counters work in them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from queue_server.domain.calendar import Session
from queue_server.domain.errors import QueueError
from queue_server.domain.rota import Rota
from queue_server.storage import halls, preferences, staff
from queue_server.storage.work import Look, Work

ROOM = "rota"


class HoursOverlap(QueueError):
    code = "hours_overlap"
    sentence = "Work in the afternoon must begin after that of the morning has ended."


class TooManyCounters(QueueError):
    code = "too_many_counters"
    sentence = "This hall has {counters} counters; no more can work at once."


def planned(look: Look) -> Rota:
    """How many counters are to work in each session; empty where nobody has planned anything."""
    return Rota.of(preferences.wish(look.db, look.hall.id, ROOM))


def plan(work: Work, rota: Rota, sessions: Sequence[Session]) -> None:
    """Work in these sessions, with so many counters, from now on. HoursOverlap or TooManyCounters."""
    if any(one.end > other.start for one, other in pairwise(sessions)):
        raise HoursOverlap()
    counters = len(halls.counters(work.db, work.hall.id))
    if any(each is not None and each > counters for row in rota.counters for each in row):
        raise TooManyCounters(counters=counters)
    hours = [[f"{each.start:%H:%M}", f"{each.end:%H:%M}"] for each in sessions]
    halls.change(work.db, work.hall.id, sessions=hours)
    kept = {"counters": [list(row) for row in rota.counters]}
    preferences.put(work.db, work.hall.id, ROOM, kept)
    change = {**kept, "sessions": hours}
    staff.write_audit(work.db, work.hall.id, work.now, work.actor.name, "rota.planned", change)
