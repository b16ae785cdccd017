"""Alarms: what is wrong now, told once when it begins, and seen by somebody."""

from __future__ import annotations

from collections.abc import Iterator

from queue_server.domain.alarms import Alarm, AlarmKind, Thresholds
from queue_server.domain.errors import NotFound
from queue_server.domain.states import TicketState
from queue_server.operations import overview, presence, printers, rating
from queue_server.storage import alarms, halls, preferences, staff
from queue_server.storage.alarms import OpenAlarm
from queue_server.storage.work import Look, Work

ROOM = "alarms"
WELL = ("ready", "paper_low")


def thresholds(look: Look) -> Thresholds:
    """From when something is an alarm in this hall."""
    return Thresholds.of(preferences.wish(look.db, look.hall.id, ROOM))


def set_thresholds(work: Work, wanted: Thresholds, wait_target_s: int) -> None:
    """Tell alarms like this from now on, and aim at waits of `wait_target_s` seconds."""
    preferences.put(work.db, work.hall.id, ROOM, vars(wanted))
    halls.change(work.db, work.hall.id, wait_target_s=wait_target_s)
    change = {**vars(wanted), "wait_target_s": wait_target_s}
    staff.write_audit(work.db, work.hall.id, work.now, work.actor.name, "alarms.set", change)


def found(look: Look) -> list[Alarm]:
    """What is wrong at this moment, whoever has seen it."""
    wanted = thresholds(look)
    return [*_of_queues(look, wanted), *_of_counters(look, wanted), *_of_things(look, wanted)]


def _of_queues(look: Look, wanted: Thresholds) -> Iterator[Alarm]:
    for line in overview.queues(look):
        if wanted.wait_min and line.longest_s >= wanted.wait_min * 60:
            yield Alarm(AlarmKind.WAIT, line.code, line.longest_s)
        if wanted.waiting and line.waiting >= wanted.waiting:
            yield Alarm(AlarmKind.WAITING, line.code, line.waiting)
        if wanted.unserved and line.waiting and not line.counters:
            yield Alarm(AlarmKind.UNSERVED, line.code, line.waiting)


def _of_counters(look: Look, wanted: Thresholds) -> Iterator[Alarm]:
    for place in overview.floor(look) if wanted.service_min else ():
        served = place.current is not None and place.current.state is TicketState.SERVING
        lasts_s = int((look.now - place.since).total_seconds()) if served and place.since else 0
        if lasts_s >= wanted.service_min * 60:
            yield Alarm(AlarmKind.SERVICE, place.counter.code, lasts_s)


def _of_things(look: Look, wanted: Thresholds) -> Iterator[Alarm]:
    for printer in printers.lines(look) if wanted.printer else ():
        if printer.condition not in WELL and printer.since is not None:
            yield Alarm(AlarmKind.PRINTER, printer.code, printer.waiting)
    for device in presence.silent(look) if wanted.device else ():
        yield Alarm(AlarmKind.DEVICE, device.code, 0)
    least, low = rating.rules(look).low_alarm, rating.low_today(look)
    if least and low >= least:
        yield Alarm(AlarmKind.RATING, "hall", low)


def mind(work: Work) -> list[Alarm]:
    """Note which alarms began and which are over; those that began are to be told, unless it is quiet."""
    now_wrong = {each.key: each for each in found(work)}
    before = {each.alarm.key: each.alarm for each in alarms.open_now(work.db, work.hall.id)}
    for key, alarm in before.items():
        if key not in now_wrong:
            alarms.end(work.db, work.hall.id, alarm)
    began = [alarm for key, alarm in now_wrong.items() if key not in before]
    for alarm in began:
        alarms.begin(work.db, work.hall.id, alarm, work.now)
    return [] if is_quiet(work) else began


def is_quiet(look: Look) -> bool:
    """Whether nothing is to sound or be sent now."""
    return thresholds(look).is_quiet(look.hall.local(look.now).time())


def changed(look: Look) -> bool:
    """Whether an alarm began or ended since it was last minded; cheap, and without a lock."""
    before = {each.alarm.key for each in alarms.open_now(look.db, look.hall.id)}
    return before != {each.key for each in found(look)}


def open_now(look: Look) -> list[OpenAlarm]:
    """The alarms that were begun and are not over."""
    return alarms.open_now(look.db, look.hall.id)


def see(work: Work, kind: str, place: str) -> None:
    """Somebody has seen it. NotFound if it is over."""
    if not alarms.see(work.db, work.hall.id, kind, place, work.actor.name):
        raise NotFound(kind="alarm", id=f"{kind} {place}")
