"""`/api/v1`, the part about kiosks and screens: which there are, and what may be asked of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort, g

from queue_server.operations import pairing, presence
from queue_server.operations.presence import is_silent
from queue_server.storage import staff
from queue_server.storage.staff import Device
from queue_server.storage.work import Look, Work
from queue_server.web import inputs
from queue_server.web.commands import command
from queue_server.web.security import throttle
from queue_server.web.shapes import instant

blueprint = Blueprint("devices_api", __name__, url_prefix="/api/v1")

ACTIONS: dict[str, Callable[[Work, str], object]] = {
    "reload": pairing.reload,
    "identify": pairing.identify,
    "unpair": pairing.unpair,
}


@blueprint.get("/devices", endpoint="devices")
def list_devices() -> Any:
    """The kiosks and screens: where they stand, when they were heard of, and whether they are silent."""
    with g.store.look(g.hall_id) as look:
        return {"items": [shape(look, each) for each in staff.devices(look.db, look.hall.id)]}


def shape(look: Look, device: Device) -> dict[str, Any]:
    return {
        "code": device.code,
        "kind": device.kind,
        "name": device.name,
        "counter": device.counter,
        "printer": device.printer,
        "queues": device.queues,
        "layout": device.layout,
        "paired_at": instant(device.paired_at),
        "last_seen": instant(device.last_seen),
        "silent": is_silent(look, device),
        "page": device.page,
        "trouble": device.trouble,
    }


@blueprint.post(f"/devices/<code>/<any({', '.join(ACTIONS)}):wish>")
@command(inputs.Nothing, status=202)
def tell(work: Work, given: inputs.Nothing, code: str, wish: str) -> Any:
    """Ask a device to reload, to show which one it is, or end its pairing."""
    ACTIONS[wish](work, code)
    return {"device": code, "wish": wish}


@blueprint.post("/devices/<code>/trouble")
@command(inputs.Trouble)
def trouble(work: Work, given: inputs.Trouble, code: str) -> Any:
    """A screen says that it could only chime and show a call; each for itself alone."""
    if code != g.actor.name:
        abort(403)
    throttle("trouble", "30 per minute", code)
    return {"device": code, "count": presence.trouble(work, code, given.number, given.clip)}
