"""Kiosk, greeter and manager hear what becomes of paper; nobody else does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from queue_server.domain.actor import SYSTEM
from queue_server.operations import printers, printing
from queue_server.realtime.catalogue import EVENTS, STAMP
from queue_server.storage import spool
from tests.hall import HALL
from tests.people import COPY, Clock
from tests.realtime.conftest import Ears
from tests.web.conftest import Caller

Listen = Callable[[str], Ears]


def do(app: Flask, operation: Callable[..., Any], *given: Any) -> Any:
    with app.extensions["queue"]["store"].work(HALL, SYSTEM) as work:
        return operation(work, *given)


def out_of_paper(app: Flask, kiosk: Caller, clock: Clock) -> dict[str, Any]:
    """P1 has no paper, holds the slip of A001, and gives it to P2."""
    do(app, printers.set_address, "P2", "virtual:")
    do(app, printers.set_stand_in, "P1", "P2")
    ticket = dict(kiosk.post("/tickets", procedure=COPY).get_json())
    do(app, lambda work: printing.settle(work, printing.take(work, "P1"), "held", "no paper"))
    do(app, printers.report, "P1", "paper_out")
    do(app, printers.report, "P2", "ready")
    clock.passes(seconds=10)
    do(app, printing.move_to_stand_ins)
    do(app, lambda work: printing.settle(work, printing.take(work, "P2"), "uncertain"))
    do(app, lambda work: printing.reprint(work, spool.newest(work.db, HALL, 1)[0]))
    return ticket


@pytest.mark.parametrize("room", ["kiosk", "greeter", "manager"])
def test_all_news_of_paper_are_as_the_catalogue_says(
    app: Flask, kiosk: Caller, ears: Listen, clock: Clock, room: str
) -> None:
    listener = ears(room)
    ticket = out_of_paper(app, kiosk, clock)
    heard = [(name, each) for name, each in listener.hears() if name.startswith(("slip.", "printer."))]
    assert [name for name, _ in heard] == [
        "slip.held",
        "printer.condition",
        "printer.condition",
        "slip.moved",
        "slip.uncertain",
        "slip.queued",
    ]
    for name, payload in heard:
        assert set(payload) == {*STAMP, *EVENTS[name].keys}, name
    moved = dict(heard)["slip.moved"]
    assert (moved["ticket_id"], moved["printer"], moved["moved_from"]) == (ticket["id"], "P2", "P1")


@pytest.mark.parametrize("room", ["screen", "counter"])
def test_screens_and_counters_hear_nothing_of_paper(
    app: Flask, kiosk: Caller, ears: Listen, clock: Clock, room: str
) -> None:
    listener = ears(room)
    out_of_paper(app, kiosk, clock)
    assert [name for name, _ in listener.hears() if name.startswith(("slip.", "printer."))] == []
