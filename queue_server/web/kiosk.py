"""The ticket kiosk: every panel in one page, and the same panels as a fragment."""

from __future__ import annotations

from flask import Blueprint, g

from queue_server.domain.errors import NotFound
from queue_server.operations import day, overview, printers
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
            printer_out=_is_printer_out(look, device),
            now=look.now,
            page_as="kiosk",
            page_code=code,
        )


def _menu(look: Look) -> list[overview.MenuQueue]:
    offered = [each for each in overview.menu(look) if each.procedures]
    return offered if day.issues_now(look) else []


def _is_printer_out(look: Look, device: Device) -> bool:
    found = (line for line in printers.lines(look) if line.code == device.printer)
    return any(line.condition not in ("ready", "paper_low") for line in found)
