"""Figures that add up, and how far the journal is in them."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Date, LargeBinary, String, Table

from queue_server.storage.columns import Document
from queue_server.storage.schema.base import hall_column, metadata

figures = Table(
    "figures",
    metadata,
    hall_column(),
    # Grouped by what, over which span (day, month, year) from which day on, and which of the group.
    Column("by", String(16), primary_key=True),
    Column("span", String(8), primary_key=True),
    Column("start", Date, primary_key=True),
    Column("key", String(100), primary_key=True),
    Column("tally", Document, nullable=False),
    Column("wait", LargeBinary, nullable=False),
    Column("walk", LargeBinary, nullable=False),
    Column("service", LargeBinary, nullable=False),
    Column("hold", LargeBinary, nullable=False),
)

figures_until = Table(
    "figures_until",
    metadata,
    hall_column(),
    Column("seq", BigInteger, nullable=False),
)
