"""What greeter, manager and administrator may do about paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from queue_server.domain.actor import SYSTEM
from queue_server.domain.states import Role
from queue_server.operations import printing
from tests.hall import HALL
from tests.people import COPY
from tests.web.conftest import Caller

AsRole = Callable[[Role | None], Caller]


@pytest.fixture
def admin(as_role: AsRole) -> Caller:
    return as_role(Role.ADMIN)


def stale_after_s(app: Flask) -> int:
    with app.extensions["queue"]["store"].look(HALL) as look:
        return int(look.hall.stale_after_s)


@pytest.mark.parametrize("minutes", [2, "2"])
def test_the_administrator_says_how_long_a_slip_may_wait(app: Flask, admin: Caller, minutes: Any) -> None:
    assert stale_after_s(app) == 300
    assert admin.post("/hall/stale-after", minutes=minutes).get_json() == {"minutes": 2}
    assert stale_after_s(app) == 120


@pytest.mark.parametrize("minutes", [0, -1, 121, 10**30, 1.5, "", "soon", None])
def test_a_wrong_time_is_refused_and_changes_nothing(app: Flask, admin: Caller, minutes: Any) -> None:
    answer = admin.post("/hall/stale-after", minutes=minutes)
    assert (answer.status_code, answer.get_json()["field"]) == (422, "minutes")
    assert stale_after_s(app) == 300


def printer(caller: Caller, code: str = "P1") -> dict[str, Any]:
    items = caller.get("/printers").get_json()["items"]
    return next(dict(each) for each in items if each["code"] == code)


def test_a_printer_is_described_with_its_paper(greeter: Caller) -> None:
    assert printer(greeter) == {
        "code": "P1",
        "condition": "silent",
        "since": None,
        "held": 0,
        "waiting": 0,
        "stand_in": None,
        "prints_at": "P1",
        "used_mm": 0,
        "roll_mm": None,
        "slips_left": None,
        "low": False,
    }


def test_a_reprint_asked_for_twice_with_one_key_comes_out_once(app: Flask, greeter: Caller) -> None:
    ticket = greeter.post("/tickets", procedure=COPY).get_json()
    settle(app, "uncertain")
    answers = [greeter.post("/print-jobs/1/reprint", key="again") for _ in range(2)]
    assert [each.status_code for each in answers] == [202, 202]
    assert answers[0].get_json() == {"number": ticket["number"], "printer": "P1", "slip": "queued"}
    assert printer(greeter)["waiting"] == 1


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/print-jobs/1/reprint", 409, "slip_on_its_way"),
        ("/print-jobs/99/reprint", 404, "unknown_print_job"),
        (f"/print-jobs/{10**30}/reprint", 404, "unknown_print_job"),
        ("/printers/P9/roll-changed", 404, "unknown_printer"),
        ("/printers/P9/self-test", 404, "unknown_printer"),
    ],
)
def test_what_cannot_be_done_is_refused(greeter: Caller, path: str, status: int, code: str) -> None:
    greeter.post("/tickets", procedure=COPY)
    answer = greeter.post(path)
    assert (answer.status_code, answer.get_json()["code"]) == (status, code)
    assert printer(greeter)["waiting"] == 1


def test_a_new_roll_is_noted(app: Flask, greeter: Caller) -> None:
    greeter.post("/tickets", procedure=COPY)
    settle(app, "printed", 120)
    assert printer(greeter)["used_mm"] == 120
    assert greeter.post("/printers/P1/roll-changed").get_json()["used_mm"] == 0


def test_the_stand_in_is_named_by_the_manager(manager: Caller, greeter: Caller) -> None:
    assert greeter.post("/printers/P1/stand-in", stand_in=None).status_code == 403
    assert manager.post("/printers/P1/stand-in", stand_in=None).get_json()["stand_in"] is None
    assert manager.post("/printers/P1/stand-in", stand_in="P1").get_json()["code"] == "own_stand_in"
    assert manager.post("/printers/P1/stand-in", stand_in="P9").get_json()["code"] == "unknown_printer"


def test_the_self_test_page_waits_for_the_printer(greeter: Caller) -> None:
    assert greeter.post("/printers/P1/self-test").status_code == 202
    assert printer(greeter)["waiting"] == 1


def settle(app: Flask, state: str, used_mm: float = 0.0) -> None:
    with app.extensions["queue"]["store"].work(HALL, SYSTEM) as work:
        job = printing.take(work, "P1")
        assert job is not None
        printing.settle(work, job, state, None, used_mm)
