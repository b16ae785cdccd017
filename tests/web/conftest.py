"""The real app on a founded hall, with Flask's own test client."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from queue_server.app import create_app
from queue_server.config import Config
from queue_server.domain.states import Role
from queue_server.storage import staff
from tests.databases import SQLite
from tests.hall import HALL, found
from tests.people import Clock

LOGINS = {Role.CLERK: "clerk1", Role.GREETER: "greeter", Role.MANAGER: "manager", Role.ADMIN: "admin"}
DEVICES = {Role.KIOSK: "K1", Role.SCREEN: "D1", Role.RATING: "R1"}


class Compiled(BytecodeCache):
    """The templates of one app serve the next."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


COMPILED = Compiled()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def app(sqlite: SQLite, tmp_path: Path, clock: Clock) -> Iterator[Flask]:
    with app_of_a_hall(sqlite, tmp_path, clock) as app:
        yield app


@contextmanager
def app_of_a_hall(sqlite: SQLite, data: Path, clock: Clock) -> Iterator[Flask]:
    """The app on a new sample hall, which ends with this block."""
    url = sqlite.like(found)
    app = create_app(Config(data=data, database_url=url, secret="a secret of the tests"), clock)
    app.jinja_env.bytecode_cache = COMPILED
    yield app
    app.extensions["queue"]["store"].engine.dispose()
    sqlite.drop(url)


class Caller:
    """Somebody who calls the API: with the token of a role, or with none."""

    def __init__(self, client: FlaskClient, token: str | None) -> None:
        self._client = client
        self._head = {"Authorization": f"Bearer {token}"} if token else {}

    def get(self, path: str) -> Any:
        return self._client.get(f"/api/v1{path}", headers=self._head)

    def post(self, path: str, key: str | None = None, data: Any = None, **body: Any) -> Any:
        head = {**self._head, **({"Idempotency-Key": key} if key else {})}
        if data is not None:
            kind = "application/json"
            return self._client.post(f"/api/v1{path}", data=data, content_type=kind, headers=head)
        return self._client.post(f"/api/v1{path}", json=body, headers=head)


@pytest.fixture
def as_role(app: Flask) -> Callable[[Role | None], Caller]:
    """Somebody of a role; None is nobody."""

    def someone(role: Role | None) -> Caller:
        return Caller(app.test_client(), None if role is None else token_of(app, role))

    return someone


def token_of(app: Flask, role: Role) -> str:
    parts = app.extensions["queue"]
    tokens = parts["tokens"]
    with parts["store"].glance() as db:
        if role in DEVICES:
            device = staff.device(db, HALL, DEVICES[role])
            assert device is not None
            return str(tokens.of_device(device))
        person = staff.staff(db, HALL, LOGINS[role])
    assert person is not None
    return str(tokens.of_staff(person))


@pytest.fixture
def clerk(as_role: Callable[[Role | None], Caller]) -> Caller:
    return as_role(Role.CLERK)


@pytest.fixture
def greeter(as_role: Callable[[Role | None], Caller]) -> Caller:
    return as_role(Role.GREETER)


@pytest.fixture
def manager(as_role: Callable[[Role | None], Caller]) -> Caller:
    return as_role(Role.MANAGER)


@pytest.fixture
def kiosk(as_role: Callable[[Role | None], Caller]) -> Caller:
    return as_role(Role.KIOSK)
