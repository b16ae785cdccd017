"""What is told of waits, over the API and on the manager's page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from queue_server.domain.states import Role
from tests.people import COPY, Clock
from tests.web.conftest import Caller

FIGURES = {"n", "too_short_share", "coverage_p80", "mae_s", "bias_s", "pinball_s", "cannot_say_share"}


def serves(clerk: Caller, kiosk: Caller, clock: Clock, visits: int) -> None:
    """A clerk serves so many people, six minutes each; a new hour begins."""
    clerk.post("/counters/1/open")
    for _ in range(visits):
        kiosk.post("/tickets", procedure=COPY)
        ticket = clerk.post("/counters/1/call-next").json["id"]
        clerk.post(f"/tickets/{ticket}/start")
        clock.passes(minutes=6)
        clerk.post(f"/tickets/{ticket}/finish")
    clock.passes(hours=1)


def test_a_ticket_says_what_is_told_now_and_what_was_told(clerk: Caller, kiosk: Caller, clock: Clock) -> None:
    serves(clerk, kiosk, clock, 30)
    for _ in range(2):
        kiosk.post("/tickets", procedure=COPY)
    ticket = kiosk.post("/tickets", procedure=COPY).json
    assert ticket["estimate"] == {"low_s": 600, "high_s": 900, "doubtful_before": None}
    clerk.post("/counters/1/call-next")
    later = clerk.get(f"/tickets/{ticket['id']}").json
    assert later["told"] == {"low_s": 600, "high_s": 900}
    assert later["estimate"]["low_s"] == 600
    queues = {each["code"]: each["estimate"] for each in clerk.get("/queues").json["items"]}
    assert queues["A"]["low_s"] == 900
    assert queues["H"] is None


def test_the_report_has_the_names_of_the_contract(
    clerk: Caller, kiosk: Caller, manager: Caller, clock: Clock
) -> None:
    serves(clerk, kiosk, clock, 30)
    kiosk.post("/tickets", procedure=COPY)
    clerk.post("/counters/1/call-next")
    told = manager.get("/reports/estimates?from=2026-10-12&to=2026-10-12").json
    assert told.keys() >= FIGURES | {"baselines", "before_lunch", "before_closing", "from", "to"}
    assert (told["n"], told["coverage_p80"]) == (1, 1.0)
    assert set(told["baselines"]) == {"munich", "people_times_mean", "last_served"}
    assert abs(told["cannot_say_share"] - 30 / 31) < 1e-9


def test_absurd_periods_are_refused_with_a_sentence(manager: Caller) -> None:
    for asked in ("from=2026-10-12&to=2026-10-11", "from=1900-01-01&to=2026-10-11", "from=yesterday"):
        answer = manager.get(f"/reports/estimates?{asked}")
        assert answer.status_code in (400, 422)
        assert answer.json["detail"]


def test_only_the_manager_reads_it(as_role: Callable[[Role | None], Any]) -> None:
    assert as_role(Role.CLERK).get("/reports/estimates").status_code == 403
    assert as_role(None).get("/reports/estimates").status_code == 401
