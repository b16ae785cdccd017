"""What the manager has set, one document per room."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, insert, select, update

from queue_server.storage import schema

_table = schema.preference


def wish(db: Connection, hall: str, room: str) -> dict[str, Any]:
    """What was set of `room`; empty where nothing was."""
    query = select(_table.c.wish).where(_table.c.hall == hall, _table.c.room == room)
    return dict(db.scalar(query) or {})


def put(db: Connection, hall: str, room: str, wish: Mapping[str, Any]) -> None:
    """Keep the whole wish of `room`."""
    which = (_table.c.hall == hall, _table.c.room == room)
    if db.execute(update(_table).where(*which).values(wish=dict(wish))).rowcount == 0:
        db.execute(insert(_table).values(hall=hall, room=room, wish=dict(wish)))
