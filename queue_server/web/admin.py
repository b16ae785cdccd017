"""The furniture of the hall on one page: staff, devices, counters and queues, printers."""

from __future__ import annotations

from flask import Blueprint, g

from queue_server.domain.tongues import TONGUES
from queue_server.operations import days_off, overview, printers
from queue_server.storage import halls, staff
from queue_server.web.pages import page

blueprint = Blueprint("admin", __name__)


@blueprint.get("/admin")
def admin() -> str:
    return _furniture("admin/admin.html")


@blueprint.get("/admin/now")
def now() -> str:
    return _furniture("admin/now.html")


def _furniture(template: str) -> str:
    with g.store.look(g.hall_id) as look:
        return page(
            template,
            people=staff.all_staff(look.db, look.hall.id),
            devices=staff.devices(look.db, look.hall.id),
            counters=halls.counters(look.db, look.hall.id),
            queues=look.furniture.queues,
            unconfirmed=days_off.to_confirm(look),
            procedures=overview.procedures(look),
            printers=printers.lines(look),
            clerks=overview.clerks(look),
            spoken=staff.languages(look.db, look.hall.id),
            tongues=TONGUES,
            now=look.now,
            page_as="manager",
            page_code=look.hall.id,
        )
