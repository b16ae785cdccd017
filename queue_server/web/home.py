"""What is here: the pages of this hall, for a newcomer and for the staff."""

from __future__ import annotations

from flask import Blueprint, g

from queue_server.storage import halls, staff
from queue_server.web.pages import page

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
def home() -> str:
    with g.store.look(g.hall_id) as look:
        devices = staff.devices(look.db, look.hall.id)
        return page(
            "home/home.html",
            kiosks=[each for each in devices if each.kind == "kiosk"],
            screens=[each for each in devices if each.kind == "screen"],
            raters=[each for each in devices if each.kind == "rating"],
            counters=halls.counters(look.db, look.hall.id),
        )
