"""The silent call for help at a counter: who calls, who comes, and that it is over."""

from __future__ import annotations

from dataclasses import replace

from queue_server.domain.emergency import Emergency
from queue_server.domain.errors import NotAllowed, NotFound
from queue_server.domain.journal import EmergencyAnswered, EmergencyCalled, EmergencyEnded, EmergencyEntry
from queue_server.domain.states import Role
from queue_server.storage import emergencies, halls
from queue_server.storage.work import Work


def call(work: Work, code: str) -> Emergency:
    """Help is needed at counter `code`, whoever holds it; calling again changes nothing."""
    counter = halls.counter(work.db, work.hall.id, code)
    known = emergencies.at(work.db, work.hall.id, counter.code)
    if known is not None:
        return known
    new = Emergency(counter=counter.code, by=work.actor.name, at=work.now)
    emergencies.add(work.db, work.hall.id, new)
    _record(work, EmergencyCalled, new)
    return new


def answer(work: Work, code: str) -> Emergency:
    """I am coming. NotFound if nobody calls there, NotAllowed for the caller."""
    call = _open(work, code)
    if call.by == work.actor.name:
        raise NotAllowed()
    if work.actor.name in call.answered_by:
        return call
    answered = replace(call, answered_by=(*call.answered_by, work.actor.name))
    emergencies.set_answers(work.db, work.hall.id, code, answered.answered_by)
    _record(work, EmergencyAnswered, answered)
    return answered


def end(work: Work, code: str) -> Emergency:
    """It is over, says the caller, or a manager. NotFound if nobody calls there, NotAllowed for others."""
    call = _open(work, code)
    if call.by != work.actor.name and not work.actor.has(Role.MANAGER):
        raise NotAllowed()
    emergencies.remove(work.db, work.hall.id, code)
    _record(work, EmergencyEnded, call)
    return call


def end_all(work: Work) -> None:
    """The day is over, and with it every call that nobody ended."""
    for call in emergencies.open_now(work.db, work.hall.id):
        emergencies.remove(work.db, work.hall.id, call.counter)
        _record(work, EmergencyEnded, call)


def _open(work: Work, code: str) -> Emergency:
    halls.counter(work.db, work.hall.id, code)
    found = emergencies.at(work.db, work.hall.id, code)
    if found is None:
        raise NotFound(kind="emergency call", id=code)
    return found


def _record(work: Work, kind: type[EmergencyEntry], call: Emergency) -> None:
    work.record(
        kind(at=work.now, by=work.actor.name, counter=call.counter, answered_by=list(call.answered_by))
    )
