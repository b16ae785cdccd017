"""Every route and every socket room, tried as each role and as nobody."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from queue_server.app import create_app
from queue_server.config import Config
from queue_server.domain.actor import SYSTEM
from queue_server.domain.states import Role
from queue_server.operations import staffing
from queue_server.operations.tokens import Tokens
from queue_server.realtime.catalogue import ROOMS
from queue_server.storage import staff
from queue_server.web.doors import ANYONE, DOORS
from tests.databases import SQLite
from tests.hall import HALL
from tests.people import Clock
from tests.web.conftest import LOGINS, Caller, app_of_a_hall, token_of

ROLES = [*LOGINS, Role.KIOSK, Role.SCREEN, Role.RATING, None]
PATHS = {
    "code": "1",
    "ticket": "1",
    "job": "1",
    "action": "start",
    "wish": "reload",
    "asked": "give-up",
    "record": 1,
    "file": "1",
    "step": "ready",
    "screen": "D1",
    "device": "R1",
    "token": "x",
    "suggestion": 1,
    "login": "clerk1",
    "obstacle": 1,
    "kind": "wait",
    "place": "A",
    "procedure": "2.000815",
    "pack": "vi",
    "name": "a.wav",
    "slide": "abc",
    "way": "up",
    "turn": "show",
}
DEVICE_PAGES = {
    "kiosk.kiosk",
    "kiosk.menu",
    "screens.screen",
    "screens.plain",
    "rating.device",
    "rating.speech",
}
SHUT = (401, 403)


def address(app: Flask, endpoint: str) -> tuple[str, str]:
    """Method and path of a route, with a value in each place."""
    rule = next(rule for rule in app.url_map.iter_rules() if rule.endpoint == endpoint)
    places = {**PATHS, "filename": "tokens.css"}
    with app.test_request_context():
        values = {name: places[name] for name in rule.arguments}
        method = "POST" if "POST" in (rule.methods or ()) else "GET"
        return method, app.url_map.bind("localhost").build(endpoint, values, method=method)


@pytest.fixture(scope="module")
def unmoved(sqlite: SQLite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """One app for all who only look or are turned away: in the end nothing has happened there."""
    with app_of_a_hall(sqlite, tmp_path_factory.mktemp("hall"), Clock()) as app:
        before = happened(app)
        yield app
        assert happened(app) == before


def happened(app: Flask) -> int:
    with app.extensions["queue"]["store"].look(HALL) as look:
        return look.hall.seq


def asked(app: Flask, endpoint: str, role: Role | None) -> TestResponse:
    method, path = address(app, endpoint)
    head = {"Authorization": f"Bearer {token_of(app, role)}"} if role else {}
    return app.test_client().open(path, method=method, headers=head, json={} if method == "POST" else None)


def is_open(endpoint: str, role: Role | None) -> bool:
    return DOORS[endpoint] is ANYONE or role in DOORS[endpoint]


WALKED = [(endpoint, role) for endpoint in DOORS if endpoint not in DEVICE_PAGES for role in ROLES]


@pytest.mark.parametrize(("endpoint", "role"), [each for each in WALKED if is_open(*each)])
def test_a_door_opens_for_its_roles(
    unmoved: Flask, request: pytest.FixtureRequest, endpoint: str, role: Role | None
) -> None:
    looks = address(unmoved, endpoint)[0] == "GET"
    answer = asked(unmoved if looks else request.getfixturevalue("app"), endpoint, role)
    assert answer.status_code not in SHUT or _says_no_itself(endpoint), answer.text[:200]
    assert answer.status_code != 500


@pytest.mark.parametrize(("endpoint", "role"), [each for each in WALKED if not is_open(*each)])
def test_a_door_stays_shut_for_others(unmoved: Flask, endpoint: str, role: Role | None) -> None:
    answer = asked(unmoved, endpoint, role)
    if role is None:
        assert answer.status_code == 401 or answer.location.startswith("/login"), endpoint
    else:
        assert answer.status_code == 403, endpoint


def _says_no_itself(endpoint: str) -> bool:
    """Signing in with wrong words is refused behind an open door."""
    return endpoint in ("api.login", "login.sign_in")


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("room", [room for room in ROOMS if room != "ticket"])
def test_a_room_is_joined_by_its_roles_alone(app: Flask, room: str, role: Role | None) -> None:
    client = app.extensions["queue"]["socketio"].test_client(app)
    code = {"screen": "D1", "kiosk": "K1", "counter": "1", "rating": "R1"}.get(room, "bat-mot")
    token = token_of(app, role) if role else ""
    answer = client.emit("join", {"token": token, "as": room, "code": code}, callback=True)
    assert answer["ok"] is (role in ROOMS[room])


def test_a_screen_cannot_join_as_another_screen(app: Flask) -> None:
    client = app.extensions["queue"]["socketio"].test_client(app)
    wish = {"token": token_of(app, Role.SCREEN), "as": "screen", "code": "C1"}
    assert client.emit("join", wish, callback=True) == {"ok": False, "code": "not_allowed"}


def test_a_screen_of_another_hall_is_not_let_in(app: Flask) -> None:
    parts = app.extensions["queue"]
    with parts["store"].glance() as db:
        device = staff.device(db, HALL, "D1")
    assert device is not None
    elsewhere = Tokens(app.config["SECRET_KEY"], parts["store"], "muong-lat").of_device(device)
    client = app.extensions["queue"]["socketio"].test_client(app)
    wish = {"token": elsewhere, "as": "screen", "code": "D1"}
    assert client.emit("join", wish, callback=True) == {"ok": False, "code": "not_signed_in"}
    for path in ("/board/D1", "/screens/D1"):
        assert Caller(app.test_client(), elsewhere).get(path).status_code == 401


@pytest.mark.parametrize(
    "wish", [None, "join", 7, [], {}, {"as": "screen"}, {"token": 9, "as": [], "code": {}}]
)
def test_a_join_of_nonsense_is_refused(app: Flask, wish: object) -> None:
    client = app.extensions["queue"]["socketio"].test_client(app)
    assert client.emit("join", wish, callback=True)["ok"] is False


def test_a_forged_token_opens_nothing(app: Flask) -> None:
    good = token_of(app, Role.MANAGER)
    for forged in (good[:-2] + "AA", "x.y.z", "", "Bearer"):
        assert Caller(app.test_client(), forged or "-").get("/reports/times").status_code == 401


def test_a_new_password_ends_every_token(app: Flask, as_role: Callable[[Role | None], Caller]) -> None:
    manager = as_role(Role.MANAGER)
    assert manager.get("/hall").status_code == 200
    with app.extensions["queue"]["store"].work(HALL, SYSTEM) as work:
        staffing.set_password(work, "manager", "another-password")
    deadline = time.monotonic() + 3
    while manager.get("/hall").status_code == 200:
        assert time.monotonic() < deadline, "an ended token still opens doors"
    assert manager.get("/hall").status_code == 401


def test_the_server_does_not_start_with_a_route_that_has_no_door(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    without = {key: value for key, value in DOORS.items() if key != "api.board"}
    monkeypatch.setattr("queue_server.web.doors.DOORS", without)
    settings = Config(database_url=str(app.extensions["queue"]["store"].engine.url), secret="x" * 16)
    with pytest.raises(RuntimeError, match=r"no door for api\.board"):
        create_app(settings)
