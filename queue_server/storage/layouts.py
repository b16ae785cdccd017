"""The slip layouts that an administrator has changed, by paper."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, delete, insert, select

from queue_server.storage import schema

_layouts = schema.slip_template


def stored(db: Connection, hall: str, paper: str) -> dict[str, Any] | None:
    """The layout for a paper; None where nobody has changed it."""
    query = select(_layouts.c.layout).where(_layouts.c.hall == hall, _layouts.c.paper == paper)
    layout: dict[str, Any] | None = db.scalar(query)
    return layout


def put(db: Connection, hall: str, paper: str, layout: dict[str, Any] | None) -> None:
    """Keep this layout, or forget the changed one."""
    db.execute(delete(_layouts).where(_layouts.c.hall == hall, _layouts.c.paper == paper))
    if layout is not None:
        db.execute(insert(_layouts).values(hall=hall, paper=paper, layout=layout))
