"""Files over the API and on their page: due, late, ready, handed over."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from queue_server.domain.states import Role
from queue_server.operations.spooling import StoredJobs
from tests.hall import HALL
from tests.people import LAND, Clock
from tests.web.conftest import Caller, token_of

NUMBER = "H56.12-261012-0007"


def page(app: Flask, path: str, role: Role = Role.CLERK) -> Any:
    return app.test_client().get(path, headers={"Authorization": f"Bearer {token_of(app, role)}"})


@pytest.fixture
def served(clerk: Caller, kiosk: Caller) -> int:
    """Somebody with a matter of land is served at counter 4."""
    clerk.post("/counters/4/open")
    ticket = int(kiosk.post("/tickets", procedure=LAND).json["id"])
    clerk.post("/counters/4/call-next")
    clerk.post(f"/tickets/{ticket}/start")
    return ticket


def test_finishing_with_a_file_gives_it_a_day_and_a_receipt(clerk: Caller, served: int, app: Flask) -> None:
    StoredJobs(app.extensions["queue"]["store"], HALL).take("P1")
    body = {"outcome": "file_received", "file_number": NUMBER, "due_day": "2026-10-30"}
    refused = clerk.post(f"/tickets/{served}/finish", **body)
    assert (refused.status_code, refused.json["code"]) == (422, "reason_missing")
    done = clerk.post(f"/tickets/{served}/finish", **body, due_reason="as the receipt says", receipt=True)
    assert done.json["state"] == "served"
    (file,) = clerk.get(f"/files?q={NUMBER[-6:]}").json["items"]
    assert (file["number"], file["ticket"], file["due_at"]) == (NUMBER, served, "2026-10-30T10:00:00Z")
    job = StoredJobs(app.extensions["queue"]["store"], HALL).take("P1")
    assert job is not None
    assert job.slip.number == "30/10/2026"
    assert job.slip.table[0] == ("Số hồ sơ", NUMBER)
    assert (job.slip.link or "").startswith("HS:")


def test_the_desk_shows_the_day_before_the_file_is_received(app: Flask, served: int) -> None:
    shown = page(app, "/counter/4/desk").text
    assert 'data-action="file-received"' in shown
    assert "Nhận hồ sơ" in shown


def test_lists_banner_and_moves(clerk: Caller, manager: Caller, app: Flask, clock: Clock) -> None:
    given = clerk.post("/files", procedure="1.004837", file_number=NUMBER, channel="online")
    assert (given.status_code, given.json["due_at"]) == (201, "2026-10-15T10:00:00Z")
    file = given.json["id"]
    assert clerk.get("/files").json["counts"]["later"] == 1
    clock.passes(days=2)
    assert "hẹn trả ngày làm việc tới" in page(app, "/manager/now", Role.MANAGER).text
    clock.passes(days=1)
    assert [each["id"] for each in clerk.get("/files?list=today").json["items"]] == [file]
    clock.passes(days=1)
    assert clerk.get("/files").json["counts"]["late"] == 1
    assert "1 hồ sơ quá hạn" in page(app, "/counter/1/desk").text
    assert "quá hạn từ" in page(app, "/files").text
    late = manager.post(f"/files/{file}/postpone", day="2026-10-20", reason="thiếu chữ ký")
    assert (late.status_code, late.json["postponed_by"]) == (200, "manager")
    again = manager.post(f"/files/{file}/postpone", day="2026-10-22", reason="lần nữa")
    assert (again.status_code, again.json["code"]) == (409, "postponed_already")
    assert clerk.post(f"/files/{file}/ready").json["state"] == "ready"
    assert "Chờ công dân nhận" in page(app, "/files?list=ready").text
    assert clerk.post(f"/files/{file}/hand-over").json["state"] == "handed_over"
    assert clerk.post(f"/files/{file}/ready").status_code == 409


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"procedure": LAND, "file_number": "HS\x1b[2J"}, 422, "invalid_input"),
        ({"procedure": LAND, "file_number": "x" * 41}, 422, "invalid_input"),
        ({"procedure": LAND, "due_day": "2026-10-09", "due_reason": "past"}, 422, "bad_due_day"),
        ({"procedure": LAND, "due_day": "31/10/2026"}, 422, "invalid_input"),
        ({"procedure": LAND, "channel": "pigeon"}, 422, "invalid_input"),
        ({"procedure": "9.999999"}, 404, "unknown_procedure"),
        ({}, 422, "invalid_input"),
    ],
)
def test_a_wrong_file_is_refused_with_a_sentence(
    clerk: Caller, body: dict[str, str], status: int, code: str
) -> None:
    answer = clerk.post("/files", **body)
    assert (answer.status_code, answer.json["code"]) == (status, code)
    assert sum(clerk.get("/files").json["counts"].values()) == 0


def test_what_is_not_there_is_not_found(clerk: Caller, app: Flask) -> None:
    assert clerk.post("/files/77/ready").json["code"] == "unknown_file"
    assert clerk.get("/files/99999999999999999999").json["code"] == "unknown_file"
    assert clerk.get("/files?list=soon").status_code == 422
    assert page(app, "/files?list=soon").status_code == 422
    assert "Không có hồ sơ" in page(app, "/files?q=%25").text


def test_only_clerks_and_managers_change_files(greeter: Caller, kiosk: Caller) -> None:
    assert greeter.post("/files", procedure=LAND).status_code == 403
    assert kiosk.get("/files").status_code == 403


def test_the_kiosk_finds_a_file_and_sends_straight_to_a_free_counter(
    clerk: Caller, kiosk: Caller, app: Flask
) -> None:
    assert "panel-collect" not in page(app, "/kiosk/K1/menu", Role.KIOSK).text
    file = clerk.post("/files", procedure=LAND, file_number=NUMBER).json["id"]
    assert "panel-collect" in page(app, "/kiosk/K1/menu", Role.KIOSK).text
    (found,) = kiosk.get("/collect?q=0007").json["items"]
    assert (found["file"], found["ends_with"], found["ready"]) == (file, "0007", False)
    assert kiosk.get("/collect?q=07").json["items"] == []
    assert kiosk.post("/collect", file=file).status_code == 204
    clerk.post("/counters/1/open")
    assert kiosk.post("/collect", file=file).json["counter"] == "1"
    assert "Công dân đến nhận kết quả" in page(app, "/counter/1/desk").text
    taken = kiosk.post("/tickets", procedure="X.001", file=file)
    assert taken.status_code == 201
    clerk.post("/counters/1/call-next")
    assert NUMBER in page(app, "/counter/1/desk").text
    assert kiosk.post("/collect", file=999).json["code"] == "unknown_file"
    assert kiosk.post("/tickets", procedure="X.001", file=999).status_code == 404


def test_the_cost_of_a_day_is_set_by_the_heads_alone(clerk: Caller, manager: Caller, app: Flask) -> None:
    assert clerk.post("/files/rules", saving_vnd=500000).status_code == 403
    assert manager.post("/files/rules", saving_vnd=-1).status_code == 422
    assert manager.post("/files/rules", cut_off="15:00", saving_vnd=500000).status_code == 204
    clerk.post("/files", procedure="1.004837")
    assert manager.get("/reports/on-time").json["items"][0]["received"] == 1
    shown = page(app, "/files/figures", Role.MANAGER).text
    assert 'value="500000"' in shown
    assert "Cắt giảm thời gian giải quyết" in shown


def test_due_dates_go_out_and_come_in_as_tables(clerk: Caller, app: Flask) -> None:
    clerk.post("/files", procedure=LAND, file_number=NUMBER)
    for kind, start in (("csv", b"\xef\xbb\xbfnumber"), ("xlsx", b"PK")):
        answer = page(app, f"/files/export?format={kind}")
        assert (answer.status_code, answer.data[: len(start)]) == (200, start)
    assert page(app, "/files/export?since=yesterday").status_code == 422
    head = {"Authorization": f"Bearer {token_of(app, Role.CLERK)}", "Accept": "application/json"}
    data = f"number,due\n{NUMBER},2026-11-30\nH1,soon\n".encode()
    client = app.test_client()
    shown = client.post("/files/exchange/preview", data=data, headers=head)
    assert 'data-count="changed">1<' in shown.json["html"]
    refused = client.post("/files/exchange/take", data=data, headers=head)
    assert (refused.status_code, refused.json["code"]) == (422, "faulty_dates")
    assert client.post("/files/exchange/take?faulty=skip", data=data, headers=head).json == {"taken": 1}
    assert clerk.get(f"/files?q={NUMBER}").json["items"][0]["due_at"] == "2026-11-30T10:00:00Z"
