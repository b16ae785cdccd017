"""Help with the national portal on the clerk's page."""

from __future__ import annotations

import pytest
from flask import Flask

from queue_server.domain.states import Role
from queue_server.operations import portal
from tests.hall import HALL
from tests.people import COPY, RESULT
from tests.web.conftest import token_of

PAGE = f"ma_thu_tuc={COPY}"


@pytest.fixture
def head(app: Flask) -> dict[str, str]:
    return {"Authorization": f"Bearer {token_of(app, Role.CLERK)}"}


def test_a_national_procedure_has_its_page_and_level(app: Flask) -> None:
    with app.extensions["queue"]["store"].look(HALL) as look:
        found = portal.help_with(look, COPY)
    assert found.address is not None
    assert found.address.endswith(PAGE)
    assert found.online == "not_offered"


def test_a_procedure_of_the_hall_itself_has_no_page(app: Flask, head: dict[str, str]) -> None:
    with app.extensions["queue"]["store"].look(HALL) as look:
        assert portal.help_with(look, RESULT).address is None
    assert app.test_client().get(f"/counter/portal/{RESULT}.svg", headers=head).status_code == 404


def test_the_code_is_a_picture_of_our_own(app: Flask, head: dict[str, str]) -> None:
    answer = app.test_client().get(f"/counter/portal/{COPY}.svg", headers=head)
    assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")
    assert b"<path" in answer.data


def test_nobody_outside_finds_a_way_to_the_code_of_any_address(app: Flask, head: dict[str, str]) -> None:
    for wrong in ("x", "2.000815{", "..%2f", "9" * 200):
        assert app.test_client().get(f"/counter/portal/{wrong}.svg", headers=head).status_code == 404
