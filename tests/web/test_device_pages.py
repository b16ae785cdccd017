"""Kiosks and screens: trusted on this machine in the sample hall, paired by link everywhere else."""

from __future__ import annotations

from flask import Flask

from queue_server.domain.states import Role
from tests.web.conftest import token_of

ELSEWHERE = {"REMOTE_ADDR": "192.0.2.7"}


def test_the_sample_hall_trusts_this_machine(app: Flask) -> None:
    assert app.test_client().get("/kiosk/K1").status_code == 200
    assert app.test_client().get("/display/D1").status_code == 200


def test_another_machine_must_be_paired_and_stays_so(app: Flask) -> None:
    tablet = app.test_client()
    assert tablet.get("/kiosk/K1", environ_base=ELSEWHERE).status_code == 401
    link = f"/kiosk/K1?pair={token_of(app, Role.KIOSK)}"
    assert tablet.get(link, environ_base=ELSEWHERE).status_code == 200
    assert tablet.get("/kiosk/K1", environ_base=ELSEWHERE).status_code == 200


def test_a_real_hall_trusts_no_machine(app: Flask) -> None:
    with app.extensions["queue"]["store"].founding() as db:
        db.exec_driver_sql("UPDATE hall SET trusts_this_machine = false")
    assert app.test_client().get("/display/D1").status_code == 401


def test_the_pairing_of_one_device_does_not_open_another(app: Flask) -> None:
    link = f"/display/D1?pair={token_of(app, Role.KIOSK)}"
    assert app.test_client().get(link, environ_base=ELSEWHERE).status_code == 401


def test_a_screen_is_no_kiosk(app: Flask) -> None:
    assert app.test_client().get("/kiosk/D1").status_code == 401
    assert app.test_client().get("/display/K1").status_code == 401
