"""Bad input: a clear sentence, a stable code, nothing changed, never a 500."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from queue_server.domain.states import Role
from queue_server.storage import schema
from tests.hall import HALL
from tests.people import COPY, Clock
from tests.web.conftest import Caller, token_of


def seq(app: Flask) -> int:
    with app.extensions["queue"]["store"].look(HALL) as look:
        return int(look.hall.seq)


def refused(app: Flask, answer: Any, status: int, code: str, field: str | None = None) -> None:
    """The answer has the one shape of a refusal, and nothing has changed."""
    assert answer.status_code == status, answer.text
    assert answer.mimetype == "application/problem+json"
    problem = answer.get_json()
    assert (problem["status"], problem["code"], problem.get("field")) == (status, code, field)
    assert problem["title"]
    assert len(problem["detail"]) > 10
    assert seq(app) == 0


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "procedure"),
        ({"procedure": ""}, "procedure"),
        ({"procedure": 2}, "procedure"),
        ({"procedure": "2" * 41}, "procedure"),
        ({"procedure": "2.000815\x00"}, "procedure"),
        ({"procedure": "2.000815\x1b@"}, "procedure"),
        ({"procedure": COPY, "people": 0}, "people"),
        ({"procedure": COPY, "people": 10**30}, "people"),
        ({"procedure": COPY, "people": "2"}, "people"),
        ({"procedure": COPY, "people": 1.5}, "people"),
        ({"procedure": COPY, "language": "../vi"}, "language"),
        ({"procedure": COPY, "name": "Ông Páo"}, "name"),
    ],
)
def test_a_wrong_field_is_named(app: Flask, kiosk: Caller, body: dict[str, Any], field: str) -> None:
    refused(app, kiosk.post("/tickets", **body), 422, "invalid_input", field)


@pytest.mark.parametrize("data", [b"{", b"[]", b'"x"', b"null", b"\xff\xfe", b"{'procedure': 1}", b"NaN"])
def test_what_is_no_json_object_is_refused(app: Flask, kiosk: Caller, data: bytes) -> None:
    refused(app, kiosk.post("/tickets", data=data), 400, "malformed_json")


def test_a_form_is_not_taken_for_json(app: Flask) -> None:
    head = {"Authorization": f"Bearer {token_of(app, Role.KIOSK)}"}
    answer = app.test_client().post("/api/v1/tickets", data={"procedure": COPY}, headers=head)
    refused(app, answer, 415, "not_json")


def test_a_body_beyond_all_measure_is_refused(app: Flask, kiosk: Caller) -> None:
    refused(app, kiosk.post("/tickets", data=b" " * 100_000), 413, "too_large")


def test_unknown_things_are_404_with_their_kind(app: Flask, kiosk: Caller, clerk: Caller) -> None:
    refused(app, kiosk.post("/tickets", procedure="9.999999"), 404, "unknown_procedure")
    refused(app, kiosk.post("/tickets", procedure=COPY, priority="king"), 404, "unknown_priority_class")
    refused(app, clerk.post("/counters/99/open"), 404, "unknown_counter")
    refused(app, clerk.get("/tickets/99"), 404, "unknown_ticket")
    refused(app, clerk.get(f"/tickets/{10**40}"), 404, "unknown_ticket")
    refused(app, clerk.post("/tickets/99/start"), 404, "unknown_ticket")
    refused(app, clerk.post("/tickets/99/eat"), 404, "not_found")


def test_a_decomposed_procedure_code_is_the_same_procedure(kiosk: Caller, clerk: Caller) -> None:
    found = clerk.get(f"/procedures?q={unicodedata.normalize('NFD', 'hộ tịch')}").get_json()["items"]
    assert any(each["code"] == "1.004859" for each in found)
    assert kiosk.post("/tickets", procedure=COPY).status_code == 201


def test_a_closed_hall_says_so(app: Flask, kiosk: Caller, clock: Clock) -> None:
    with app.extensions["queue"]["store"].founding() as db:
        db.exec_driver_sql("UPDATE hall SET always_open = false")
    clock.passes(hours=4, minutes=30)
    refused(app, kiosk.post("/tickets", procedure=COPY), 409, "hall_closed")


def test_a_closed_counter_calls_nobody(app: Flask, clerk: Caller) -> None:
    refused(app, clerk.post("/counters/1/call-next"), 409, "counter_not_open")


@pytest.mark.parametrize(
    ("query", "code", "field"),
    [
        ("from=2026-13-01", "invalid_date", "from"),
        ("from=yesterday", "invalid_date", "from"),
        ("from=2026-10-12&to=2026-10-11", "reversed_period", "to"),
        ("from=2001-01-01&to=2026-10-11", "period_too_long", "to"),
        ("from=1900-01-01&to=1900-01-02", "absurd_period", "to"),
        ("by=shoe_size", "invalid_choice", "by"),
        ("format=docx", "invalid_choice", "format"),
    ],
)
def test_an_absurd_period_is_refused(app: Flask, manager: Caller, query: str, code: str, field: str) -> None:
    refused(app, manager.get(f"/reports/times?{query}"), 422, code, field)


@pytest.mark.parametrize("query", ["after=-1", "after=x", "limit=9e9", "after=" + "9" * 40, "after=٣"])
def test_the_journal_takes_whole_numbers(app: Flask, manager: Caller, query: str) -> None:
    answer = manager.get(f"/journal?{query}")
    refused(app, answer, 422, "invalid_number", query.partition("=")[0])


@pytest.mark.parametrize("key", [" " * 201, "a" * 201])
def test_a_key_beyond_all_measure_is_refused(app: Flask, kiosk: Caller, key: str) -> None:
    refused(app, kiosk.post("/tickets", key=key, procedure=COPY), 400, "bad_key", "Idempotency-Key")


def test_the_sentence_comes_in_the_readers_language(app: Flask) -> None:
    head = {"Authorization": f"Bearer {token_of(app, Role.CLERK)}", "Accept-Language": "en"}
    answer = app.test_client().get("/api/v1/tickets/99", headers=head)
    assert answer.get_json()["detail"] == "There is no ticket 99."


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
bodies = st.dictionaries(
    st.sampled_from(["procedure", "priority", "language", "people", "kiosk", "counter", "reason", "outcome"]),
    json_values,
    max_size=4,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    path=st.sampled_from(
        ["/tickets", "/tickets/1/transfer", "/counters/1/pause", "/counters/1/open", "/login"]
    ),
    body=bodies,
)
def test_no_body_makes_a_500(clerk: Caller, path: str, body: dict[str, Any]) -> None:
    answer = clerk.post(path, data=json.dumps(body).encode())
    assert answer.status_code < 500, answer.text


CARD = "001234567890|012345678|Nguyễn Văn A|01011990|Nam|Thôn X, xã Y|15042021"


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/papers", {"paper": CARD}),
        ("/receipts", {"number": CARD[:40], "day": "2026-10-14"}),
        ("/appointments/check-in", {"code": CARD}),
        ("/appointments/call-off", {"code": CARD}),
        ("/tickets", {"procedure": CARD[:40]}),
        ("/tickets/1/cancel", {"reason": CARD}),
    ],
)
def test_an_identity_card_under_the_scanner_is_neither_read_nor_kept(
    app: Flask, greeter: Caller, caplog: pytest.LogCaptureFixture, path: str, body: dict[str, str]
) -> None:
    answer = greeter.post(path, key="scanned", **body)
    refused(app, answer, 422, "identity_card")
    assert "001234567890" not in answer.text + caplog.text
    with app.extensions["queue"]["store"].glance() as db:
        assert db.execute(select(schema.answer)).all() == []
