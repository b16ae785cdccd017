"""Power cuts: noticed at the next start by the silence before it, and marked in the journal."""

from __future__ import annotations

from datetime import timedelta

from queue_server.domain.durations import Interval
from queue_server.domain.journal import OutageNoted
from queue_server.storage import outages
from queue_server.storage.work import Work

BEAT = timedelta(seconds=30)
SILENCE = 3 * BEAT


def live(work: Work) -> None:
    """A sign of life, every `BEAT` while the server runs."""
    outages.live(work.db, work.hall.id, work.now)


def note_outage(work: Work) -> Interval | None:
    """At a start: mark since when the server was down, if that was within a day of service.

    A restart shorter than `SILENCE` is none. After a clock that jumped back nobody knows how long it was.
    """
    alive_at = outages.last_life(work.db, work.hall.id)
    outages.live(work.db, work.hall.id, work.now)
    if alive_at is None or work.hall.open_day != work.today:
        return None
    began_at = max(alive_at, work.hall.last_at)
    if work.now - began_at < SILENCE or work.hall.day(began_at) != work.today:
        return None
    outages.add(work.db, work.hall.id, (began_at, work.now))
    told = {"began_at": began_at.isoformat(), "ended_at": work.now.isoformat()}
    work.record(OutageNoted(at=work.now, by=work.actor.name, **told))
    return began_at, work.now
