"""The board for old televisions: nothing but HTML, which loads itself anew and says how old it is."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask

from tests.people import COPY, Clock
from tests.web.conftest import Caller


@pytest.fixture
def called(kiosk: Caller, clerk: Caller) -> str:
    """Somebody is called to counter 1."""
    clerk.post("/counters/1/open")
    kiosk.post("/tickets", procedure=COPY, priority="elderly")
    number: str = clerk.post("/counters/1/call-next").get_json()["number"]
    return number


def plain(app: Flask, code: str = "D1", **environ: Any) -> Any:
    return app.test_client().get(f"/display/{code}/plain", environ_base=environ)


def test_the_newest_call_stands_there_without_any_script(app: Flask, called: str) -> None:
    text = plain(app).text
    assert re.findall(r'class="newest" data-number="(\w+)"', text) == [called]
    assert "Quầy 1" in text
    assert "Ưu tiên hôm nay: <b>1</b>" in text
    assert "<script" not in text
    assert "style=" not in text
    assert "data-token" not in text
    assert "elderly" not in text


def test_it_loads_itself_anew_and_tells_the_time_of_its_data(app: Flask, clock: Clock) -> None:
    answer = plain(app)
    assert '<meta http-equiv="refresh" content="4">' in answer.text
    assert "Số liệu lúc <b>07:30:00</b>" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    clock.passes(seconds=4)
    assert "<b>07:30:04</b>" in plain(app).text


def test_before_the_first_call_it_says_so(app: Flask) -> None:
    assert "Chưa gọi số nào" in plain(app).text


def test_the_plain_page_of_a_counter_shows_that_counter_alone(app: Flask, called: str) -> None:
    assert called in plain(app, "C1").text
    assert called not in plain(app, "C2").text


def test_an_unpaired_television_shows_its_digits_and_needs_no_script_for_it(app: Flask) -> None:
    answer = plain(app, REMOTE_ADDR="192.0.2.7")
    assert answer.status_code == 401
    assert 'data-digits="' in answer.text
    assert '<noscript><meta http-equiv="refresh"' in answer.text


def test_a_plain_page_counts_as_a_sign_of_life(app: Flask, clock: Clock) -> None:
    plain(app)
    clock.passes(seconds=5)
    app.extensions["queue"]["presence"].note()
    with app.extensions["queue"]["store"].glance() as db:
        seen = db.exec_driver_sql("SELECT last_seen FROM device WHERE code = 'D1'").scalar()
    assert seen == clock.now.timestamp() * 1e6
