"""The administrator's page of kiosks and screens: pair, place, and see whether they are there."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, g, redirect, request

from display.screens import edition
from queue_server.domain.errors import QueueError, WrongPairingCode
from queue_server.operations import pairing
from queue_server.operations.pairing import LAYOUTS, Place
from queue_server.operations.presence import is_silent
from queue_server.storage import halls, staff
from queue_server.storage.work import Look
from queue_server.web.errors import status_of
from queue_server.web.languages import gettext as _
from queue_server.web.pages import page
from queue_server.web.security import throttle

blueprint = Blueprint("devices", __name__)


@blueprint.get("/admin/devices")
def devices() -> Any:
    """The form to pair a device, and all devices."""
    return _page("admin/devices.html", form=_empty(), error=None, done=request.args.get("done", "")[:8])


@blueprint.get("/admin/devices/now")
def now() -> Any:
    """The devices alone, kept fresh by the page."""
    return _page("admin/devices_now.html")


@blueprint.post("/admin/devices")
def pair() -> Any:
    """The browser that shows these six digits becomes this device."""
    throttle("pair", "10 per minute", g.actor.name)
    form = _form()
    try:
        with g.store.work(g.hall_id, g.actor) as work:
            device = pairing.claim(work, form["digits"], form["code"], _place(form))
    except QueueError as refusal:
        return _again(form, refusal)
    return redirect(f"/admin/devices?done={device.code}", 303)


@blueprint.get("/admin/devices/<code>")
def device(code: str) -> Any:
    """Where one device stands."""
    with g.store.look(g.hall_id) as look:
        found = pairing.known(look, code)
    form = {"own": True, **vars(found)}
    return _page("admin/device.html", form=form, error=None)


@blueprint.post("/admin/devices/<code>")
def place(code: str) -> Any:
    """Give a device another place."""
    form = {**_form(), "code": code, "own": True}
    try:
        with g.store.work(g.hall_id, g.actor) as work:
            pairing.furnish(work, code, _place(form))
    except QueueError as refusal:
        return _again(form, refusal)
    return redirect(f"/admin/devices?done={code}", 303)


@blueprint.post("/admin/devices/<code>/remove")
def remove(code: str) -> Any:
    """The device is gone for good."""
    with g.store.work(g.hall_id, g.actor) as work:
        pairing.remove(work, code)
    return redirect("/admin/devices", 303)


def _again(form: dict[str, Any], refusal: QueueError) -> Any:
    """The page as it was filled in, with the reason beside the field."""
    details = {key: _(str(value)) for key, value in refusal.details.items()}
    error = {
        "field": "digits" if isinstance(refusal, WrongPairingCode) else "code",
        "sentence": _(refusal.sentence).format(**details),
    }
    template = "admin/device.html" if "own" in form else "admin/devices.html"
    return _page(template, form=form, error=error, done=""), status_of(refusal)


def _empty() -> dict[str, Any]:
    empty = {name: "" for name in ("digits", "code", "name", "counter", "printer")}
    return {**empty, "layout": "board", "queues": []}


def _form() -> dict[str, Any]:
    """What was filled in: digits without blanks, the code in capitals, everything short."""
    given = {name: request.form.get(name, "").strip()[:80] for name in _empty()}
    digits = "".join(given["digits"].split())
    queues = [each[:8] for each in request.form.getlist("queues")[:40]]
    return {**given, "digits": digits, "code": given["code"].upper(), "queues": queues}


def _place(form: dict[str, Any]) -> Place:
    return Place(
        name=form["name"],
        queues=tuple(form["queues"]),
        counter=form["counter"] or None,
        printer=form["printer"] or None,
        layout=form["layout"] or "board",
    )


def _page(template: str, **context: Any) -> str:
    with g.store.look(g.hall_id) as look:
        return page(template, **_all(look), **context)


def _all(look: Look) -> dict[str, Any]:
    found = staff.devices(look.db, look.hall.id)
    return {
        "devices": found,
        "silent": {each.code for each in found if is_silent(look, each)},
        "counters": halls.counters(look.db, look.hall.id),
        "queues": look.furniture.queues,
        "printers": look.furniture.printers,
        "layouts": LAYOUTS,
        "edition": edition(),
        "now": look.now,
        "page_as": "manager",
        "page_code": look.hall.id,
    }
