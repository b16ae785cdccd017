"""Own signs on the pages and by API, and the switch of the administrator."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from queue_server.domain.signs import SIGNS
from queue_server.domain.states import Role
from tests.people import COPY
from tests.web.conftest import Caller

AsRole = Callable[[Role | None], Caller]


@pytest.fixture
def admin(as_role: AsRole) -> Caller:
    return as_role(Role.ADMIN)


def test_a_ticket_tells_its_sign_and_the_board_shows_it(
    kiosk: Caller, clerk: Caller, as_role: AsRole
) -> None:
    ticket = kiosk.post("/tickets", procedure=COPY).get_json()
    assert ticket["sign"] in SIGNS
    clerk.post("/counters/4/open")
    clerk.post("/counters/4/call-next")
    (call,) = as_role(Role.SCREEN).get("/board/D1").get_json()["calls"]
    assert (call["sign"], call["sign_label"]) == (ticket["sign"], SIGNS[ticket["sign"]]["vi"])


def test_the_administrator_switches_signs_off_and_on(admin: Caller, kiosk: Caller) -> None:
    assert admin.post("/hall/signs", given=False).get_json() == {"given": False}
    assert kiosk.post("/tickets", procedure=COPY).get_json()["sign"] is None
    admin.post("/hall/signs", given=True)
    assert kiosk.post("/tickets", procedure=COPY).get_json()["sign"] is not None


def test_nobody_else_does(kiosk: Caller, clerk: Caller, admin: Caller) -> None:
    assert kiosk.post("/hall/signs", given=False).status_code == 403
    assert clerk.post("/hall/signs", given=False).status_code == 403
    assert admin.post("/hall/signs", given="no").status_code == 422
