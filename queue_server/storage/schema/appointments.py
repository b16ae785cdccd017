"""Half hours that somebody has booked, and how many of them each queue offers."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
)

from queue_server.storage.columns import Id, Instant
from queue_server.storage.schema.base import hall_column, metadata

appointment = Table(
    "appointment",
    metadata,
    Column("id", Id, primary_key=True),
    hall_column(primary_key=False),
    Column("code", String(12), nullable=False),
    Column("day", Date, nullable=False),
    Column("starts_at", Instant, nullable=False),
    Column("queue", String(8), nullable=False),
    Column("procedure", String(40), nullable=False),
    Column("language", String(8), nullable=False),
    Column("people", Integer, nullable=False),
    Column("state", String(10), nullable=False),
    Column("booked_at", Instant, nullable=False),
    Column("by", String(40), nullable=False),
    Column("ticket", Id, ForeignKey("ticket.id")),
    UniqueConstraint("hall", "code"),
    ForeignKeyConstraint(["hall", "queue"], ["queue.hall", "queue.code"]),
)
Index("ix_appointment_day", appointment.c.hall, appointment.c.day, appointment.c.queue)

# A queue that is not here takes no appointments.
appointment_limit = Table(
    "appointment_limit",
    metadata,
    hall_column(),
    Column("queue", String(8), primary_key=True),
    Column("per_slot", Integer, nullable=False),
    ForeignKeyConstraint(["hall", "queue"], ["queue.hall", "queue.code"]),
)
