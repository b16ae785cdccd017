"""Somebody at a kiosk asks for help, and somebody of the staff goes there."""

from __future__ import annotations

from queue_server.domain.errors import NotAllowed, NotFound
from queue_server.domain.journal import DeviceHelp
from queue_server.domain.states import Role
from queue_server.storage import devices, staff
from queue_server.storage.staff import Device
from queue_server.storage.work import Look, Work


def ask(work: Work, code: str) -> None:
    """Help is wanted at the kiosk; asking again changes nothing. NotAllowed for another kiosk."""
    kiosk = _kiosk(work, code)
    if work.actor.has(Role.KIOSK) and work.actor.name != code:
        raise NotAllowed()
    if kiosk.help_since is None:
        devices.change(work.db, work.hall.id, code, help_since=work.now)
        _record(work, code, answered=False)


def go(work: Work, code: str) -> None:
    """Somebody has gone there. NotFound if nobody asks."""
    if _kiosk(work, code).help_since is None:
        raise NotFound(kind="kiosk", id=code)
    devices.change(work.db, work.hall.id, code, help_since=None)
    _record(work, code, answered=True)


def wanted(look: Look) -> list[Device]:
    """The kiosks at which somebody waits for help, the longest wait first."""
    asking = [each for each in staff.devices(look.db, look.hall.id) if each.help_since]
    return sorted(asking, key=lambda each: each.help_since or look.now)


def _kiosk(work: Work, code: str) -> Device:
    found = staff.device(work.db, work.hall.id, code)
    if found is None or found.kind != "kiosk":
        raise NotFound(kind="kiosk", id=code)
    return found


def _record(work: Work, code: str, answered: bool) -> None:
    work.record(DeviceHelp(at=work.now, by=work.actor.name, device=code, answered=answered))
