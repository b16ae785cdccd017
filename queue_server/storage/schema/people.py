"""Who works here, what they changed, and who called for help."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKeyConstraint, Integer, String, Table

from queue_server.storage.columns import Document, Id, Instant
from queue_server.storage.schema.base import hall_column, metadata

staff = Table(
    "staff",
    metadata,
    hall_column(),
    Column("login", String(40), primary_key=True),
    Column("password_hash", String(200), nullable=False),
    Column("roles", Document, nullable=False),
    Column("active", Boolean, nullable=False),
    # What this person speaks besides Vietnamese.
    Column("languages", Document),
    # Raising the stamp ends every session and token of this person.
    Column("stamp", Integer, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Id, primary_key=True),
    hall_column(primary_key=False),
    Column("at", Instant, nullable=False),
    Column("by", String(40), nullable=False),
    Column("what", String(60), nullable=False),
    Column("change", Document, nullable=False),
)

# Calls for help that are open now; the journal keeps the past ones.
emergency = Table(
    "emergency",
    metadata,
    hall_column(),
    Column("counter", String(8), primary_key=True),
    Column("by", String(40), nullable=False),
    Column("at", Instant, nullable=False),
    Column("answered_by", Document, nullable=False),
    ForeignKeyConstraint(["hall", "counter"], ["counter.hall", "counter.code"]),
)
