"""A citizen's own ticket over HTTP: the page, its live part, the two wishes, and links that lead nowhere."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.people import COPY, Clock
from tests.web.conftest import Caller


@pytest.fixture
def phone(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def link(kiosk: Caller) -> str:
    """The link of a number behind which five others wait."""
    links = [kiosk.post("/tickets", procedure=COPY).json["link"] for _ in range(6)]
    return str(links[0])


def own(link: str, wish: str) -> str:
    return f"/api/v1/own{link.removeprefix('/t')}/{wish}"


def test_what_has_not_changed_is_not_sent_again(
    phone: FlaskClient, kiosk: Caller, clerk: Caller, clock: Clock
) -> None:
    first, second = (kiosk.post("/tickets", procedure=COPY).json["link"] for _ in range(2))
    seen = phone.get(f"{second}/now")
    head = {"If-None-Match": seen.headers["ETag"]}
    clock.passes(minutes=3)
    again = phone.get(f"{second}/now", headers=head)
    assert (again.status_code, again.data) == (304, b"")
    clerk.post("/counters/1/open")
    clerk.post("/counters/1/call-next")
    changed = phone.get(f"{second}/now", headers=head)
    assert changed.status_code == 200
    assert "Sắp đến lượt ông/bà." in changed.text
    assert phone.get(f"{first}/now", headers={**head, "Cookie": "lang=en"}).status_code == 200


def test_a_rating_changes_the_picture(phone: FlaskClient, kiosk: Caller, clerk: Caller) -> None:
    ticket = kiosk.post("/tickets", procedure=COPY).json
    clerk.post("/counters/1/open")
    clerk.post("/counters/1/call-next")
    for action in ("start", "finish"):
        clerk.post(f"/tickets/{ticket['id']}/{action}")
    asks = phone.get(f"{ticket['link']}/now")
    bearer = {"Authorization": f"Bearer {ticket['link'].removeprefix('/t/')}"}
    rated = phone.post(f"/api/v1/tickets/{ticket['id']}/rating", json={"level": 3}, headers=bearer)
    assert rated.status_code == 204
    thanked = phone.get(f"{ticket['link']}/now", headers={"If-None-Match": asks.headers["ETag"]})
    assert thanked.status_code == 200
    assert "data-rate=" in asks.text
    assert "data-rate=" not in thanked.text


def test_another_language_is_another_picture(phone: FlaskClient, link: str) -> None:
    head = {"If-None-Match": phone.get(f"{link}/now").headers["ETag"]}
    assert phone.get(f"{link}/now?lang=en", headers=head).status_code == 200


def test_the_page_speaks_the_language_asked_for_with_the_number(phone: FlaskClient, kiosk: Caller) -> None:
    english = kiosk.post("/tickets", procedure=COPY, language="en").json["link"]
    assert "You are next." in phone.get(english).text
    assert "Sắp đến lượt ông/bà." in phone.get(f"{english}?lang=vi").text
    thai = kiosk.post("/tickets", procedure=COPY, language="tai").json["link"]
    assert "người trước ông/bà" in phone.get(thai).text


def test_a_phone_gets_no_cookie_and_nothing_of_a_person(phone: FlaskClient, link: str) -> None:
    answer = phone.get(link)
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "private, no-cache"


def test_a_page_without_scripts_loads_itself_anew_and_can_wish(phone: FlaskClient, link: str) -> None:
    assert '<noscript><meta http-equiv="refresh" content="30"></noscript>' in phone.get(link).text
    answer = phone.post(f"{link}/more-time")
    assert (answer.status_code, answer.headers["Location"]) == (303, link)
    assert 'data-own="more-time"' not in phone.get(link).text
    assert "đã được lùi một lần" in phone.post(f"{link}/more-time").text
    assert phone.post(f"{link}/give-up").status_code == 303
    assert "Số này đã được trả lại" in phone.get(link).text


def test_a_wish_with_the_same_key_happens_once(phone: FlaskClient, link: str) -> None:
    answers = [phone.post(own(link, "more-time"), json={}, headers={"Idempotency-Key": key}) for key in "aab"]
    assert [each.status_code for each in answers] == [200, 200, 409]
    assert (
        answers[0].json
        == answers[1].json
        == {
            "number": "A001",
            "state": "waiting",
            "not_before": "2026-10-12T00:35:00Z",
        }
    )
    refused: Any = answers[2].json
    assert refused["code"] == "more_time_used"


def test_giving_up_twice_is_refused_with_a_sentence(phone: FlaskClient, link: str) -> None:
    assert phone.post(own(link, "give-up"), json={}).json == {
        "number": "A001",
        "state": "cancelled",
        "not_before": None,
    }
    again: Any = phone.post(own(link, "give-up"), json={})
    assert (again.status_code, again.json["code"]) == (409, "illegal_move")


def test_a_link_ends_kindly_with_the_day(phone: FlaskClient, link: str, clock: Clock) -> None:
    clock.passes(days=1)
    page = phone.get(link)
    assert page.status_code == 410
    assert "đã hết hiệu lực. Cảm ơn ông/bà đã đến." in page.text
    assert not re.search(r"A001|Bản sao", page.text)
    assert phone.get(f"{link}/now").status_code == 410
    wish: Any = phone.post(own(link, "give-up"), json={})
    assert (wish.status_code, wish.json["code"]) == (410, "link_expired")


def test_guessing_links_is_throttled_and_the_own_link_still_works(phone: FlaskClient, link: str) -> None:
    tries = [phone.get(f"/t/guess-{n}").status_code for n in range(22)]
    assert tries == [404] * 20 + [429] * 2
    assert phone.post(own("/t/guess", "give-up"), json={}).status_code == 429
    assert phone.get(link).status_code == 200
