"""What a browser sees that opens a device's page and is no device yet: six digits, until it is one."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, g, make_response, redirect, render_template, request
from werkzeug.wrappers import Response

from queue_server.domain.actor import SYSTEM
from queue_server.operations import pairing
from queue_server.operations.pairing import LIFE
from queue_server.storage.devices import Pending
from queue_server.storage.staff import Device
from queue_server.web.identity import DEVICE_PAGES, PENDING
from queue_server.web.security import throttle

PAIRABLE = {"kiosk.kiosk", "screens.screen", "screens.plain", "rating.device"}
PAGES = {"screen": "display", "kiosk": "kiosk", "rating": "rating"}
"""Where the page of each kind is."""

blueprint = Blueprint("pairing", __name__)


def ask_to_pair() -> Response:
    """The digits of this browser; or the way to its page, when it has become another device."""
    pending, become = _state()
    if become is not None:
        return redirect(_path(become))
    secret = None
    if pending is None or pending.device is not None:
        throttle("begin pairing", "12 per minute")
        with g.store.work(g.hall_id, SYSTEM) as work:
            secret, pending = pairing.begin(work, DEVICE_PAGES[request.endpoint or ""])
    return _page(pending, secret)


def _page(pending: Pending, secret: str | None) -> Response:
    with g.store.look(g.hall_id) as look:
        hall, left_s = look.hall, int((pending.until - look.now).total_seconds())
    code = (request.view_args or {}).get("code", "")
    shown = {"hall": hall, "digits": pending.digits, "code": code, "left_s": max(left_s, 1)}
    answer = make_response(render_template("pairing/pairing.html", **shown), 401)
    answer.headers["Cache-Control"] = "no-store"
    if secret is not None:
        life = int(LIFE.total_seconds())
        answer.set_cookie(PENDING, secret, life, httponly=True, samesite="Lax", secure=request.is_secure)
    return answer


@blueprint.get("/pairing")
def state() -> Any:
    """What became of this browser: `waiting`, `paired` with the path of its page, or `over`."""
    throttle("ask for pairing", "90 per minute")
    pending, become = _state()
    if become is not None:
        return {"state": "paired", "path": _path(become)}
    return {"state": "waiting" if pending and pending.device is None else "over"}


def _state() -> tuple[Pending | None, Device | None]:
    secret = request.cookies.get(PENDING, "")[:100]
    with g.store.look(g.hall_id) as look:
        pending = pairing.waiting(look, secret) if secret else None
        return pending, pairing.settled(look, pending)


def _path(device: Device) -> str:
    return f"/{PAGES[device.kind]}/{device.code}"
