"""Opening, pausing and closing a counter; and who sits where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from queue_server.domain.actor import SYSTEM, Actor
from queue_server.domain.errors import CounterBusy, CounterNotOpen, CounterTaken, NotFound
from queue_server.domain.hall import Counter, CounterState
from queue_server.domain.journal import COUNTER_CLOSED, CounterChanged
from queue_server.domain.states import Action, Role
from queue_server.domain.ticket import move
from queue_server.storage import furniture, halls, staff, tickets
from queue_server.storage.work import Look, Work

SEAT_REASONS = ("seated_by_the_manager",)


def open_counter(work: Work, code: str) -> Counter:
    """The clerk takes the counter. CounterTaken if somebody else has it, unless the hall shares counters."""
    counter = halls.counter(work.db, work.hall.id, code)
    _refuse_taken(work, counter, work.actor)
    shared = counter.is_held_by_other(work.actor.name) and counter.state is CounterState.OPEN
    return counter if shared else _change(work, counter, CounterState.OPEN, work.actor.name)


def pause_counter(work: Work, code: str, reason: str | None = None) -> Counter:
    """Nobody is called for a while; CounterBusy while somebody is at the counter."""
    counter = _held(work, code)
    _refuse_busy(work, code)
    return _change(work, counter, CounterState.PAUSED, counter.staff, reason)


def close_counter(work: Work, code: str) -> Counter:
    """The clerk leaves, and nobody is directed there any more; CounterBusy while somebody is there."""
    counter = halls.counter(work.db, work.hall.id, code)
    _refuse_taken(work, counter, work.actor)
    _refuse_busy(work, code)
    return _change(work, counter, CounterState.CLOSED, None)


def close_all(work: Work) -> None:
    """Everybody has gone home."""
    for counter in halls.counters(work.db, work.hall.id):
        _change(work, counter, CounterState.CLOSED, None)


def seat(work: Work, code: str, login: str | None) -> Counter:
    """A manager gives the counter to a clerk, who finds it paused; None frees it.

    NotFound for an unknown clerk, CounterBusy while somebody is at the counter.
    """
    counter = halls.counter(work.db, work.hall.id, code)
    if login == counter.staff:
        return counter
    _refuse_busy(work, code)
    if login is None:
        return _change(work, counter, CounterState.CLOSED, None)
    person = staff.staff(work.db, work.hall.id, login)
    if person is None or not person.active or Role.CLERK not in person.roles:
        raise NotFound(kind="staff", id=login)
    return _change(work, counter, CounterState.PAUSED, login, SEAT_REASONS[0])


def set_queues(work: Work, code: str, queues: Mapping[str, int | None]) -> Counter:
    """Which queues the counter serves from now on, and after how many seconds of waiting; None: at once.

    A clerk may say so of a counter that nobody else holds. NotFound for an unknown queue, CounterTaken.
    """
    counter = halls.counter(work.db, work.hall.id, code)
    if not work.actor.has(Role.MANAGER):
        _refuse_taken(work, counter, work.actor)
    known = {each.code for each in work.furniture.queues}
    for queue in queues:
        if queue not in known:
            raise NotFound(kind="queue", id=queue)
    helps = {queue: after for queue, after in queues.items() if after is not None}
    halls.set_queues(work.db, work.hall.id, code, sorted(queues), helps)
    furniture.changed(work.db, work.hall.id)
    counter = halls.counter(work.db, work.hall.id, code)
    work.record(_changed(work, counter))
    return counter


def working(look: Look, actor: Actor, code: str) -> Counter:
    """The counter, open and held by `actor`; else CounterNotOpen or CounterTaken."""
    counter = halls.counter(look.db, look.hall.id, code)
    _refuse_taken(look, counter, actor)
    if counter.state is not CounterState.OPEN:
        raise CounterNotOpen(counter=code)
    return counter


def seated(look: Look, actor: Actor, code: str | None = None) -> Actor:
    """`actor` at the counter they hold; with several, at `code`. CounterNotOpen if `code` is not theirs."""
    if code is not None:
        return replace(actor, counter=_held_by(look, actor, code).code)
    held = [c.code for c in halls.counters(look.db, look.hall.id) if c.staff == actor.name]
    return replace(actor, counter=held[0] if held else None)


def _held_by(look: Look, actor: Actor, code: str) -> Counter:
    counter = halls.counter(look.db, look.hall.id, code)
    if counter.staff is None or (counter.staff != actor.name and not look.hall.shares_counters):
        raise CounterNotOpen(counter=code)
    return counter


def _held(work: Work, code: str) -> Counter:
    return _held_by(work, work.actor, code)


def _refuse_taken(look: Look, counter: Counter, actor: Actor) -> None:
    if counter.is_held_by_other(actor.name) and not look.hall.shares_counters:
        raise CounterTaken(counter=counter.code)


def _refuse_busy(work: Work, code: str) -> None:
    ticket = tickets.at_counter(work.db, work.hall.id, code)
    if ticket is not None:
        raise CounterBusy(counter=code, number=ticket.number)


def _change(
    work: Work, old: Counter, state: CounterState, staff: str | None, reason: str | None = None
) -> Counter:
    if (old.state, old.staff, old.reason) == (state, staff, reason):
        return old
    counter = replace(old, state=state, staff=staff, reason=reason, since=work.now)
    halls.save_counter(work.db, work.hall.id, counter)
    work.record(_changed(work, counter))
    if state is CounterState.CLOSED:
        _let_go(work, counter)
    return counter


def _let_go(work: Work, counter: Counter) -> None:
    """Who waits for the closed counter alone may now be called by any of their queue."""
    for ticket in tickets.directed_to(work.db, work.hall.id, counter.code):
        free = {"directed": None}
        freed, entry = move(ticket, Action.DIRECT, SYSTEM, work.now, change=free, reason=COUNTER_CLOSED)
        tickets.save(work.db, ticket, freed)
        work.record(entry)


def _changed(work: Work, counter: Counter) -> CounterChanged:
    return CounterChanged(
        at=work.now,
        by=work.actor.name,
        counter=counter.code,
        state=counter.state.value,
        staff=counter.staff,
        reason=counter.reason,
        queues=counter.queues,
        helps_after_s=dict(counter.helps_after_s),
    )
