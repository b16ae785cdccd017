"""Pairing: an unknown browser shows six digits, and the administrator says which device it is.

The browser keeps a secret of 256 bits and the database its hash: the digits alone open nothing. They live for
ten minutes, and who holds the secret has a minute from the first time for taking the device's token:
an answer that is lost on a weak line can be asked for again.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import timedelta

from queue_server.domain.errors import BadDeviceCode, NotFound, OtherKind, TooManyPending, WrongPairingCode
from queue_server.domain.journal import DeviceChanged, DeviceIdentify, DeviceReload
from queue_server.storage import devices, furniture, halls, staff
from queue_server.storage.devices import Pending
from queue_server.storage.staff import Device
from queue_server.storage.work import Look, Work

LIFE = timedelta(minutes=10)
ONCE_MORE = timedelta(minutes=1)
MOST = 200
"""So many browsers may wait at once; a flood of them cannot fill the database or make guessing easy."""
LAYOUTS = ("board", "waits")
_CODE = re.compile(r"[A-Z][A-Z0-9]{0,7}", re.ASCII)


@dataclass(frozen=True)
class Place:
    """Where a device stands: its name, its zone, its counter or its printer, and what it shows."""

    name: str = ""
    queues: tuple[str, ...] = ()
    counter: str | None = None
    printer: str | None = None
    layout: str = "board"


def begin(work: Work, kind: str) -> tuple[str, Pending]:
    """A browser begins to wait: its secret, and the digits that it shows. TooManyPending in a flood."""
    devices.forget_pending(work.db, work.hall.id, work.now)
    if devices.count_pending(work.db, work.hall.id) >= MOST:
        raise TooManyPending
    secret = secrets.token_urlsafe(32)
    pending = Pending(_hashed(secret), _digits(work), kind, work.now + LIFE, None, None)
    devices.add_pending(work.db, work.hall.id, pending)
    return secret, pending


def _digits(look: Look) -> str:
    while devices.pending_with(look.db, look.hall.id, digits := f"{secrets.randbelow(10**6):06}"):
        continue
    return digits


def waiting(look: Look, secret: str) -> Pending | None:
    """What became of the browser with this secret; None when its time is over."""
    found = devices.pending(look.db, look.hall.id, _hashed(secret))
    return found if found and found.until >= look.now else None


def settled(look: Look, pending: Pending | None) -> Device | None:
    """The device that the browser has become, unless that was paired anew since."""
    if pending is None or pending.device is None:
        return None
    device = staff.device(look.db, look.hall.id, pending.device)
    return device if device and device.stamp == pending.stamp else None


def collected(work: Work, secret: str) -> None:
    """The browser was sent its token: a minute later the secret opens nothing more."""
    devices.end_pending(work.db, work.hall.id, _hashed(secret), work.now + ONCE_MORE)


def claim(work: Work, digits: str, code: str, place: Place) -> Device:
    """The browser that shows `digits` becomes the device `code`, which no other browser is any longer.

    WrongPairingCode, BadDeviceCode, OtherKind, or NotFound for a counter, queue or printer that is not there.
    """
    found = devices.pending_with(work.db, work.hall.id, digits)
    if found is None or found.until < work.now or found.device is not None:
        raise WrongPairingCode
    _refuse_unknown(work, place)
    device = staff.device(work.db, work.hall.id, code) or _new(work, code, found.kind)
    if device.kind != found.kind:
        raise OtherKind(device=code, kind=device.kind)
    _furnish(work, code, place)
    columns = {"stamp": device.stamp + 1, "paired_at": work.now, "last_seen": work.now}
    devices.change(work.db, work.hall.id, code, **columns)
    devices.settle(work.db, work.hall.id, found.pending, code, device.stamp + 1)
    return _changed(work, code, "paired")


def _new(work: Work, code: str, kind: str) -> Device:
    if not _CODE.fullmatch(code):
        raise BadDeviceCode
    devices.add(work.db, work.hall.id, code, kind)
    return known(work, code)


def furnish(work: Work, code: str, place: Place) -> Device:
    """Give the device another place."""
    known(work, code)
    _refuse_unknown(work, place)
    _furnish(work, code, place)
    return _changed(work, code, "placed")


def _furnish(work: Work, code: str, place: Place) -> None:
    columns = {**vars(place), "queues": list(place.queues)}
    devices.change(work.db, work.hall.id, code, **columns)
    furniture.changed(work.db, work.hall.id)


def _refuse_unknown(look: Look, place: Place) -> None:
    there = {
        "queue": {each.code for each in look.furniture.queues},
        "counter": {each.code for each in halls.counters(look.db, look.hall.id)},
        "printer": set(look.furniture.printers),
        "layout": set(LAYOUTS),
    }
    wanted = [("counter", place.counter), ("printer", place.printer), ("layout", place.layout)]
    for kind, code in [*wanted, *(("queue", queue) for queue in place.queues)]:
        if code is not None and code not in there[kind]:
            raise NotFound(kind=kind, id=code)


def unpair(work: Work, code: str) -> Device:
    """End the pairing: every token of this device stops working."""
    staff.unpair(work.db, work.hall.id, code)
    return _changed(work, code, "unpaired")


def remove(work: Work, code: str) -> None:
    """The device is gone for good; NotFound if it never was."""
    known(work, code)
    devices.remove(work.db, work.hall.id, code)
    furniture.changed(work.db, work.hall.id)
    staff.write_audit(work.db, work.hall.id, work.now, work.actor.name, "device.removed", {"device": code})
    work.record(DeviceChanged(at=work.now, by=work.actor.name, device=code, what="removed"))


def reload(work: Work, code: str) -> None:
    """Ask the device to load its page anew."""
    known(work, code)
    work.record(DeviceReload(at=work.now, by=work.actor.name, device=code))


def identify(work: Work, code: str) -> None:
    """Ask the device to show which one it is."""
    known(work, code)
    work.record(DeviceIdentify(at=work.now, by=work.actor.name, device=code))


def known(look: Look, code: str) -> Device:
    """The device; NotFound if the hall has none of that code."""
    device = staff.device(look.db, look.hall.id, code)
    if device is None:
        raise NotFound(kind="device", id=code)
    return device


def _changed(work: Work, code: str, what: str) -> Device:
    """The device as it is now; whoever shows its page hears that something changed."""
    device = known(work, code)
    change = {"device": code, "name": device.name, "counter": device.counter, "queues": device.queues}
    staff.write_audit(work.db, work.hall.id, work.now, work.actor.name, f"device.{what}", change)
    work.record(DeviceChanged(at=work.now, by=work.actor.name, device=code, what=what))
    reload(work, code)
    return device


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
