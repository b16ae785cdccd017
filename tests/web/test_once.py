"""The same Idempotency-Key: the same answer, once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from queue_server.domain.states import Role
from tests.people import BIRTH, COPY
from tests.web.conftest import Caller, token_of


def test_ten_touches_at_once_give_one_ticket(app: Flask) -> None:
    token = token_of(app, Role.KIOSK)

    def touch(_: int) -> object:
        return Caller(app.test_client(), token).post("/tickets", key="one touch", procedure=COPY).get_json()

    with ThreadPoolExecutor(10) as fingers:
        answers = list(fingers.map(touch, range(10)))
    assert all(answer == answers[0] for answer in answers)
    assert Caller(app.test_client(), token_of(app, Role.CLERK)).get("/tickets").get_json()["items"] == [
        answers[0]
    ]


def test_without_a_key_each_touch_gives_a_ticket(kiosk: Caller) -> None:
    numbers = [kiosk.post("/tickets", procedure=COPY).get_json()["number"] for _ in range(3)]
    assert numbers == ["A001", "A002", "A003"]


def test_a_key_with_another_body_is_refused_and_changes_nothing(kiosk: Caller, clerk: Caller) -> None:
    kiosk.post("/tickets", key="k", procedure=COPY)
    answer = kiosk.post("/tickets", key="k", procedure=BIRTH)
    assert (answer.status_code, answer.get_json()["code"]) == (422, "key_reused")
    assert len(clerk.get("/tickets").get_json()["items"]) == 1


def test_a_key_of_somebody_else_tells_nothing(kiosk: Caller, greeter: Caller) -> None:
    kiosk.post("/tickets", key="k", procedure=COPY)
    assert greeter.post("/tickets", key="k", procedure=COPY).get_json()["code"] == "key_reused"


@pytest.mark.parametrize("path", ["call-next", "finish-and-call-next"])
def test_one_press_is_one_call(kiosk: Caller, clerk: Caller, path: str) -> None:
    for _ in range(3):
        kiosk.post("/tickets", procedure=COPY)
    clerk.post("/counters/1/open")
    first = clerk.post(f"/counters/1/{path}", key="press")
    again = clerk.post(f"/counters/1/{path}", key="press")
    assert first.get_json() == again.get_json()
    called = clerk.get("/tickets?state=called").get_json()["items"]
    assert [each["number"] for each in called] == ["A001"]


def test_a_refused_press_may_be_repeated_when_it_can_be_done(kiosk: Caller, clerk: Caller) -> None:
    kiosk.post("/tickets", procedure=COPY)
    assert clerk.post("/counters/1/call-next", key="press").status_code == 409
    clerk.post("/counters/1/open")
    assert clerk.post("/counters/1/call-next", key="press").status_code == 200


def test_nobody_waits_is_remembered_too(clerk: Caller, kiosk: Caller) -> None:
    clerk.post("/counters/1/open")
    assert clerk.post("/counters/1/call-next", key="press").status_code == 204
    kiosk.post("/tickets", procedure=COPY)
    assert clerk.post("/counters/1/call-next", key="press").status_code == 204
