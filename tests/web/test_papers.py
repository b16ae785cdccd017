"""Numbers from paper, over the API."""

from __future__ import annotations

from datetime import date

from flask import Flask

from queue_server.domain.check_code import code_of, key_of
from queue_server.domain.states import Role
from tests.hall import HALL
from tests.web.conftest import Caller, token_of

CODE = code_of(key_of("a secret of the tests"), HALL, date(2026, 10, 12), "A012")


def test_the_greeter_says_where_the_roll_is(greeter: Caller) -> None:
    answer = greeter.post("/roll", queue="A", number="523", first=520)
    assert answer.status_code == 201
    assert answer.json == {"queue": "A", "from": "A520", "to": "A523", "taken_over": 4}
    shown = greeter.get("/tickets").json["items"]
    assert [(each["number"], each["estimated"]) for each in shown] == [(f"A52{n}", True) for n in range(4)]
    again = greeter.post("/roll", queue="A", number=523)
    assert (again.status_code, again.json["code"]) == (409, "roll_behind")


def test_a_wrong_report_of_the_roll_changes_nothing(greeter: Caller) -> None:
    for body, code in (
        ({"queue": "Z", "number": 5}, "unknown_queue"),
        ({"queue": "A"}, "invalid_input"),
        ({"queue": "A", "number": 0}, "invalid_input"),
        ({"queue": "A", "number": "five"}, "invalid_input"),
        ({"queue": "A", "number": 10_000_000}, "invalid_input"),
        ({"queue": "A", "number": 900, "first": 1}, "roll_too_far"),
        ({"queue": "A", "number": 5, "first": 9}, "roll_behind"),
    ):
        assert greeter.post("/roll", **body).json["code"] == code
    assert greeter.get("/tickets").json["items"] == []


def test_a_slip_in_somebodys_hand_comes_back_once(greeter: Caller) -> None:
    answer = greeter.post("/papers", paper=f"a012 {CODE.lower()}")
    assert (answer.status_code, answer.json["number"], answer.json["state"]) == (201, "A012", "waiting")
    assert greeter.post("/papers", paper=f"A012{CODE}").json["code"] == "number_taken"
    forged = greeter.post("/papers", paper=f"A013 {CODE}")
    assert (forged.status_code, forged.json["code"]) == (422, "wrong_check_code")
    assert len(greeter.get("/tickets").json["items"]) == 1


def test_the_kiosk_takes_nothing_from_paper(kiosk: Caller, app: Flask) -> None:
    assert kiosk.post("/papers", paper=f"A012 {CODE}").status_code == 403
    assert kiosk.post("/roll", queue="A", number=5).status_code == 403


def test_a_receipt_and_the_day_sheet_go_to_the_printer(greeter: Caller, manager: Caller) -> None:
    greeter.post("/tickets", procedure="1.001193")
    answer = greeter.post("/receipts", number="H001", day="2026-10-20")
    assert (answer.status_code, answer.json["printer"]) == (202, "P1")
    assert manager.post("/day-sheet").status_code == 204
    assert greeter.post("/day-sheet").status_code == 403
    for body, code in (
        ({"number": "H001", "day": "2026-10-18"}, "no_working_day"),
        ({"number": "H001", "day": "tomorrow"}, "invalid_input"),
        ({"number": "H999", "day": "2026-10-20"}, "unknown_ticket"),
        ({"day": "2026-10-20"}, "invalid_input"),
    ):
        assert greeter.post("/receipts", **body).json["code"] == code


def test_the_posted_list_is_a_pdf_for_manager_and_administrator(app: Flask) -> None:
    for role in (Role.MANAGER, Role.ADMIN):
        head = {"Authorization": f"Bearer {token_of(app, role)}"}
        answer = app.test_client().get("/papers/procedures.pdf", headers=head)
        assert (answer.mimetype, answer.data[:5]) == ("application/pdf", b"%PDF-")
