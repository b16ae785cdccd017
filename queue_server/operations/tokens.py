"""Bearer tokens: what a person or a device shows instead of a password."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from itsdangerous import BadSignature, URLSafeTimedSerializer

from queue_server.domain.actor import Actor
from queue_server.domain.states import Role
from queue_server.storage import staff
from queue_server.storage.staff import Device, Staff
from queue_server.storage.work import Store

SESSION_LIFE = timedelta(hours=12)
BELIEVED_S = 1.0
"""For how long an answer of the database about a token is believed: an ended token works no longer."""
MOST_KNOWN = 5000

Who = tuple[str, str, int]

DEVICE_ROLES = {"kiosk": Role.KIOSK, "screen": Role.SCREEN, "rating": Role.RATING}


class Tokens:
    """Signed, and tied to a stamp in the database: raising the stamp ends them all."""

    def __init__(self, secret: str, store: Store, hall: str) -> None:
        self._signer = URLSafeTimedSerializer(secret, salt="bearer")
        self._store = store
        self._hall = hall
        self._known: dict[Who, tuple[Actor | None, float]] = {}
        # Checking a signature takes a twentieth of a ticket; a token that was whole once stays whole.
        self._opened = lru_cache(MOST_KNOWN)(self._open)

    def of_staff(self, person: Staff, life: timedelta = SESSION_LIFE) -> str:
        """A token for somebody of the staff, good for `life`."""
        return self._signed({"staff": person.login, "stamp": person.stamp, "life": life.total_seconds()})

    def of_device(self, device: Device) -> str:
        """A token for a device, good until the device is unpaired."""
        return self._signed({"device": device.code, "stamp": device.stamp})

    def _signed(self, payload: dict[str, Any]) -> str:
        return str(self._signer.dumps({**payload, "hall": self._hall}))

    def actor(self, token: str, *, afresh: bool = False) -> Actor | None:
        """Whose token this is; None if it is forged, too old, or ended. `afresh`: ask the database."""
        who = self.who(token)
        return None if who is None else self._actor(who, afresh)

    def who(self, token: str) -> Who | None:
        """Whom the token names; None if it is forged, too old, or of another hall."""
        payload = self._payload(token)
        if payload is None or payload.get("hall") != self._hall:
            return None
        kind = "device" if "device" in payload else "staff"
        return kind, payload[kind], payload["stamp"]

    def stands(self, who: Who) -> bool:
        """Whether tokens of `who` are still good, however old they are; asks the database."""
        return self._actor(who, afresh=True) is not None

    def _actor(self, who: Who, afresh: bool) -> Actor | None:
        if afresh:
            self._known.pop(who, None)
        kind, name, stamp = who
        return (self._device if kind == "device" else self.staff)(name, stamp)

    def _payload(self, token: str) -> dict[str, Any] | None:
        try:
            payload, made = self._opened(token)
        except BadSignature:
            return None
        age = (self._store.clock() - made).total_seconds()
        return payload if age <= payload.get("life", float("inf")) else None

    def _open(self, token: str) -> tuple[dict[str, Any], datetime]:
        """What was signed and when; BadSignature if nobody here signed that."""
        payload, made = self._signer.loads(token, return_timestamp=True)
        return payload, made

    def _device(self, code: str, stamp: int) -> Actor | None:
        return self._held(("device", code, stamp), self._read_device)

    def staff(self, login: str, stamp: int) -> Actor | None:
        """The staff member of this log-in, if the stamp still holds and the account is open."""
        return self._held(("staff", login, stamp), self._read_staff)

    def _held(self, who: Who, read: Callable[[str, int], Actor | None]) -> Actor | None:
        """What the database said of `who` less than a second ago, or says now."""
        found, until = self._known.get(who, (None, 0.0))
        if time.monotonic() < until:
            return found
        found = read(who[1], who[2])
        self._known[who] = (found, time.monotonic() + BELIEVED_S)
        if len(self._known) > MOST_KNOWN:
            self._known.clear()
        return found

    def _read_device(self, code: str, stamp: int) -> Actor | None:
        with self._store.glance() as db:
            found = staff.device(db, self._hall, code)
        return device_actor(found) if found and found.stamp == stamp else None

    def _read_staff(self, login: str, stamp: int) -> Actor | None:
        with self._store.glance() as db:
            found = staff.staff(db, self._hall, login)
        if found is None or not found.active or found.stamp != stamp:
            return None
        return Actor(found.login, found.roles)


def device_actor(device: Device) -> Actor:
    return Actor(device.code, frozenset({DEVICE_ROLES[device.kind]}), device.counter)
