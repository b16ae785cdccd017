"""What the manager is told and advised, and the marks on the chart."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from statistics import mean
from typing import Any

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from queue_server.domain.hall import Counter, CounterState
from queue_server.domain.states import Role
from queue_server.operations.overview import CounterLine, QueueLine
from queue_server.reports.wait_times import Row, Spread, WaitSpread
from queue_server.web.manager import headline, read_period, ticks
from tests.people import BIRTH, COPY, Clock
from tests.web.conftest import Caller, token_of

TODAY = date(2026, 10, 12)


def line(code: str, waiting: int = 0, longest_s: int = 0, within: bool = True) -> QueueLine:
    return QueueLine(code, {"vi": code}, "stamp", waiting, longest_s, (), within)


def place(code: str, state: CounterState, *queues: str) -> CounterLine:
    return CounterLine(Counter(code=code, names={"vi": code}, state=state, queues=queues), None, None)


def test_the_headline_names_the_slowest_queue() -> None:
    told = headline([line("A", 3, 120), line("H", 2, 300), line("K")], [])

    assert told.waiting == 5
    assert told.slowest is not None
    assert told.slowest.code == "H"


def test_nothing_is_advised_while_every_wait_is_within_the_target() -> None:
    assert headline([line("H", 9, 600)], [place("4", CounterState.CLOSED, "H")]).advice is None


def test_a_closed_counter_that_serves_the_slow_queue_is_advised() -> None:
    floor = [
        place("1", CounterState.CLOSED, "A"),
        place("2", CounterState.OPEN, "H"),
        place("4", CounterState.PAUSED, "A", "H"),
    ]

    advice = headline([line("H", 2, 1_200, within=False)], floor).advice

    assert advice is not None
    assert advice.code == "4"


def test_no_counter_is_advised_that_would_not_help() -> None:
    slow = [line("H", 2, 1_200, within=False)]

    assert headline(slow, [place("2", CounterState.OPEN, "H")]).advice is None
    assert headline(slow, [place("1", CounterState.CLOSED, "A")]).advice is None


def test_an_empty_hall_has_no_slowest_queue() -> None:
    told = headline([line("A"), line("H")], [])

    assert (told.waiting, told.slowest, told.advice) == (0, None, None)


def row(p90_s: float | None) -> Row:
    n = 0 if p90_s is None else 1
    wait = WaitSpread(n, p90_s, p90_s, p90_s, p90_s, within_target=None)
    return Row("k", "l", 1, 1, 0, wait, Spread(0, None, None, None, None))


@pytest.mark.parametrize("p90_s", [None, 0.0, 59, 1_799, 1_800, 4_000, 86_400, 10**7])
def test_the_axis_reaches_past_every_bar_with_few_round_marks(p90_s: float | None) -> None:
    marks = ticks([row(p90_s)], 900)

    assert marks[0] == 0
    assert marks[-1] * 60 >= max(900, p90_s or 0)
    assert 2 <= len(marks) <= 8


def test_a_period_is_today_unless_asked_otherwise() -> None:
    period, problem = read_period(MultiDict(), TODAY)

    assert (period.first, period.last, period.by, problem) == (TODAY, TODAY, "procedure", None)


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        ({"from": "12/10/2026"}, "invalid_date"),
        ({"from": "2026-10-13", "to": "2026-10-12"}, "reversed_period"),
        ({"from": "1990-01-01", "to": "2026-10-12"}, "absurd_period"),
        ({"from": "2005-01-01", "to": "2026-10-12"}, "period_too_long"),
        ({"from": "2026-10-01", "to": "2026-10-12", "by": "moon"}, None),
    ],
)
def test_what_cannot_be_is_named_and_today_is_shown(asked: dict[str, str], problem: str | None) -> None:
    period, found = read_period(MultiDict(asked), TODAY)

    assert found == problem
    assert period.by == "procedure"
    assert (period.first == TODAY) is (problem is not None)


class TestTheTable:
    """Its figures equal those that a reader of the journal works out alone."""

    def play(self, app: Flask, clock: Clock, as_role: Callable[[Role], Caller]) -> list[dict[str, Any]]:
        clerk, greeter = as_role(Role.CLERK), as_role(Role.GREETER)
        clerk.post("/counters/4/open")
        for procedure in (COPY, BIRTH, COPY):
            greeter.post("/tickets", procedure=procedure)
            clock.passes(minutes=2)
        for minutes in (3, 7, 4):
            called = clerk.post("/counters/4/call-next").json
            clock.passes(seconds=30)
            clerk.post(f"/tickets/{called['id']}/start")
            clock.passes(minutes=minutes)
            clerk.post(f"/tickets/{called['id']}/finish")
        entries: list[dict[str, Any]] = as_role(Role.MANAGER).get("/journal?after=0&limit=500").json["items"]
        return entries

    def test_shows_mean_waits_and_services(
        self, app: Flask, clock: Clock, as_role: Callable[[Role], Caller]
    ) -> None:
        expected = by_hand(self.play(app, clock, as_role))
        head = {"Authorization": f"Bearer {token_of(app, Role.MANAGER)}"}

        shown = app.test_client().get("/manager", headers=head).text

        for procedure, (wait_s, service_s) in expected.items():
            cells = shown.split(f'data-key="{procedure}"')[1].split("</tr>")[0]
            for figure, seconds in (("wait.mean_s", wait_s), ("service.mean_s", service_s)):
                assert f'data-figure="{figure}" data-seconds="{seconds}"' in cells


def by_hand(entries: list[dict[str, Any]]) -> dict[str, tuple[float, float]]:
    """Mean seconds from issue to call and from start to finish, by procedure."""
    moments: dict[int, dict[str, Any]] = {}
    for entry in entries:
        if ticket := entry["ticket"]:
            known = moments.setdefault(ticket, {"procedure": entry["body"]["procedure"]})
            known[entry["kind"].split(".")[-1]] = datetime.fromisoformat(entry["at"]).astimezone(UTC)
    waits: dict[str, list[float]] = {}
    services: dict[str, list[float]] = {}
    for each in moments.values():
        waits.setdefault(each["procedure"], []).append((each["called"] - each["issued"]).total_seconds())
        spent = (each["finished"] - each["started"]).total_seconds()
        services.setdefault(each["procedure"], []).append(spent)
    assert waits, json.dumps(entries)
    return {key: (mean(waits[key]), mean(services[key])) for key in waits}
