"""Ratings over HTTP: by the device of the counter and by the ticket's link, once, and leaving no trace."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from queue_server.domain.states import Role
from queue_server.storage import schema, staff
from tests.people import COPY, Clock
from tests.realtime.conftest import Ears
from tests.web.conftest import Caller

As = Callable[[Role | None], Caller]


@pytest.fixture
def device(as_role: As) -> Caller:
    return as_role(Role.RATING)


@pytest.fixture
def served(kiosk: Caller, clerk: Caller) -> Any:
    """A ticket that was just finished at counter 1."""
    ticket = kiosk.post("/tickets", procedure=COPY).get_json()
    clerk.post("/counters/1/open")
    clerk.post("/counters/1/call-next")
    clerk.post(f"/tickets/{ticket['id']}/start")
    assert clerk.post(f"/tickets/{ticket['id']}/finish").status_code == 200
    return ticket


def link(app: Flask, ticket: Any) -> Caller:
    return Caller(app.test_client(), ticket["link"].removeprefix("/t/"))


def total(app: Flask) -> int:
    with app.extensions["queue"]["store"].glance() as db:
        rows = db.execute(select(schema.rating_count).where(schema.rating_count.c.by == "day")).all()
    return sum(row.n for row in rows)


def test_a_device_rates_once(app: Flask, device: Caller, served: Any) -> None:
    path = f"/tickets/{served['id']}/rating"
    answers = [device.post(path, key="same", level=3) for _ in range(2)]
    assert [(each.status_code, each.data) for each in answers] == [(204, b""), (204, b"")]
    again = device.post(path, key="another", level=1)
    assert (again.status_code, again.get_json()["code"]) == (409, "already_rated")
    assert device.post(path, level=1).status_code == 409
    assert total(app) == 1


def test_the_link_of_the_ticket_rates_too(app: Flask, served: Any, clock: Clock) -> None:
    clock.passes(hours=5)
    path = f"/tickets/{served['id']}/rating"
    assert link(app, served).post(path, level="very_satisfied").status_code == 204
    assert link(app, served).post(path, level=3).status_code == 409


def test_nobody_else_rates(app: Flask, as_role: As, served: Any, kiosk: Caller) -> None:
    path = f"/tickets/{served['id']}/rating"
    other = kiosk.post("/tickets", procedure=COPY).get_json()
    assert as_role(None).post(path, level=3).status_code == 401
    assert link(app, other).post(path, level=3).status_code == 401
    assert Caller(app.test_client(), "forged").post(path, level=3).status_code == 401
    for role in (Role.CLERK, Role.MANAGER, Role.KIOSK, Role.SCREEN):
        assert as_role(role).post(path, level=3).status_code == 403
    assert total(app) == 0


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({}, 422, "invalid_input"),
        ({"level": 0}, 422, "invalid_input"),
        ({"level": 4}, 422, "bad_level"),
        ({"level": "good"}, 422, "bad_level"),
        ({"level": "a\u0000b"}, 422, "invalid_input"),
        ({"level": 3.5}, 422, "invalid_input"),
        ({"level": 3, "levels": 7}, 422, "invalid_input"),
        ({"level": 3, "age_s": -5}, 422, "invalid_input"),
        ({"level": 3, "age_s": 10**9}, 422, "invalid_input"),
        ({"level": 3, "reason": "wait"}, 422, "reason_not_asked"),
        ({"level": 3, "ticket": 1}, 422, "invalid_input"),
        ({"level": 3, "age_s": 0, "levels": 3}, 204, None),
    ],
)
def test_a_press_of_nonsense_is_refused_with_a_sentence(
    device: Caller, served: Any, body: dict[str, Any], status: int, code: str | None
) -> None:
    answer = device.post(f"/tickets/{served['id']}/rating", **body)
    assert answer.status_code == status
    assert code is None or (answer.get_json()["code"], bool(answer.get_json()["detail"])) == (code, True)


def test_an_unknown_visit_and_one_that_goes_on(device: Caller, kiosk: Caller) -> None:
    assert device.post("/tickets/999/rating", level=3).status_code == 404
    assert device.post(f"/tickets/{2**63}/rating", level=3).status_code == 404
    waiting = kiosk.post("/tickets", procedure=COPY).get_json()
    answer = device.post(f"/tickets/{waiting['id']}/rating", level=3)
    assert (answer.status_code, answer.get_json()["code"]) == (409, "not_finished")


def test_what_is_remembered_of_requests_tells_nothing(app: Flask, device: Caller, served: Any) -> None:
    device.post(f"/tickets/{served['id']}/rating", key="rating-1", level=1, reason="wait")
    with app.extensions["queue"]["store"].glance() as db:
        assert db.execute(select(schema.answer).where(schema.answer.c.key == "rating-1")).all() == []
        kinds = set(db.scalars(select(schema.journal.c.kind)))
    assert not any("rat" in kind for kind in kinds)


def test_a_device_asks_what_to_do_for_itself_alone(device: Caller, served: Any) -> None:
    told = device.get("/rating/R1").get_json()
    assert told["visit"]["ticket"] == served["id"]
    assert told["visit"]["left_s"] == 60
    assert (told["levels"], len(told["reasons"]), told["serving"]) == (3, 5, None)
    assert "number" not in repr(told)
    assert device.get("/rating/R2").status_code == 403


def test_a_device_hears_that_a_visit_is_over(
    app: Flask, device: Caller, kiosk: Caller, clerk: Caller
) -> None:
    ears = Ears(app, "rating")
    assert ears.joined["snapshot"] == {"counter": "1", "visit": None, "serving": None}
    ticket = kiosk.post("/tickets", procedure=COPY).get_json()
    clerk.post("/counters/1/open")
    clerk.post("/counters/1/call-next")
    clerk.post(f"/tickets/{ticket['id']}/start")
    assert ears.hears()[-1][1]["serving"] == ticket["id"]
    clerk.post(f"/tickets/{ticket['id']}/finish")
    name, told = ears.hears()[-1]
    assert (name, told["visit"]["ticket"], told["serving"]) == ("rating.state", ticket["id"], None)
    assert ticket["number"] not in repr(told)
    assert app.extensions["queue"]["presence"]._sockets != {}


def test_a_device_hears_nothing_of_other_counters(app: Flask, as_role: As, kiosk: Caller) -> None:
    ears = Ears(app, "rating")
    parts = app.extensions["queue"]
    kiosk.post("/tickets", procedure=COPY)
    token = parts["tokens"]
    with parts["store"].glance() as db:
        nga = Caller(app.test_client(), str(token.of_staff(staff.staff(db, "bat-mot", "clerk4"))))
    nga.post("/counters/4/open")
    nga.post("/counters/4/call-next")
    assert ears.hears() == []


def test_the_page_asks_until_the_visit_is_rated(app: Flask, device: Caller, served: Any) -> None:
    client = app.test_client()
    assert 'data-rate="3"' in client.get(served["link"]).text
    device.post(f"/tickets/{served['id']}/rating", level=1)
    html = client.get(served["link"]).text
    assert "data-rate=" not in html


def test_the_device_page_shows_every_face(app: Flask) -> None:
    html = app.test_client().get("/rating/R1").text
    assert html.count('data-action="rate"') == 3
    assert html.index("Rất hài lòng") < html.index("Không hài lòng")
    assert "Quầy 1" in html


def test_the_question_is_read_out(app: Flask) -> None:
    answer = app.test_client().get("/rating/R1/speech")
    assert answer.status_code == 200
    assert answer.data[:4] == b"RIFF"
    assert len(answer.data) > 100_000
    assert app.test_client().get("/rating/R1/speech?lang=xx").status_code == 422
