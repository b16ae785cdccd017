"""The printers' page: how each one is, how much paper it has, and what became of the slips."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, g

from queue_server.domain.states import Role
from queue_server.operations import printers, printing
from queue_server.storage import spool
from queue_server.storage.spool import PrintJob
from queue_server.storage.work import Look
from queue_server.web.doors import HEADS
from queue_server.web.pages import page

NEWEST = 100
LAST = 12

blueprint = Blueprint("printers", __name__)


@dataclass(frozen=True)
class Slips:
    """Today's slips: those to look after, newest first; those on their way; the last that are done."""

    doubtful: Sequence[PrintJob]
    waiting: Sequence[PrintJob]
    done: Sequence[PrintJob]


@blueprint.get("/printers", endpoint="printers")
def show() -> str:
    return _printers("printers/printers.html")


@blueprint.get("/printers/now")
def now() -> str:
    return _printers("printers/now.html")


def _printers(template: str) -> str:
    with g.store.look(g.hall_id) as look:
        return page(
            template,
            printers=printers.lines(look),
            slips=_slips(look),
            names_stand_in=bool(g.actor.roles & HEADS),
            sets_rules=Role.ADMIN in g.actor.roles,
            now=look.now,
            page_as="greeter" if Role.GREETER in g.actor.roles else "manager",
            page_code=look.hall.id,
        )


def _slips(look: Look) -> Slips:
    newest = spool.newest(look.db, look.hall.id, NEWEST)
    today = [each for each in newest if look.hall.day(each.queued_at) == look.today]
    waiting = [each for each in reversed(today) if each.state in ("queued", "printing", "held")]
    over = [each for each in today if each.state in ("uncertain", "stale", "printed")]
    doubtful = [each for each in over if each.state != "printed" and each.reason != printing.AGAIN]
    return Slips(doubtful, waiting, [each for each in over if each not in doubtful][:LAST])
