"""A socket ends with the token that opened it, whoever ended that: a page, a command, another process."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from queue_server.domain.actor import SYSTEM
from queue_server.domain.states import Role
from queue_server.operations import pairing, staffing
from queue_server.storage.work import Store, Work
from tests.hall import HALL
from tests.people import Clock
from tests.realtime.conftest import JOINERS, Ears
from tests.web.conftest import LOGINS

Listen = Callable[[str], Ears]


def beside(app: Flask, clock: Clock, what: Callable[[Work], object]) -> None:
    """Another process does something; this one hears nothing of it."""
    with Store(app.extensions["queue"]["store"].engine, clock).work(HALL, SYSTEM) as work:
        what(work)


def look_around(app: Flask) -> None:
    app.extensions["queue"]["admitted"].hang_up()


@pytest.mark.parametrize("kind", ["screen", "kiosk", "rating"])
def test_a_device_unpaired_by_a_command_hears_nothing_more(
    app: Flask, ears: Listen, clock: Clock, kind: str
) -> None:
    everybody = {room: ears(room) for room in JOINERS}
    beside(app, clock, lambda work: pairing.unpair(work, JOINERS[kind][1]))
    look_around(app)
    assert {room for room, each in everybody.items() if not each.is_connected()} == {kind}


@pytest.mark.parametrize("what", ["closed", "another password"])
def test_a_clerk_whose_log_ins_ended_hears_nothing_more(
    app: Flask, ears: Listen, clock: Clock, what: str
) -> None:
    clerk, screen = ears("counter"), ears("screen")
    if what == "closed":
        beside(app, clock, lambda work: staffing.set_active(work, LOGINS[Role.CLERK], False))
    else:
        beside(app, clock, lambda work: staffing.set_password(work, LOGINS[Role.CLERK], "mot-cua-bat-mot"))
    look_around(app)
    assert not clerk.is_connected()
    assert screen.is_connected()


def test_nobody_is_hung_up_for_a_token_that_grew_old(app: Flask, ears: Listen, clock: Clock) -> None:
    everybody = [ears(room) for room in JOINERS]
    clock.passes(hours=13)
    look_around(app)
    assert all(each.is_connected() for each in everybody)


def test_a_clerk_may_come_back_with_a_new_token(app: Flask, ears: Listen, clock: Clock) -> None:
    before = ears("counter")
    beside(app, clock, lambda work: staffing.set_password(work, LOGINS[Role.CLERK], "mot-cua-bat-mot"))
    after = ears("counter")
    look_around(app)
    assert [before.is_connected(), after.is_connected()] == [False, True]
