"""One visit over HTTP: put back, sent on, directed, several services, wrong times."""

from __future__ import annotations

from typing import Any

import pytest

from tests.people import BIRTH, COPY, Clock
from tests.web.conftest import Caller


@pytest.fixture
def desk(clerk: Caller) -> Caller:
    """The clerk sits at counter 4, which serves everything."""
    assert clerk.post("/counters/4/open").status_code == 200
    return clerk


def served(desk: Caller, kiosk: Caller) -> dict[str, Any]:
    """Somebody took a number, was called and has arrived."""
    kiosk.post("/tickets", procedure=COPY)
    called = desk.post("/counters/4/call-next").get_json()
    ticket: dict[str, Any] = desk.post(f"/tickets/{called['id']}/start").get_json()
    return ticket


def test_a_person_is_put_back_behind_the_next_one(desk: Caller, kiosk: Caller) -> None:
    first = kiosk.post("/tickets", procedure=COPY).get_json()
    second = kiosk.post("/tickets", procedure=COPY).get_json()
    desk.post("/counters/4/call-next")
    back = desk.post(f"/tickets/{first['id']}/put-back", after=1, reason="other_reason").get_json()
    assert (back["state"], back["ahead"]) == ("waiting", 1)
    assert desk.post("/counters/4/call-next").get_json()["id"] == second["id"]


def test_who_is_put_back_with_grace_is_not_called_until_it_is_over(
    desk: Caller, kiosk: Caller, clock: Clock
) -> None:
    ticket = kiosk.post("/tickets", procedure=COPY).get_json()
    desk.post("/counters/4/call-next")
    back = desk.post(f"/tickets/{ticket['id']}/put-back", grace=True).get_json()
    assert back["due_at"] == ticket["due_at"]
    assert desk.post("/counters/4/call-next").status_code == 204
    clock.passes(minutes=5)
    assert desk.post("/counters/4/call-next").get_json()["id"] == ticket["id"]


def test_a_person_is_sent_to_a_counter_with_a_note(desk: Caller, kiosk: Caller) -> None:
    ticket = served(desk, kiosk)
    body = {"procedure": BIRTH, "to_counter": "2", "note": "needs form 12", "return_to_sender": True}
    sent = desk.post(f"/tickets/{ticket['id']}/transfer", **body).get_json()
    assert (sent["queue"], sent["directed"], sent["note"]) == ("H", "2", "needs form 12")
    assert (sent["returns_to"], sent["due_at"]) == ("4", ticket["due_at"])


def test_a_transfer_to_a_queue_keeps_the_procedure(desk: Caller, kiosk: Caller) -> None:
    ticket = served(desk, kiosk)
    sent = desk.post(f"/tickets/{ticket['id']}/transfer", queue="S").get_json()
    assert (sent["queue"], sent["procedure"]) == ("S", COPY)
    unknown = desk.post(f"/tickets/{ticket['id']}/transfer", queue="Q")
    assert (unknown.status_code, unknown.get_json()["code"]) == (404, "unknown_queue")


def test_the_greeter_directs_a_waiting_person(greeter: Caller, kiosk: Caller) -> None:
    ticket = kiosk.post("/tickets", procedure=COPY).get_json()
    directed = greeter.post(f"/tickets/{ticket['id']}/direct", counter="1").get_json()
    assert (directed["directed"], directed["ahead"]) == ("1", 0)
    assert greeter.post(f"/tickets/{ticket['id']}/direct", counter=None).get_json()["directed"] is None


def test_who_walks_up_is_served_at_once(desk: Caller) -> None:
    answer = desk.post("/tickets", procedure=COPY, counter="4")
    ticket = answer.get_json()
    assert (answer.status_code, ticket["state"], ticket["counter"]) == (201, "serving", "4")
    assert (ticket["slip"], len(ticket["services"])) == (None, 1)


def test_a_kiosk_serves_nobody(kiosk: Caller) -> None:
    assert kiosk.post("/tickets", procedure=COPY, counter="4").status_code in (403, 409)


def test_a_visit_lists_its_services(desk: Caller, kiosk: Caller) -> None:
    ticket = served(desk, kiosk)
    path = f"/tickets/{ticket['id']}"
    two = desk.post(f"{path}/services", procedure=BIRTH, quantity=5, file_number="H-2026/16").get_json()
    first = two["services"][0]["id"]
    desk.post(f"{path}/services/{first}/resume", outcome="missing_papers", quantity=2)
    done = desk.post(f"{path}/finish", outcome="done", quantity=3, file_number="H-2026/17").get_json()
    told = [(s["procedure"], s["outcome"], s["quantity"], s["file_number"]) for s in done["services"]]
    assert told == [
        (COPY, None, 5, "H-2026/16"),
        (BIRTH, "missing_papers", 2, None),
        (COPY, "done", 3, "H-2026/17"),
    ]
    assert desk.get(path).get_json()["services"] == done["services"]


@pytest.mark.parametrize("move", ["park", "transfer"])
def test_what_was_done_is_kept_when_the_person_leaves_the_counter(
    desk: Caller, kiosk: Caller, move: str
) -> None:
    ticket = served(desk, kiosk)
    left = desk.post(f"/tickets/{ticket['id']}/{move}", quantity=4, file_number="H-9").get_json()
    assert [(s["quantity"], s["file_number"]) for s in left["services"]] == [(4, "H-9")]


def test_a_record_of_somebody_else_is_not_resumed(desk: Caller, kiosk: Caller) -> None:
    ticket = served(desk, kiosk)
    answer = desk.post(f"/tickets/{ticket['id']}/services/999/resume")
    assert (answer.status_code, answer.get_json()["code"]) == (404, "unknown_service")


def test_the_clerk_says_that_the_times_are_wrong(desk: Caller, kiosk: Caller) -> None:
    ticket = served(desk, kiosk)
    desk.post(f"/tickets/{ticket['id']}/finish")
    flagged = desk.post(f"/tickets/{ticket['id']}/times-wrong").get_json()
    assert flagged["services"][0]["times_wrong"] is True


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("put-back", {"after": -1}, "after"),
        ("put-back", {"grace": "yes"}, "grace"),
        ("finish", {"quantity": 0}, "quantity"),
        ("finish", {"file_number": "1" * 41}, "file_number"),
        ("transfer", {"note": "n" * 201}, "note"),
        ("services", {"procedure": COPY, "quantity": "two"}, "quantity"),
        ("direct", {}, "counter"),
    ],
)
def test_a_wrong_field_of_a_visit_is_named(
    desk: Caller, kiosk: Caller, path: str, body: dict[str, Any], field: str
) -> None:
    ticket = served(desk, kiosk)
    answer = desk.post(f"/tickets/{ticket['id']}/{path}", **body)
    assert (answer.status_code, answer.get_json()["field"]) == (422, field)


def test_why_is_one_sentence_in_both_languages(desk: Caller, kiosk: Caller, clock: Clock) -> None:
    pao = kiosk.post("/tickets", procedure=COPY).get_json()
    mai = kiosk.post("/tickets", procedure=COPY).get_json()
    clock.passes(minutes=5)
    dua = kiosk.post("/tickets", procedure=COPY, priority="elderly").get_json()
    path = f"/tickets/{mai['id']}/why"
    assert desk.get(f"{path}?lang=en").get_json()["sentence"] == (
        "Counter 4 calls 2 before A002: 1 with a priority head start, 1 who came earlier."
    )
    desk.post(f"/tickets/{pao['id']}/call", reason="other_reason")
    told = desk.get(f"{path}?lang=vi").get_json()["sentence"]
    assert told == ("Tại quầy 4 có 1 người được gọi trước số A002: 1 người thuộc diện ưu tiên.")
    assert dua["number"] not in told
    assert desk.get(f"{path}?lang=xx").status_code == 422


def test_the_greeter_gives_a_number_for_an_appointment_and_a_kiosk_does_not(
    greeter: Caller, kiosk: Caller
) -> None:
    booked = greeter.post("/tickets", procedure=COPY, appointment="08:15").get_json()
    assert booked["due_at"] == "2026-10-12T01:15:00Z"
    assert kiosk.post("/tickets", procedure=COPY, appointment="08:15").status_code == 403
    assert greeter.post("/tickets", procedure=COPY, appointment="25:00").get_json()["field"] == "appointment"
