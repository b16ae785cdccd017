"""Kiosks, screens and printers."""

from __future__ import annotations

from sqlalchemy import Column, Float, Integer, String, Table, UniqueConstraint

from queue_server.storage.columns import Document, Instant
from queue_server.storage.schema.base import hall_column, metadata

printer = Table(
    "printer",
    metadata,
    hall_column(),
    Column("code", String(8), primary_key=True),
    # How to reach it, and by options what paper it has.
    Column("url", String(300), nullable=False),
    Column("condition", String(16), nullable=False),
    Column("since", Instant),
    # The printer that prints for it while it cannot.
    Column("stand_in", String(8)),
    # Paper since the roll was changed, of a slip on average, and on a full roll as far as it is known.
    Column("used_mm", Float, nullable=False, server_default="0"),
    Column("slip_mm", Float, nullable=False, server_default="0"),
    Column("roll_mm", Float, nullable=False, server_default="0"),
)

device = Table(
    "device",
    metadata,
    hall_column(),
    Column("code", String(8), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("counter", String(8)),
    Column("printer", String(8)),
    Column("stamp", Integer, nullable=False),
    Column("last_seen", Instant),
    Column("name", String(80), nullable=False),
    # The zone of a screen: which queues it shows; an empty list is all of them.
    Column("queues", Document, nullable=False),
    Column("layout", String(16), nullable=False),
    Column("paired_at", Instant),
    # Which edition of the page it shows.
    Column("page", String(16)),
    # Since when somebody there asks for help; null when nobody does.
    Column("help_since", Instant),
    # What it could not say today, as {day, count, number, clip}.
    Column("trouble", Document),
)

# An unpaired browser that shows six digits, until the administrator says which device it is.
pairing = Table(
    "pairing",
    metadata,
    hall_column(),
    # The hash of what only that browser knows.
    Column("pending", String(64), primary_key=True),
    Column("digits", String(6), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("until", Instant, nullable=False),
    Column("device", String(8)),
    Column("stamp", Integer),
    UniqueConstraint("hall", "digits"),
)
