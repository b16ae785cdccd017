"""The manager's figures equal those counted independently from the raw journal."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import datetime
from math import ceil
from typing import Any

import pytest

from queue_server.operations.sending import Target
from queue_server.reports import wait_times
from queue_server.storage import journal
from tests.hall import HALL, TestHall
from tests.people import BIRTH, COPY, HOA, LAN, MINH, NGA, RESULT


@pytest.fixture
def morning(hall: TestHall) -> TestHall:
    """A morning of forty visitors with no-shows, parks, transfers and returns; seeded."""
    chance = random.Random(40)
    clerks = [(LAN, "1"), (MINH, "2"), (NGA, "4")]
    for clerk, code in clerks:
        hall.opens(clerk, code)
    for _ in range(40):
        hall.takes(
            chance.choice([COPY, COPY, BIRTH, RESULT]), priority=chance.choice([None, None, "elderly"])
        )
        hall.passes(seconds=chance.randint(20, 240))
        clerk, code = chance.choice(clerks)
        called = hall.calls(clerk, code)
        if called is not None:
            hall.passes(seconds=chance.randint(5, 60))
            _goes_on(hall, called, clerk, chance)
    return hall


def _goes_on(hall: TestHall, called: Any, clerk: Any, chance: random.Random) -> None:
    fate = chance.random()
    if fate < 0.15:
        hall.does("miss", called, clerk)
        if fate < 0.08:
            hall.does("reinstate", called, HOA)
        return
    hall.does("start", called, clerk)
    hall.passes(seconds=chance.randint(60, 900))
    if fate < 0.25:
        hall.does("transfer", called, clerk, target=Target(BIRTH))
    elif fate < 0.35:
        hall.does("park", called, clerk, reason="form")
    else:
        hall.does("finish", called, clerk)


def counted_by_hand(hall: TestHall) -> dict[str, dict[str, Any]]:
    """The same figures from the journal's rows as an integrator reads them, written down plainly."""
    with hall.look() as look:
        rows = journal.after(look.db, HALL, 0, 10_000)
    tickets: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        if row.ticket is not None and row.kind.startswith("ticket."):
            tickets[row.ticket].append(row)
    figures: dict[str, dict[str, Any]] = defaultdict(
        lambda: {"issued": 0, "served": 0, "no_show": 0, "waits": [], "services": []}
    )
    for moves in tickets.values():
        last = moves[-1].body
        own = figures[last["procedure"]]
        own["issued"] += 1
        own["served"] += last["target"] == "served"
        own["no_show"] += last["target"] == "no_show"
        waited, began, state, procedure = 0.0, moves[0].at, "waiting", moves[0].body["procedure"]
        for move in moves[1:]:
            if state == "waiting":
                waited += _seconds(began, move.at)
            if state == "serving":
                figures[procedure]["services"].append(_seconds(began, move.at))
            began, state, procedure = move.at, move.body["target"], move.body["procedure"]
        called = any(move.kind == "ticket.called" for move in moves)
        if called and last["target"] not in ("waiting", "cancelled", "expired"):
            own["waits"].append(waited)
    return figures


def _seconds(start: datetime, end: datetime) -> float:
    return (end - start).total_seconds()


def _figures(values: list[float]) -> tuple[int, Any, Any, Any, Any]:
    if not values:
        return 0, None, None, None, None
    ordered = sorted(values)
    rank = {share: ordered[ceil(share * len(ordered)) - 1] for share in (0.5, 0.9)}
    return len(ordered), pytest.approx(sum(ordered) / len(ordered)), rank[0.5], rank[0.9], ordered[-1]


def test_the_managers_figures_equal_those_counted_by_hand(morning: TestHall) -> None:
    with morning.look() as look:
        day = look.hall.day(look.now)
        rows = wait_times.times(look, day, day)
    by_hand = counted_by_hand(morning)
    assert {row.key for row in rows} == set(by_hand)
    assert sum(row.issued for row in rows) == 40
    for row in rows:
        own = by_hand[row.key]
        assert (row.issued, row.served, row.no_show) == (own["issued"], own["served"], own["no_show"])
        wait, service = row.wait, row.service
        assert (wait.n, wait.mean_s, wait.p50_s, wait.p90_s, wait.max_s) == _figures(own["waits"])
        assert (service.n, service.mean_s, service.p50_s, service.p90_s, service.max_s) == _figures(
            own["services"]
        )


@pytest.mark.parametrize("by", wait_times.GROUPINGS)
def test_however_they_are_grouped_nobody_is_lost(morning: TestHall, by: str) -> None:
    with morning.look() as look:
        day = look.hall.day(look.now)
        rows = wait_times.times(look, day, day, by)
        plain = wait_times.times(look, day, day)
    assert sum(row.issued for row in rows) == sum(row.issued for row in plain) == 40
    assert sum(row.wait.n for row in rows) == sum(row.wait.n for row in plain)
    assert sum(row.service.n for row in rows) == sum(row.service.n for row in plain)
    assert max(row.wait.max_s or 0 for row in rows) == max(row.wait.max_s or 0 for row in plain)


def test_a_day_without_anybody_has_no_rows(hall: TestHall) -> None:
    with hall.look() as look:
        day = look.hall.day(look.now)
        assert wait_times.times(look, day, day) == []


def test_an_unknown_grouping_is_refused(hall: TestHall) -> None:
    with hall.look() as look, pytest.raises(ValueError, match="grouped by one of"):
        wait_times.times(look, look.hall.day(look.now), look.hall.day(look.now), "shoe size")


def test_figures_stay_flat_when_other_days_are_full(hall: TestHall) -> None:
    hall.opens()
    hall.takes()
    hall.serves(3)
    hall.passes(days=1)
    with hall.look() as look:
        today = look.hall.day(look.now)
        assert wait_times.times(look, today, today) == []
