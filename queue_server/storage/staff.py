"""Staff, devices, and the rows of the audit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, insert, select, update

from queue_server.domain.errors import NotFound
from queue_server.domain.states import Role
from queue_server.storage import schema


@dataclass(frozen=True)
class Staff:
    """Somebody who signs in; a log-in, no name. Raising `stamp` ends every session."""

    login: str
    password_hash: str
    roles: frozenset[Role]
    active: bool
    stamp: int


@dataclass(frozen=True, kw_only=True)
class Device:
    """A kiosk or a screen. Raising `stamp` ends its pairing; `queues` is a screen's zone, empty for all."""

    code: str
    kind: str
    counter: str | None
    printer: str | None
    stamp: int
    last_seen: datetime | None
    name: str
    queues: list[str]
    layout: str
    paired_at: datetime | None
    page: str | None
    help_since: datetime | None
    trouble: dict[str, Any] | None


def _staff(row: RowMapping) -> Staff:
    return Staff(**{**row, "roles": frozenset(Role(role) for role in row["roles"])})


_STAFF = [c for c in schema.staff.c if c.name not in ("hall", "languages")]
_DEVICE = [c for c in schema.device.c if c.name != "hall"]


def staff(db: Connection, hall: str, login: str) -> Staff | None:
    table = schema.staff
    row = db.execute(select(*_STAFF).where(table.c.hall == hall, table.c.login == login)).mappings().first()
    return None if row is None else _staff(row)


def all_staff(db: Connection, hall: str) -> list[Staff]:
    table = schema.staff
    rows = db.execute(select(*_STAFF).where(table.c.hall == hall).order_by(table.c.login)).mappings()
    return [_staff(row) for row in rows]


def set_password(db: Connection, hall: str, login: str, password_hash: str) -> None:
    """A new password ends every session of this person."""
    _change_staff(db, hall, login, password_hash=password_hash, stamp=schema.staff.c.stamp + 1)


def languages(db: Connection, hall: str) -> dict[str, list[str]]:
    """What each log-in speaks besides Vietnamese; who speaks nothing else is missing."""
    table = schema.staff
    query = select(table.c.login, table.c.languages).where(table.c.hall == hall)
    return {login: spoken for login, spoken in db.execute(query) if spoken}


def set_languages(db: Connection, hall: str, login: str, languages: Sequence[str]) -> None:
    """What this person speaks besides Vietnamese."""
    _change_staff(db, hall, login, languages=list(languages) or None)


def set_active(db: Connection, hall: str, login: str, active: bool) -> None:
    _change_staff(db, hall, login, active=active, stamp=schema.staff.c.stamp + 1)


def _change_staff(db: Connection, hall: str, login: str, **columns: Any) -> None:
    table = schema.staff
    who = (table.c.hall == hall, table.c.login == login)
    if db.execute(update(table).where(*who).values(**columns)).rowcount == 0:
        raise NotFound(kind="staff", id=login)


def device(db: Connection, hall: str, code: str) -> Device | None:
    table = schema.device
    row = db.execute(select(*_DEVICE).where(table.c.hall == hall, table.c.code == code)).first()
    return None if row is None else Device(**row._mapping)


def devices(db: Connection, hall: str) -> list[Device]:
    table = schema.device
    rows = db.execute(select(*_DEVICE).where(table.c.hall == hall).order_by(table.c.code))
    return [Device(**row._mapping) for row in rows]


def unpair(db: Connection, hall: str, code: str) -> None:
    """Every token of this device stops working."""
    table = schema.device
    who = (table.c.hall == hall, table.c.code == code)
    ended = {"stamp": table.c.stamp + 1, "paired_at": None}
    if db.execute(update(table).where(*who).values(ended)).rowcount == 0:
        raise NotFound(kind="device", id=code)


def write_audit(db: Connection, hall: str, at: datetime, by: str, what: str, change: dict[str, Any]) -> None:
    db.execute(insert(schema.audit).values(hall=hall, at=at, by=by, what=what, change=change))


def audit(db: Connection, hall: str, limit: int) -> list[RowMapping]:
    table = schema.audit
    query = select(table).where(table.c.hall == hall).order_by(table.c.id.desc()).limit(limit)
    return list(db.execute(query).mappings().all())
