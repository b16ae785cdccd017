"""When numbers are given, and how many a day: in the whole hall, and in each queue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from queue_server.domain.giving import Giving, Hours, check
from queue_server.domain.journal import NumbersChanged
from queue_server.storage import halls, staff
from queue_server.storage.work import Look, Work


def of_hall(look: Look) -> Hours:
    """When the hall gives numbers; () while its counters work."""
    return look.furniture.calendar.ticket_hours


def of_queues(look: Look) -> dict[str, Giving]:
    """The rules of each queue, in the order of the kiosk."""
    return {each.code: Giving(each.ticket_hours, each.daily_limit) for each in look.furniture.queues}


def change(work: Work, hall: Hours, queues: Mapping[str, Giving]) -> bool:
    """Give numbers like this from now on; queues that are not named stay. False if that is how it was.

    Raises NotFound for a queue that the hall does not have, NumbersAfterWork, HoursNeverMet.
    """
    before = of_queues(work)
    wanted = {**before, **queues}
    if (hall, wanted) == (of_hall(work), before):
        return False
    _check(work, hall, wanted)
    halls.change(work.db, work.hall.id, ticket_hours=_pairs(hall))
    for code in wanted:
        rules = {"ticket_hours": _pairs(wanted[code].hours), "daily_limit": wanted[code].daily_limit}
        if wanted[code] != before.get(code):
            halls.change_queue(work.db, work.hall.id, code, **rules)
    _tell(work, hall, wanted)
    return True


def _check(work: Work, hall: Hours, queues: Mapping[str, Giving]) -> None:
    # Whoever is always open asks no clock but that of its queues.
    if not work.hall.always_open:
        check(work.furniture.calendar, hall, queues)


def _tell(work: Work, hall: Hours, queues: Mapping[str, Giving]) -> None:
    own = {code: _words(rules) for code, rules in queues.items() if rules != Giving()}
    entry = NumbersChanged(at=work.now, by=work.actor.name, hours=list(map(str, hall)), queues=own)
    work.record(entry)
    staff.write_audit(work.db, work.hall.id, work.now, work.actor.name, entry.kind, entry.body())


def _words(rules: Giving) -> dict[str, Any]:
    return {"hours": list(map(str, rules.hours)), "daily_limit": rules.daily_limit}


def _pairs(hours: Hours) -> list[list[str]] | None:
    return [[f"{each.start:%H:%M}", f"{each.end:%H:%M}"] for each in hours] or None
