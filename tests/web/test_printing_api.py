"""What greeter, manager and administrator may do about paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from queue_server.domain.states import Role
from tests.hall import HALL
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
