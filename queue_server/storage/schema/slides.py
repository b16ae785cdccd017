"""What the screens show between calls."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, Integer, String, Table

from queue_server.storage.columns import Document
from queue_server.storage.schema.base import hall_column, metadata

slide = Table(
    "slide",
    metadata,
    hall_column(),
    Column("id", String(16), primary_key=True),
    Column("kind", String(12), nullable=False),
    Column("title", Document, nullable=False),
    Column("text", Document, nullable=False),
    # In the folder of slides, under a name made from its content.
    Column("file", String(40)),
    Column("seconds", Integer, nullable=False),
    Column("first_day", Date),
    Column("last_day", Date),
    Column("begins", String(5)),
    Column("ends", String(5)),
    Column("shown", Boolean, nullable=False),
    Column("position", Integer, nullable=False),
)
