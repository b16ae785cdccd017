"""What is told of waits, over the API and on the manager's page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from queue_server.domain.states import Role
from tests.people import COPY, Clock
from tests.web.conftest import Caller, token_of

FIGURES = {"n", "too_short_share", "coverage_p80", "mae_s", "bias_s", "pinball_s", "cannot_say_share"}


def shown(app: Flask, path: str) -> Any:
    """A page as the manager gets it."""
    head = {"Authorization": f"Bearer {token_of(app, Role.MANAGER)}"}
    return app.test_client().get(path, headers=head)


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


def test_counters_needed_and_help_are_given_to_programs_too(
    clerk: Caller, kiosk: Caller, manager: Caller, clock: Clock
) -> None:
    serves(clerk, kiosk, clock, 30)
    for _ in range(3):
        kiosk.post("/tickets", procedure=COPY)
    clock.passes(days=1)
    told = manager.get("/reports/staffing").json
    assert told["days"] == 1
    assert told["items"][0]["start"] == "07:30"
    assert told["items"][0]["counters"] >= 1
    assert manager.get("/reports/staffing?weekday=1").json["days"] == 0
    assert manager.get("/reports/staffing?weekday=monday").status_code == 422


@pytest.mark.parametrize("path", ["/manager/estimates", "/manager/estimates?from=2026-10-12&to=2026-10-01"])
def test_the_page_of_waits_told_opens_on_a_new_hall_and_on_nonsense(app: Flask, path: str) -> None:
    assert shown(app, path).status_code == 200


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("", "Nếu đã mở thêm một quầy thì sao?"),
        ("?start=08:00&end=10:00&weekday=0&queue=A", "Chưa có ngày nào đã qua"),
        ("?start=10:00&end=08:00", "Giờ mở quầy phải trước giờ đóng quầy."),
        ("?start=soon&end=08:00", "Xin nhập cả hai mốc giờ"),
        ("?start=08:00&end=10:00&weekday=12", "Xin nhập cả hai mốc giờ"),
    ],
)
def test_the_staffing_page_answers_every_question(app: Flask, asked: str, sentence: str) -> None:
    answer = shown(app, f"/manager/staffing{asked}")
    assert answer.status_code == 200
    assert sentence in answer.text


def test_the_manager_decides_whether_the_screens_tell_it(manager: Caller, clerk: Caller) -> None:
    assert manager.post("/hall/tells-kept", shown=True).json == {"shown": True}
    assert manager.post("/hall/tells-kept", shown="perhaps").status_code == 422
    assert clerk.post("/hall/tells-kept", shown=True).status_code == 403
