"""The cast: a small hall and the people in it, for every test that needs one.

Hoa greets at the entrance. Lan sits at counter 1 (certification and results), Minh at counter 2
(civil status), Nga at counter 4 (everything). Ông Páo, Bà Mai and Em Dua come for a number.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from queue_server.domain.actor import SYSTEM, Actor
from queue_server.domain.states import Role

HOA = Actor("hoa", frozenset({Role.GREETER}))
LAN = Actor("lan", frozenset({Role.CLERK}))
MINH = Actor("minh", frozenset({Role.CLERK}))
NGA = Actor("nga", frozenset({Role.CLERK}))
TUAN = Actor("tuan", frozenset({Role.MANAGER}))
KIOSK = Actor("K1", frozenset({Role.KIOSK}))
SCREEN = Actor("D1", frozenset({Role.SCREEN}))
CITIZEN = Actor("citizen", frozenset({Role.CITIZEN}))
HALL_ITSELF = SYSTEM

PASSWORD = "bat-mot-2026"

COPY, BIRTH, LAND, RESULT = "2.000815", "1.001193", "1.013978", "X.001"

# A Monday, 07:30 in Bát Mọt.
OPENING = datetime(2026, 10, 12, 0, 30, tzinfo=UTC)


class Clock:
    """Stands still until somebody lets time pass."""

    def __init__(self, now: datetime = OPENING) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def passes(self, **duration: float) -> datetime:
        self.now += timedelta(**duration)
        return self.now
