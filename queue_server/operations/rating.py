"""One press after a visit. Kept are sums, and a mark that this visit was rated; never who pressed what.

The journal, too, says nothing of it: an entry with a time would stand beside the finish of a ticket.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta

from queue_server.domain.rating import (
    AWAKE,
    LATE,
    LEEWAY,
    REASONS,
    WORDS,
    AlreadyRated,
    BadLevel,
    Count,
    NotFinished,
    OtherCounter,
    RatingOver,
    ReasonNotAsked,
    Rules,
    level_of,
)
from queue_server.domain.states import TicketState
from queue_server.domain.ticket import Ticket
from queue_server.storage import preferences, ratings, records, staff, tickets
from queue_server.storage.records import Record
from queue_server.storage.work import Look, Work

ROOM = "rating"


@dataclass(frozen=True)
class Press:
    """A press `age` ago, at the device of `counter` or, with None, on the ticket's own page.

    `levels` is the scale that was shown; None is the hall's. `key` tells a second press from the same one
    sent again.
    """

    level: int | str
    key: str
    levels: int | None = None
    reason: str | None = None
    age: timedelta = timedelta(0)
    counter: str | None = None


@dataclass(frozen=True)
class Asked:
    """A finished visit that may be rated at its counter for `left_s` more seconds."""

    ticket: int
    language: str
    left_s: int


@dataclass(frozen=True)
class AtDevice:
    """What the device of a counter is to do: ask about `visit`; `serving` is the visit that goes on."""

    counter: str
    visit: Asked | None
    serving: int | None


def rules(look: Look) -> Rules:
    """How this hall asks."""
    return Rules.of(preferences.wish(look.db, look.hall.id, ROOM))


def set_rules(work: Work, wanted: Rules) -> None:
    """Ask like this from now on; BadLevel for a scale that there is not."""
    if wanted.levels not in WORDS:
        raise BadLevel(levels=max(WORDS))
    preferences.put(work.db, work.hall.id, ROOM, vars(wanted))
    staff.write_audit(work.db, work.hall.id, work.now, work.actor.name, "rating.rules", vars(wanted))


def rate(work: Work, ticket: Ticket, press: Press) -> None:
    """Count this press. The same press again changes nothing.

    NotFinished, RatingOver, OtherCounter, AlreadyRated, BadLevel or ReasonNotAsked; then nothing is counted.
    """
    levels = press.levels or rules(work).levels
    if levels not in WORDS:
        raise BadLevel(levels=max(WORDS))
    level = level_of(press.level, levels)
    if press.reason is not None and (level > 1 or press.reason not in REASONS):
        raise ReasonNotAsked
    mark, again = _hashed("rated", ticket.link), _hashed("again", press.key)
    before = ratings.mark(work.db, work.hall.id, mark)
    if before == again:
        return
    last = _may_rate(work, ticket, press)
    if before is not None:
        raise AlreadyRated
    ratings.set_mark(work.db, work.hall.id, mark, again, ticket.day)
    _count(work, ticket, last, levels, level, press)


def _may_rate(look: Look, ticket: Ticket, press: Press) -> Record | None:
    """The visit's last service, if its rating can be taken now."""
    if ticket.state is not TicketState.SERVED:
        raise NotFinished
    last = next(reversed(records.of_ticket(look.db, ticket.id)), None)
    if press.counter is not None and (last is None or last.counter != press.counter):
        raise OtherCounter
    too_late = press.counter is not None and look.now - press.age > ticket.since + AWAKE + LEEWAY
    if too_late or look.now > ticket.since + LATE:
        raise RatingOver
    return last


def _count(work: Work, ticket: Ticket, last: Record | None, levels: int, level: int, press: Press) -> None:
    month = ticket.day.replace(day=1)
    keys = {
        "queue": ticket.queue,
        "procedure": ticket.procedure,
        "clerk": last.staff if last else None,
        "via": "page" if press.counter is None else "device",
        "reason": press.reason,
    }
    _add(work, "day", ticket.day, "", levels, level)
    for by, key in keys.items():
        if key is not None:
            _add(work, by, month, key, levels, level)


def _add(work: Work, by: str, since: date, key: str, levels: int, level: int) -> None:
    ratings.add(work.db, work.hall.id, by, Count(since, key, levels, level, 1))


def is_rated(look: Look, ticket: Ticket) -> bool:
    """Whether the visit has been rated; how, nobody knows."""
    return ratings.mark(look.db, look.hall.id, _hashed("rated", ticket.link)) is not None


def may_still(look: Look, ticket: Ticket) -> bool:
    """Whether the ticket's own page asks."""
    in_time = ticket.state is TicketState.SERVED and look.now <= ticket.since + LATE
    return in_time and not is_rated(look, ticket)


def at_device(look: Look, counter: str) -> AtDevice:
    """What the device of `counter` is to do now. Whoever is served next puts it to sleep."""
    here = tickets.at_counter(look.db, look.hall.id, counter)
    if here is not None and here.state is TicketState.SERVING:
        return AtDevice(counter, None, here.id)
    return AtDevice(counter, _asked(look, counter), None)


def _asked(look: Look, counter: str) -> Asked | None:
    last = tickets.last_served(look.db, look.hall.id, look.today, counter)
    left_s = 0 if last is None else int((last.since + AWAKE - look.now).total_seconds())
    if last is None or left_s <= 0 or is_rated(look, last) or _was_forgotten(look, last):
        return None
    return Asked(last.id, last.language, left_s)


def _was_forgotten(look: Look, ticket: Ticket) -> bool:
    """Whoever was never seen to leave is not there to be asked."""
    return any(each.forgotten for each in records.of_ticket(look.db, ticket.id))


def low_today(look: Look) -> int:
    """How many gave the lowest level today."""
    found = ratings.counts(look.db, look.hall.id, "day", look.today, look.today)
    return sum(each.n for each in found if each.is_lowest)


def forget_old(work: Work) -> None:
    """Forget who has rated, once nobody can any more."""
    ratings.forget_marks(work.db, work.hall.id, work.today - LATE - timedelta(days=1))


def _hashed(what: str, secret: str) -> str:
    return hashlib.sha256(f"{what}:{secret}".encode()).hexdigest()
