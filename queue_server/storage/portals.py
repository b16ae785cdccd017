"""What is known of the procedures on the national portal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from queue_server.storage import schema

_t = schema.portal_help


def of_procedure(db: Connection, hall: str, procedure: str) -> Mapping[str, Any] | None:
    """Online level and the own page of a procedure, if anything is known."""
    query = select(_t.c.online, _t.c.page)
    return db.execute(query.where(_t.c.hall == hall, _t.c.procedure == procedure)).mappings().first()


def all_known(db: Connection, hall: str) -> dict[str, Mapping[str, Any]]:
    """What is known, by procedure."""
    query = select(_t.c.procedure, _t.c.online, _t.c.page).where(_t.c.hall == hall)
    return {row["procedure"]: row for row in db.execute(query).mappings()}


def pattern(db: Connection, hall: str) -> str | None:
    """The address of a procedure's page, with `{code}` in place of its code."""
    found: str | None = db.scalar(select(schema.hall.c.portal).where(schema.hall.c.id == hall))
    return found


def put(db: Connection, hall: str, row: Mapping[str, Any]) -> None:
    db.execute(delete(_t).where(_t.c.hall == hall, _t.c.procedure == row["procedure"]))
    db.execute(insert(_t).values(hall=hall, **row))
