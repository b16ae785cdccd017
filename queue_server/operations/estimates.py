"""How long people will wait: the hall as it stands now, played on with what the last days were like."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from queue_server.domain.estimate import SURE_SHARE, Band, band
from queue_server.domain.states import TicketState
from queue_server.domain.ticket import Ticket
from queue_server.estimates import simulation
from queue_server.estimates.drawing import Moment, draw
from queue_server.estimates.scene import Scene
from queue_server.estimates.simulation import Forecast, Wait
from queue_server.operations import habits, rota
from queue_server.storage import habits as stored
from queue_server.storage import halls
from queue_server.storage.work import Look

FRESH = timedelta(seconds=5)
"""How long a forecast serves while nothing happens: people at the counters become overdue."""
NEARLY = timedelta(seconds=8)
"""How old a forecast may be for somebody who is just taking a number."""
QUIET = timedelta(minutes=10)


@dataclass(frozen=True)
class Kept:
    """A forecast, or None where nothing can be said; the hall's `seq` and the instant it was made for."""

    seq: int
    at: datetime
    forecast: Forecast | None


_kept: dict[tuple[str, str, str], Kept] = {}


def of_queues(look: Look) -> dict[str, Band | None]:
    """What to tell somebody who takes a number now, for every queue; None where nothing can be said."""
    kept, codes = current(look), [each.code for each in look.furniture.queues]
    if kept.forecast is None:
        return dict.fromkeys(codes)
    return {code: _band(look, kept, kept.forecast.of_newcomer(code)) for code in codes}


def of_ticket(look: Look, ticket: Ticket) -> Band | None:
    """What to tell somebody who waits; None for everybody else and where nothing can be said."""
    return of_tickets(look, [ticket])[ticket.id]


def of_tickets(look: Look, shown: Iterable[Ticket]) -> dict[int, Band | None]:
    """What to tell each of those."""
    every = list(shown)
    found: dict[int, Band | None] = dict.fromkeys(each.id for each in every)
    waiting = [each.id for each in every if each.state is TicketState.WAITING and each.day == look.today]
    kept = current(look) if waiting else None
    if kept is None or kept.forecast is None:
        return found
    return found | {each: _band(look, kept, kept.forecast.of_ticket(each)) for each in waiting}


def of_place(look: Look, queue: str, due_at: datetime, ahead: int) -> Band | None:
    """What to tell somebody who is just taking a number; a forecast of a few seconds ago will do."""
    kept = _nearly_current(look)
    if kept.forecast is None:
        return None
    due_s = (due_at - kept.at).total_seconds()
    return _band(look, kept, kept.forecast.of_place(queue, due_s, ahead))


def current(look: Look) -> Kept:
    """The forecast for the hall as it stands now; it serves for `FRESH` while nothing happens."""
    kept = _kept.get(_key(look))
    if kept is None or kept.seq != look.hall.seq or not timedelta(0) <= look.now - kept.at <= FRESH:
        kept = _kept[_key(look)] = Kept(look.hall.seq, look.now, _forecast(look))
    return kept


def foresee(look: Look) -> None:
    """Keep the forecast current, so that no ticket waits for it; not where nothing has happened for long."""
    if look.now - look.hall.last_at <= QUIET:
        current(look)


def _nearly_current(look: Look) -> Kept:
    """The same, but one that is older by a change or two serves as well."""
    kept = _kept.get(_key(look))
    is_near = kept is not None and timedelta(0) < look.now - kept.at <= NEARLY
    return kept if kept is not None and is_near else current(look)


def _key(look: Look) -> tuple[str, str, str]:
    return str(look.db.engine.url), look.hall.id, look.hall.epoch


def _forecast(look: Look) -> Forecast | None:
    known = habits.known(look)
    scene = None if known is None else scene_now(look)
    return None if known is None or scene is None else simulation.forecast(scene, known)


def _band(look: Look, kept: Kept, wait: Wait | None) -> Band | None:
    """What is told of a wait that was foreseen at `kept.at`."""
    if wait is None:
        return None
    passed = (look.now - kept.at).total_seconds()
    low, high = max(0.0, wait.low_s - passed), max(0.0, wait.high_s - passed)
    if wait.in_session >= SURE_SHARE or kept.forecast is None:
        return band(low, high)
    end = look.hall.local(kept.at + timedelta(seconds=kept.forecast.scene.session_end_s))
    return band(low, high, (end + timedelta(seconds=30)).time().replace(second=0, microsecond=0))


def scene_now(look: Look) -> Scene | None:
    """The hall at this moment; None where nobody will be called any more today."""
    return draw(
        Moment(
            now=look.now,
            hall=look.hall,
            calendar=look.furniture.calendar,
            counters=halls.counters(look.db, look.hall.id),
            at_counter=stored.at_counters(look.db, look.hall.id),
            speakers=halls.speakers(look.db, look.hall.id),
            line=stored.line(look.db, look.hall.id, look.today),
            queues=[each.code for each in look.furniture.queues],
            planned=rota.planned(look).on(look.today, len(look.furniture.calendar.sessions)),
        )
    )
