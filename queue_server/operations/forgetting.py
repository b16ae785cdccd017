"""A finish that somebody forgot: noticed, asked about softly, closed at the last sign of activity."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from queue_server.domain.durations import overlap_s
from queue_server.domain.sketch import Sketch
from queue_server.domain.states import Action, TicketState
from queue_server.domain.ticket import Ticket, move
from queue_server.storage import outages, records, tickets
from queue_server.storage.work import Look, Work

SHARE = 0.95
ENOUGH = 20
FALLBACK = timedelta(minutes=60)
LEAST = timedelta(minutes=5)
TIME_TO_ANSWER = timedelta(minutes=30)

_kept: dict[tuple[str, str, date], Mapping[str, timedelta]] = {}


def usual(look: Look, procedure: str) -> timedelta:
    """What 95 of 100 recent services of `procedure` did not exceed; `FALLBACK` while too few are known."""
    key = (str(look.db.engine.url), look.hall.epoch, look.today)
    if key not in _kept:
        _kept.clear()
        _kept[key] = _percentiles(look)
    return _kept[key].get(procedure, FALLBACK)


def _percentiles(look: Look) -> dict[str, timedelta]:
    """Of every procedure with enough services before today."""
    midnight = datetime.combine(look.today, time(), look.hall.zone)
    known: dict[str, list[float]] = {}
    for procedure, seconds in records.recent(look.db, look.hall.id, midnight):
        known.setdefault(procedure, []).append(seconds)
    return {
        procedure: max(LEAST, timedelta(seconds=Sketch.of(durations).percentile_s(SHARE) or 0))
        for procedure, durations in known.items()
        if len(durations) >= ENOUGH
    }


def forgotten_since(look: Look, ticket: Ticket) -> datetime | None:
    """Since when its service lasts longer than usual without a sign of the clerk; None if it does not."""
    noticed = _noticed(look, ticket)
    return noticed if noticed is not None and noticed <= look.now else None


def _noticed(look: Look, ticket: Ticket) -> datetime | None:
    record = records.running(look.db, ticket.id) if ticket.state is TicketState.SERVING else None
    if record is None:
        return None
    active_at = record.active_at or record.started_at
    cuts = outages.of_days(look.db, look.hall, ticket.day, look.today)
    lost = timedelta(seconds=sum(overlap_s((active_at, look.now), each) for each in cuts))
    return active_at + usual(look, record.procedure) + lost


def unanswered(look: Look) -> list[Ticket]:
    """Those of today that the clerk was asked about and did not answer in time."""
    serving = tickets.in_states(look.db, look.hall.id, [TicketState.SERVING], day=look.today)
    return [each for each in serving if _is_unanswered(look, each)]


def _is_unanswered(look: Look, ticket: Ticket) -> bool:
    noticed = _noticed(look, ticket)
    return noticed is not None and noticed + TIME_TO_ANSWER <= look.now


def close_unanswered(work: Work) -> list[Ticket]:
    """Close the services that nobody answered for; which they were."""
    return [close_out(work, ticket) for ticket in unanswered(work)]


def close_out(work: Work, ticket: Ticket) -> Ticket:
    """Close a service that nobody finished: its record ends at the last sign of activity, and is flagged."""
    change = {"returns_to": None, "note": None}
    details = {"outcome": "done", "forgotten": True}
    ended, entry = move(ticket, Action.CLOSE_OUT, work.actor, work.now, change=change, **details)
    tickets.save(work.db, ticket, ended)
    records.end_forgotten(work.db, ticket)
    work.record(entry)
    return ended
