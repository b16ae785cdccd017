"""Kiosks and screens: their place, their pairing, and when they were heard of."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, func, insert, select, update

from queue_server.storage import schema

_device, _pairing = schema.device, schema.pairing


class Pending(NamedTuple):
    """A browser that waits to be paired until `until`; `device` and `stamp` say what it has become."""

    pending: str
    digits: str
    kind: str
    until: datetime
    device: str | None
    stamp: int | None


_PENDING = [_pairing.c[name] for name in Pending._fields]


def saw(db: Connection, hall: str, codes: Collection[str], at: datetime) -> None:
    """These devices were heard of at `at`."""
    which = (_device.c.hall == hall, _device.c.code.in_(codes))
    db.execute(update(_device).where(*which).values(last_seen=at))


def add(db: Connection, hall: str, code: str, kind: str) -> None:
    """A new device that is nowhere yet."""
    place = {"counter": None, "printer": None, "name": "", "queues": [], "layout": "board"}
    db.execute(insert(_device).values(hall=hall, code=code, kind=kind, stamp=0, **place))


def change(db: Connection, hall: str, code: str, **columns: Any) -> None:
    db.execute(update(_device).where(_device.c.hall == hall, _device.c.code == code).values(columns))


def remove(db: Connection, hall: str, code: str) -> None:
    db.execute(delete(_device).where(_device.c.hall == hall, _device.c.code == code))


def add_pending(db: Connection, hall: str, pending: Pending) -> None:
    db.execute(insert(_pairing).values(hall=hall, **pending._asdict()))


def pending(db: Connection, hall: str, hashed: str) -> Pending | None:
    return _one(db, hall, _pairing.c.pending == hashed)


def pending_with(db: Connection, hall: str, digits: str) -> Pending | None:
    return _one(db, hall, _pairing.c.digits == digits)


def _one(db: Connection, hall: str, condition: Any) -> Pending | None:
    row = db.execute(select(*_PENDING).where(_pairing.c.hall == hall, condition)).first()
    return None if row is None else Pending(*row)


def count_pending(db: Connection, hall: str) -> int:
    query = select(func.count()).select_from(_pairing).where(_pairing.c.hall == hall)
    return int(db.execute(query).scalar_one())


def settle(db: Connection, hall: str, hashed: str, device: str, stamp: int) -> None:
    """The browser behind `hashed` is `device` from now on."""
    which = (_pairing.c.hall == hall, _pairing.c.pending == hashed)
    db.execute(update(_pairing).where(*which).values(device=device, stamp=stamp))


def end_pending(db: Connection, hall: str, hashed: str, at: datetime) -> None:
    """The browser behind `hashed` waits until `at` and no longer, unless its time is over sooner."""
    which = (_pairing.c.hall == hall, _pairing.c.pending == hashed, _pairing.c.until > at)
    db.execute(update(_pairing).where(*which).values(until=at))


def forget_pending(db: Connection, hall: str, before: datetime) -> None:
    """Forget all browsers that waited until `before`."""
    db.execute(delete(_pairing).where(_pairing.c.hall == hall, _pairing.c.until < before))
