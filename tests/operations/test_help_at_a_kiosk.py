"""Somebody at a kiosk asks for help, and somebody of the staff goes there."""

from __future__ import annotations

from datetime import timedelta

import pytest

from queue_server.domain.actor import Actor
from queue_server.domain.errors import NotAllowed, NotFound
from queue_server.domain.journal import DeviceHelp
from queue_server.domain.states import Role
from queue_server.operations import kiosk_help
from queue_server.storage import journal
from tests.hall import HALL, TestHall
from tests.people import HOA, KIOSK


def asks(hall: TestHall, at: str = "K1", by: Actor = KIOSK) -> None:
    with hall.work(by) as work:
        kiosk_help.ask(work, at)


def goes(hall: TestHall, code: str = "K1") -> None:
    with hall.work(HOA) as work:
        kiosk_help.go(work, code)


def wanted(hall: TestHall) -> list[str]:
    with hall.look() as look:
        return [each.code for each in kiosk_help.wanted(look)]


def told(hall: TestHall) -> list[tuple[str, bool]]:
    with hall.look() as look:
        rows = journal.after(look.db, HALL, 0, 100)
    return [(each.by, each.body["answered"]) for each in rows if each.kind == DeviceHelp.kind]


def test_who_asks_waits_until_somebody_has_gone_there(hall: TestHall) -> None:
    asks(hall)
    assert wanted(hall) == ["K1"]
    goes(hall)
    assert wanted(hall) == []
    assert told(hall) == [("K1", False), ("hoa", True)]


def test_asking_twice_is_one_wish_from_the_first_moment(hall: TestHall) -> None:
    asks(hall)
    hall.passes(minutes=2)
    asks(hall)
    with hall.look() as look:
        since = kiosk_help.wanted(look)[0].help_since
        assert since is not None
        assert look.now - since == timedelta(minutes=2)
    assert told(hall) == [("K1", False)]


def test_a_kiosk_asks_for_itself_alone(hall: TestHall) -> None:
    with pytest.raises(NotFound):
        asks(hall, "D1")
    with pytest.raises(NotAllowed):
        asks(hall, by=Actor("K2", frozenset({Role.KIOSK})))
    assert wanted(hall) == []


def test_nobody_goes_where_nobody_asks(hall: TestHall) -> None:
    with pytest.raises(NotFound):
        goes(hall)
