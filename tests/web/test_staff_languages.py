"""What the clerks speak is said on a page, not in a file."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from queue_server.domain.states import Role
from tests.people import COPY
from tests.web.conftest import Caller

AsRole = Callable[[Role | None], Caller]


@pytest.mark.parametrize("role", [Role.MANAGER, Role.ADMIN])
def test_a_head_says_what_a_clerk_speaks(as_role: AsRole, role: Role) -> None:
    head = as_role(role)
    said = head.post("/staff/clerk2/languages", languages=["tai", "hmong", "tai"]).get_json()
    assert said == {"login": "clerk2", "languages": ["hmong", "tai"]}
    assert head.get("/staff/languages").get_json()["items"] == [said]
    head.post("/staff/clerk2/languages", languages=[])
    assert head.get("/staff/languages").get_json()["items"] == []


def test_it_counts_for_the_next_call(as_role: AsRole, clerk: Caller, manager: Caller, kiosk: Caller) -> None:
    clerk.post("/counters/4/open")
    ticket = kiosk.post("/tickets", procedure=COPY, language="tai").get_json()
    manager.post("/staff/clerk1/languages", languages=["tai"])
    assert clerk.post("/counters/4/call-next").get_json()["id"] == ticket["id"]


def test_unknown_people_and_languages_are_refused(manager: Caller, clerk: Caller) -> None:
    nobody = manager.post("/staff/nobody/languages", languages=["tai"])
    assert (nobody.status_code, nobody.get_json()["code"]) == (404, "unknown_staff")
    elvish = manager.post("/staff/clerk1/languages", languages=["elvish"])
    assert (elvish.status_code, elvish.get_json()["code"]) == (404, "unknown_language")
    assert manager.post("/staff/clerk1/languages", languages="tai").status_code == 422
    assert clerk.post("/staff/clerk1/languages", languages=["tai"]).status_code == 403
