"""The app of the web tests, with listeners in its rooms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from queue_server.domain.states import Role
from tests.web.conftest import app, as_role, clerk, clock, greeter, kiosk, token_of

__all__ = ["app", "as_role", "clerk", "clock", "greeter", "kiosk"]

JOINERS = {
    "screen": (Role.SCREEN, "D1"),
    "kiosk": (Role.KIOSK, "K1"),
    "rating": (Role.RATING, "R1"),
    "greeter": (Role.GREETER, "bat-mot"),
    "counter": (Role.CLERK, "1"),
    "manager": (Role.MANAGER, "bat-mot"),
}


class Ears:
    """One client in one room, and what it has heard."""

    def __init__(self, app: Flask, room: str) -> None:
        role, code = JOINERS[room]
        self._publisher = app.extensions["queue"]["publisher"]
        self._client = app.extensions["queue"]["socketio"].test_client(app)
        wish = {"token": token_of(app, role), "as": room, "code": code}
        self.joined: dict[str, Any] = self._client.emit("join", wish, callback=True)

    def hears(self) -> list[tuple[str, dict[str, Any]]]:
        """The events since the last time, once the publisher has told its news."""
        self._publisher.publish_next()
        return self.heard()

    def is_connected(self) -> bool:
        return bool(self._client.is_connected())

    def heard(self) -> list[tuple[str, dict[str, Any]]]:
        return [(each["name"], each["args"][0]) for each in self._client.get_received()]


@pytest.fixture
def ears(app: Flask) -> Callable[[str], Ears]:
    """Somebody who listens in a room."""
    return lambda room: Ears(app, room)
