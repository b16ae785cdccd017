"""The ticket kiosk: every panel in one page, and the same panels as a fragment."""

from __future__ import annotations

from flask import Blueprint, g

from queue_server.domain.errors import NotFound
from queue_server.operations import collecting, day, overview, printers, printing
from queue_server.operations.printers import PrinterLine
from queue_server.storage import staff
from queue_server.storage.staff import Device
from queue_server.storage.work import Look
from queue_server.web.pages import page

blueprint = Blueprint("kiosk", __name__)


@blueprint.get("/kiosk/<code>")
def kiosk(code: str) -> str:
    return _panels("kiosk/kiosk.html", code)


@blueprint.get("/kiosk/<code>/menu")
def menu(code: str) -> str:
    return _panels("kiosk/menu.html", code)


def _panels(template: str, code: str) -> str:
    with g.store.look(g.hall_id) as look:
        device = staff.device(look.db, look.hall.id, code)
        if device is None or device.kind != "kiosk":
            raise NotFound(kind="kiosk", id=code)
        return page(
            template,
            menu=_menu(look),
            printer=_printer(look, device),
            asks_which=collecting.asks_which(look),
            now=look.now,
            page_as="kiosk",
            page_code=code,
        )


def _menu(look: Look) -> list[overview.MenuQueue]:
    offered = [each for each in overview.menu(look) if each.procedures]
    return offered if day.issues_now(look) else []


def _printer(look: Look, device: Device) -> PrinterLine | None:
    code = printing.printer_of(look, device.code)
    return next((line for line in printers.lines(look) if line.code == code), None)
