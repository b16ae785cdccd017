"""What the pages say about paper: enough to act on, and nothing while all is well."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from flask import Flask

from queue_server.domain.actor import SYSTEM
from queue_server.domain.states import Role
from queue_server.operations import printers, printing
from tests.hall import HALL
from tests.people import COPY, Clock
from tests.web.conftest import Caller, token_of

TROUBLE = re.compile(r'id="trouble-P1">.*?</p>', re.DOTALL)


def do(app: Flask, operation: Any, *given: Any) -> Any:
    with app.extensions["queue"]["store"].work(HALL, SYSTEM) as work:
        return operation(work, *given)


def text(app: Flask, path: str, role: Role) -> str:
    head = {"Authorization": f"Bearer {token_of(app, role)}"}
    answer = app.test_client().get(f"{path}?lang=en", headers=head)
    assert answer.status_code == 200
    return answer.text


def trouble(app: Flask, role: Role) -> str:
    """What greeter or manager is told of the printer; empty while there is nothing to tell."""
    found = TROUBLE.search(text(app, f"/{role.value}/now", role))
    return re.sub(r"\s+", " ", unescape(re.sub("<[^>]+>", "", found[0] if found else "")))


def kiosk_says(app: Flask) -> str:
    html = text(app, "/kiosk/K1/menu", Role.KIOSK)
    return unescape(re.sub(r"\s+", " ", "".join(re.findall(r'kiosk-paper".*?</p>', html, re.DOTALL))))


BOTH = pytest.mark.parametrize("role", [Role.GREETER, Role.MANAGER])


@BOTH
def test_nothing_is_said_while_all_is_well(app: Flask, role: Role) -> None:
    do(app, printers.report, "P1", "ready")
    assert trouble(app, role) == ""
    assert kiosk_says(app) == ""


@BOTH
def test_at_forty_slips_left_a_new_roll_is_asked_for(app: Flask, kiosk: Caller, role: Role) -> None:
    do(app, printers.set_address, "P1", "virtual:?roll=5")
    do(app, printers.report, "P1", "ready")
    for _ in range(10):
        kiosk.post("/tickets", procedure=COPY)
        do(app, lambda work: printing.settle(work, printing.take(work, "P1"), "printed", None, 100))
    assert "P1: paper running low since 07:30" in trouble(app, role)
    assert "paper for about 40 slips. Please put a new roll beside the printer." in trouble(app, role)
    assert kiosk_says(app) == "", "citizens need not know"


@BOTH
@pytest.mark.parametrize(
    ("condition", "advice"),
    [
        ("paper_out", "Please put in a new roll"),
        ("cover_open", "Please close the cover"),
        ("error", "Please switch the printer off and on"),
        ("offline", "Please look whether the printer is switched on"),
    ],
)
def test_a_stopped_printer_says_what_to_do(
    app: Flask, kiosk: Caller, role: Role, condition: str, advice: str
) -> None:
    kiosk.post("/tickets", procedure=COPY)
    do(app, printers.report, "P1", condition)
    assert "since 07:30 · 1 slip is waiting." in trouble(app, role)
    assert advice in trouble(app, role)
    assert "note it from the screen" in kiosk_says(app)


def test_the_kiosk_says_where_the_stand_in_prints(app: Flask, clock: Clock) -> None:
    do(app, printers.set_address, "P2", "virtual:")
    do(app, printers.set_stand_in, "P1", "P2")
    do(app, printers.report, "P1", "paper_out")
    clock.passes(seconds=10)
    assert "Slips come out of printer P2 meanwhile." in kiosk_says(app)
    assert "Slips come out of printer P2 meanwhile." in trouble(app, Role.GREETER)


@BOTH
def test_a_printer_that_never_answers_worries_nobody_unless_slips_are_held(
    app: Flask, kiosk: Caller, role: Role
) -> None:
    do(app, printers.report, "P1", "silent")
    assert trouble(app, role) == ""
    assert kiosk_says(app) == ""
    kiosk.post("/tickets", procedure=COPY)
    assert trouble(app, role) == ""
    do(app, lambda work: printing.settle(work, printing.take(work, "P1"), "held"))
    assert "gives no answer" in trouble(app, role)


def test_only_a_slip_that_may_be_on_paper_sends_somebody_to_look(
    app: Flask, kiosk: Caller, clock: Clock
) -> None:
    hint = "such a slip may be on paper already"
    kiosk.post("/tickets", procedure=COPY)
    clock.passes(minutes=6)
    do(app, printing.take, "P1")
    assert "waited too long" in text(app, "/printers/now", Role.GREETER)
    assert hint not in text(app, "/printers/now", Role.GREETER)
    kiosk.post("/tickets", procedure=COPY)
    do(app, lambda work: printing.settle(work, printing.take(work, "P1"), "uncertain"))
    assert hint in text(app, "/printers/now", Role.GREETER)
