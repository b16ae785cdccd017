"""Who is asking: a bearer token, a signed-in browser, or a device that opened its page."""

from __future__ import annotations

from flask import Flask, Request, g, request, session

from queue_server.domain.actor import SYSTEM, Actor
from queue_server.operations import pairing
from queue_server.operations.tokens import Tokens, device_actor
from queue_server.storage import devices, staff
from queue_server.storage.staff import Device
from queue_server.storage.work import Store

DEVICE_PAGES = {
    "kiosk.kiosk": "kiosk",
    "kiosk.menu": "kiosk",
    "kiosk_voice.say": "kiosk",
    "kiosk_voice.sample": "kiosk",
    "screens.screen": "screen",
    "screens.plain": "screen",
    "rating.device": "rating",
    "rating.speech": "rating",
}
PENDING = "pairing"
"""The cookie of a browser that waits to be paired."""
_THIS_MACHINE = {"127.0.0.1", "::1"}


def recognise(app: Flask, store: Store, hall: str, tokens: Tokens) -> None:
    """Before every request: `g.store`, `g.hall_id`, `g.tokens`, and `g.actor`, None for nobody."""

    @app.before_request
    def _who() -> None:
        g.store, g.hall_id, g.tokens = store, hall, tokens
        g.by_bearer = False
        g.actor = _device_of_page() or _bearer() or _signed_in()


def _bearer() -> Actor | None:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        return None
    g.by_bearer = True
    found: Actor | None = g.tokens.actor(token.strip())
    return found


def _signed_in() -> Actor | None:
    if g.by_bearer or "staff" not in session:
        return None
    found: Actor | None = g.tokens.staff(session["staff"], session.get("stamp", 0))
    return found


def _device_of_page() -> Actor | None:
    """A device page acts as its device: paired by link, remembered by cookie, or on this very machine."""
    kind = DEVICE_PAGES.get(request.endpoint or "")
    if kind is None:
        return None
    code = str((request.view_args or {}).get("code", ""))
    with g.store.look(g.hall_id) as look:
        device = staff.device(look.db, g.hall_id, code)
        trusted = look.hall.trusts_this_machine and request.remote_addr in _THIS_MACHINE
    if device is None or device.kind != kind:
        return None
    g.device = device
    return device_actor(device) if trusted else _paired(request, device) or _newly_paired(device)


def _paired(asking: Request, device: Device) -> Actor | None:
    token = asking.args.get("pair") or asking.cookies.get(f"pair_{device.code}") or ""
    found: Actor | None = g.tokens.actor(token, afresh=True)  # a page lives long
    if found is None or found.name != device.code:
        return None
    if "pair" in asking.args:
        g.pair = (f"pair_{device.code}", token)
        _paired_by_link(device)
    return found


def _paired_by_link(device: Device) -> None:
    if device.paired_at is None:
        with g.store.work(g.hall_id, SYSTEM) as work:
            devices.change(work.db, work.hall.id, device.code, paired_at=work.now)


def _newly_paired(device: Device) -> Actor | None:
    """The administrator has just said that the browser which waited is this device."""
    secret = request.cookies.get(PENDING, "")[:100]
    if not secret:
        return None
    with g.store.look(g.hall_id) as look:
        become = pairing.settled(look, pairing.waiting(look, secret))
    if become is None or become.code != device.code:
        return None
    with g.store.work(g.hall_id, SYSTEM) as work:
        pairing.collected(work, secret)
    g.pair = (f"pair_{device.code}", g.tokens.of_device(become))
    return device_actor(become)
