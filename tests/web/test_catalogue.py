"""The administrator takes in a list of procedures, having seen what it would change."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from queue_server.domain.states import Role
from queue_server.operations import tables
from tests.web.conftest import Caller, token_of

LIST = "code,field,name_vi,committed\n9.000001,Hộ tịch,Thủ tục thử,5 ngày\n9.000002,Hàng hải,Hai,\n"


class Admin:
    def __init__(self, app: Flask) -> None:
        self._client: FlaskClient = app.test_client()
        self._head = {"Authorization": f"Bearer {token_of(app, Role.ADMIN)}", "Accept": "application/json"}

    def page(self) -> str:
        return self._client.get("/admin/catalogue", headers=self._head).text

    def sends(self, path: str, data: bytes) -> Any:
        return self._client.post(f"/admin/catalogue/{path}", data=data, headers=self._head)


@pytest.fixture
def admin(app: Flask) -> Admin:
    return Admin(app)


def codes(clerk: Caller) -> set[str]:
    return {each["code"] for each in clerk.get("/procedures?q=9.00000").json["items"]}


def test_first_shown_then_taken_without_the_faulty(admin: Admin, clerk: Caller) -> None:
    shown = admin.sends("preview", LIST.encode()).json["html"]
    assert 'data-count="new">1<' in shown
    assert "chưa có hàng chờ nào nhận lĩnh vực Hàng hải" in shown
    assert codes(clerk) == set()
    refused = admin.sends("take", LIST.encode())
    assert (refused.status_code, refused.json["code"]) == (422, "faulty_catalogue")
    assert codes(clerk) == set()
    assert admin.sends("take?faulty=skip", LIST.encode()).json == {"taken": 1}
    assert codes(clerk) == {"9.000001"}


def test_a_proposed_short_name_is_looked_at(admin: Admin, clerk: Caller) -> None:
    admin.sends("take?faulty=skip", LIST.encode())
    assert "Tên ngắn cần xem lại" in admin.page()
    head = {"Content-Type": "application/json"}
    body = b'{"code": "9.000001", "name": "Th\xe1\xbb\xad"}'
    answer = admin._client.post("/admin/catalogue/short-names", data=body, headers={**admin._head, **head})
    assert answer.status_code == 204
    assert "Tên ngắn cần xem lại" not in admin.page()


def test_the_meter_counts_what_citizens_can_know(admin: Admin) -> None:
    assert "0 trên 45 thủ tục có đủ thông tin" in admin.page()
    admin.sends("take", "code,fee_vi,online,bring_vi\n1.004837,Không thu phí,full,Tờ khai\n".encode())
    assert "1 trên 45 thủ tục có đủ thông tin" in admin.page()


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", "code\n9.1".encode("utf-16"), b"\0" * 1000])
def test_what_is_no_list_is_refused_with_a_sentence(admin: Admin, data: bytes) -> None:
    for path in ("preview", "take"):
        answer = admin.sends(path, data)
        assert (answer.status_code, answer.json["code"]) == (422, "unreadable_table")
        assert (
            answer.json["detail"].startswith("This file cannot be read")
            or "Không đọc được" in answer.json["detail"]
        )


def test_a_hundred_megabytes_are_not_even_read(admin: Admin) -> None:
    assert admin.sends("preview", b"x" * (tables.LARGEST_BYTES + 1)).status_code == 413
