"""Which kiosks and screens are there now, and which paired ones have fallen silent."""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from queue_server.domain.journal import ScreenTrouble
from queue_server.operations import day
from queue_server.storage import devices, staff
from queue_server.storage.staff import Device
from queue_server.storage.work import Look, Store, Work

log = logging.getLogger(__name__)

NOTE_S = 10.0
SILENT = timedelta(seconds=35)
"""With a note every 10 s and a manager's page that is never older than 20 s: an alarm within a minute."""


class Presence:
    """Who holds a socket of this process or asked by plain HTTP; kept in memory, noted now and then."""

    def __init__(self, store: Store, hall: str) -> None:
        self._store = store
        self._hall = hall
        self._lock = threading.Lock()
        self._sockets: dict[str, str] = {}
        self._asked: set[str] = set()

    def run(self) -> None:
        """Until the process ends; a note that fails is made good by the next one."""
        while True:
            time.sleep(NOTE_S)
            try:
                self.note()
            except Exception:
                log.exception("who is there could not be noted", extra={"hall": self._hall})

    def came(self, socket: str, device: str, page: str) -> None:
        """The device has joined with `socket`, showing that edition of its page."""
        with self._lock:
            self._sockets[socket] = device
        with self._store.founding() as db:
            devices.change(db, self._hall, device, last_seen=self._store.clock(), page=page[:16] or None)

    def left(self, socket: str) -> None:
        with self._lock:
            self._sockets.pop(socket, None)

    def asked(self, device: str) -> None:
        """The device asked for its board."""
        with self._lock:
            self._asked.add(device)

    def note(self) -> None:
        """Write down who was heard of since the last time."""
        with self._lock:
            here, self._asked = {*self._sockets.values(), *self._asked}, set()
        if here:
            with self._store.founding() as db:
                devices.saw(db, self._hall, sorted(here), self._store.clock())


class DeviceState(StrEnum):
    """How a device does: one that was never paired may be away without being missed."""

    HERE = "here"
    SILENT = "silent"
    TROUBLED = "troubled"
    AWAY = "away"
    NEVER = "never seen"


@dataclass(frozen=True)
class DeviceLine:
    device: Device
    state: DeviceState

    @property
    def is_wrong(self) -> bool:
        """Whether somebody has to look after it."""
        return self.state in (DeviceState.SILENT, DeviceState.TROUBLED)


def lines(look: Look) -> list[DeviceLine]:
    """Every device of the hall and how it does now."""
    is_open = day.issues_now(look)
    return [DeviceLine(each, _state(look, each, is_open)) for each in staff.devices(look.db, look.hall.id)]


def _state(look: Look, device: Device, is_open: bool) -> DeviceState:
    if is_open and is_silent(look, device):
        return DeviceState.SILENT
    if device.trouble and device.trouble["day"] == look.today.isoformat():
        return DeviceState.TROUBLED
    if device.last_seen is None:
        return DeviceState.NEVER
    return DeviceState.HERE if look.now - device.last_seen <= SILENT else DeviceState.AWAY


def silent(look: Look) -> list[Device]:
    """The paired devices of which nothing is heard while the hall is open."""
    return [each.device for each in lines(look) if each.state is DeviceState.SILENT]


def is_silent(look: Look, device: Device) -> bool:
    """Whether it is paired and was not heard of lately."""
    heard = device.last_seen or device.paired_at
    return device.paired_at is not None and heard is not None and look.now - heard > SILENT


def trouble(work: Work, code: str, number: str, clip: str) -> int:
    """A screen could not say a call; how often that happened today."""
    before = today(work, code)
    count = 1 + (before or {}).get("count", 0)
    told = {"day": work.today.isoformat(), "count": count, "number": number, "clip": clip}
    devices.change(work.db, work.hall.id, code, trouble=told)
    work.record(ScreenTrouble(at=work.now, by=work.actor.name, device=code, number=number, clip=clip))
    return count


def today(look: Look, code: str) -> dict[str, Any] | None:
    """The trouble that the screen had today, or None."""
    device = staff.device(look.db, look.hall.id, code)
    told = device.trouble if device else None
    return told if told and told["day"] == look.today.isoformat() else None
