"""The ticket kiosk: every panel in one page, and the same panels as a fragment."""

from __future__ import annotations

from functools import cache

from flask import Blueprint, Response, current_app, g

from display.pictograms import sprite
from queue_server.domain.check_code import ALPHABET
from queue_server.domain.errors import NotFound
from queue_server.operations import appointments, collecting, offering, printers, printing
from queue_server.operations.printers import PrinterLine
from queue_server.storage import staff
from queue_server.storage.staff import Device
from queue_server.storage.work import Look
from queue_server.web.kiosk_voice import recorded
from queue_server.web.pages import page

blueprint = Blueprint("kiosk", __name__)


@blueprint.get("/kiosk/<code>")
def kiosk(code: str) -> str:
    return _panels("kiosk/kiosk.html", code)


@blueprint.get("/kiosk/<code>/menu")
def menu(code: str) -> str:
    return _panels("kiosk/menu.html", code)


@blueprint.get("/kiosk/worker.js")
def worker() -> Response:
    """The script that keeps the page; a browser lets it care for what lies beside it alone."""
    answer = current_app.send_static_file("kiosk/worker.js")
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def _panels(template: str, code: str) -> str:
    with g.store.look(g.hall_id) as look:
        device = staff.device(look.db, look.hall.id, code)
        if device is None or device.kind != "kiosk":
            raise NotFound(kind="kiosk", id=code)
        return page(
            template,
            pictograms=_pictograms(),
            pictograms_in="",
            menu=offering.offers(look),
            classes=look.furniture.priority_classes,
            voices=recorded(),
            symbols=ALPHABET if appointments.procedures(look) else "",
            printer=_printer(look, device),
            asks_which=collecting.asks_which(look),
            now=look.now,
            page_as="kiosk",
            page_code=code,
        )


@cache
def _pictograms() -> str:
    """The drawings, to lie unseen in a page."""
    return sprite().replace("<svg ", "<svg hidden ", 1)


def _printer(look: Look, device: Device) -> PrinterLine | None:
    code = printing.printer_of(look, device.code)
    return next((line for line in printers.lines(look) if line.code == code), None)
