"""What is kept beside: answers to repeated requests."""

from __future__ import annotations

from sqlalchemy import Column, Integer, String, Table

from queue_server.storage.columns import Document, Instant
from queue_server.storage.schema.base import hall_column, metadata

answer = Table(
    "answer",
    metadata,
    hall_column(),
    Column("key", String(200), primary_key=True),
    Column("fingerprint", String(64), nullable=False),
    Column("status", Integer, nullable=False),
    Column("body", Document),
    Column("at", Instant, nullable=False),
)
