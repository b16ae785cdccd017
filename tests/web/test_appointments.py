"""Appointments over HTTP: booked on a plain page, kept at the kiosk, seen by the greeter; forged codes."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from queue_server.domain.states import Role
from queue_server.storage import schema
from tests.people import COPY, RESULT, Clock
from tests.web.conftest import Caller, token_of

NINE = "2026-10-12T02:00:00Z"


@pytest.fixture
def anybody(as_role: Callable[[Role | None], Caller]) -> Caller:
    return as_role(None)


@pytest.fixture
def phone(app: Flask) -> FlaskClient:
    return app.test_client()


def books(anybody: Caller, **wish: Any) -> Any:
    return anybody.post("/appointments", **{"procedure": COPY, "starts_at": NINE, **wish})


def test_anybody_books_and_the_kiosk_gives_the_number(anybody: Caller, kiosk: Caller) -> None:
    booked = books(anybody, people=12).json
    assert re.fullmatch(r"[A-Z0-9]{6}", booked["code"])
    assert (booked["queue"], booked["starts_at"], booked["people"], booked["number"]) == ("A", NINE, 12, None)
    ticket = kiosk.post("/appointments/check-in", code=booked["code"]).json
    assert (ticket["number"], ticket["due_at"], ticket["people"]) == ("A001", NINE, 12)
    assert ticket["label"] == "Chứng thực bản sao từ bản chính"
    again = kiosk.post("/appointments/check-in", code=booked["code"])
    assert (again.status_code, again.json["code"]) == (409, "appointment_kept")


def test_the_same_key_books_once(anybody: Caller, greeter: Caller) -> None:
    first, second = (books_with_key(anybody) for _ in range(2))
    assert first == second
    assert [each["code"] for each in greeter.get("/appointments").json["items"]] == [first["code"]]


def books_with_key(anybody: Caller) -> Any:
    return anybody.post("/appointments", key="touch", procedure=COPY, starts_at=NINE).json


def test_the_greeter_sees_who_has_not_come(anybody: Caller, greeter: Caller, clock: Clock) -> None:
    code = books(anybody).json["code"]
    gone = books(anybody).json["code"]
    assert anybody.post("/appointments/call-off", code=gone).json["state"] == "called_off"
    clock.passes(minutes=101)
    (seen,) = greeter.get("/appointments").json["items"]
    assert (seen["code"], seen["state"], seen["late"]) == (code, "booked", True)
    assert anybody.get("/appointments").status_code == 401


def test_what_may_be_booked_is_told_to_anybody(anybody: Caller) -> None:
    books(anybody)
    items = anybody.get(f"/appointments/slots?procedure={COPY}").json["items"]
    assert items[0] == {"at": "2026-10-12T01:00:00Z", "free": 2}
    assert {"at": NINE, "free": 1} in items
    assert anybody.get("/appointments/slots?procedure=9.9").json["code"] == "unknown_procedure"
    assert anybody.get(f"/appointments/slots?procedure={RESULT}").json["code"] == "no_appointments"


@pytest.mark.parametrize(
    ("wish", "status", "code"),
    [
        ({"starts_at": "2026-10-12T02:10:00Z"}, 422, "not_a_slot"),
        ({"starts_at": "2026-10-12T02:00:00"}, 422, "invalid_input"),
        ({"starts_at": "yesterday"}, 422, "invalid_input"),
        ({"procedure": "9.9"}, 404, "unknown_procedure"),
        ({"procedure": RESULT}, 422, "no_appointments"),
        ({"people": 0}, 422, "invalid_input"),
        ({"name": "Nguyễn Thị Mai"}, 422, "invalid_input"),
    ],
)
def test_what_cannot_be_booked_is_refused(
    anybody: Caller, wish: dict[str, Any], status: int, code: str
) -> None:
    answer = books(anybody, **wish)
    assert (answer.status_code, answer.json["code"]) == (status, code)


def test_forged_codes_are_refused_and_throttled_but_a_good_one_still_counts(
    anybody: Caller, kiosk: Caller, greeter: Caller
) -> None:
    code = books(anybody).json["code"]
    tries = [kiosk.post("/appointments/check-in", code=f"AAAAA{n}").status_code for n in range(12)]
    assert tries == [404] * 10 + [429] * 2
    assert greeter.post("/appointments/check-in", code="AAAAAA").json["code"] == "unknown_appointment"
    assert kiosk.post("/appointments/check-in", code=code).status_code == 201


def test_one_address_cannot_book_the_whole_week(anybody: Caller) -> None:
    answers = [books(anybody).status_code for _ in range(22)]
    assert answers == [201] * 2 + [409] * 18 + [429] * 2


def test_a_phone_books_by_plain_pages(phone: FlaskClient, kiosk: Caller) -> None:
    assert f'href="/book?procedure={COPY}"' in phone.get("/book").text
    page = phone.get(f"/book?procedure={COPY}")
    assert "Set-Cookie" not in page.headers
    form = dict(re.findall(r'name="(procedure|key)" value="([^"]*)"', page.text))
    at = re.findall(r'value="([^"]*)" data-at="09:00"', page.text)[0]
    sent = [phone.post("/book", data={**form, "at": at, "people": "3"}) for _ in range(2)]
    assert [each.status_code for each in sent] == [303, 303]
    mine = sent[0].headers["Location"]
    assert mine == sent[1].headers["Location"], "a double touch is one appointment"
    shown = phone.get(mine).text
    assert "09:00" in shown
    assert "Thứ Hai, " in shown
    assert 'src="data:image/svg+xml' in shown
    assert phone.post(f"{mine}/call-off").status_code == 303
    assert "Đã hủy lịch hẹn" in phone.get(mine).text
    refused = kiosk.post("/appointments/check-in", code=mine.rpartition("/")[2])
    assert refused.json["code"] == "appointment_over"


@pytest.mark.parametrize(
    "form", [{}, {"at": "x"}, {"at": "2026-10-12T09:00:00"}, {"at": NINE, "people": "9999"}, {"at": NINE}]
)
def test_a_form_of_nonsense_gets_a_sentence(phone: FlaskClient, form: dict[str, str]) -> None:
    assert phone.post("/book", data={"key": "k", **form}).status_code in (404, 422)


def test_guessing_codes_of_appointments_is_throttled(phone: FlaskClient) -> None:
    tries = [phone.get(f"/book/AAAAA{n}").status_code for n in range(12)]
    assert tries == [404] * 10 + [429] * 2


def test_the_entrance_prints_an_appointment_once_and_a_phone_does_not(
    app: Flask, phone: FlaskClient, anybody: Caller
) -> None:
    code = books(anybody).json["code"]
    greeter = app.test_client()
    greeter.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {token_of(app, Role.GREETER)}"
    page = greeter.get(f"/book/{code}").text
    key = re.findall(r'name="key" value="([^"]*)"', page)[0]
    sent = [greeter.post(f"/book/{code}/print", data={"key": key}) for _ in range(2)]
    assert [each.headers["Location"] for each in sent] == [f"/book/{code}?printed=P1"] * 2
    with app.extensions["queue"]["store"].glance() as db:
        assert len(db.execute(select(schema.print_job)).all()) == 1
    assert "/print" not in phone.get(f"/book/{code}").text
    assert phone.post(f"/book/{code}/print").status_code == 302
    assert greeter.post("/book/AAAAAA/print").status_code == 404
