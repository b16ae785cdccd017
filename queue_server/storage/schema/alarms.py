"""The alarms that are open now."""

from __future__ import annotations

from sqlalchemy import Column, Integer, String, Table

from queue_server.storage.columns import Instant
from queue_server.storage.schema.base import hall_column, metadata

alarm = Table(
    "alarm",
    metadata,
    hall_column(),
    Column("kind", String(12), primary_key=True),
    Column("place", String(40), primary_key=True),
    Column("since", Instant, nullable=False),
    Column("value", Integer, nullable=False),
    # The log-in of who has seen it.
    Column("seen_by", String(40)),
)
