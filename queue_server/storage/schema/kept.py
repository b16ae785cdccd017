"""What is kept beside: figures that add up, and answers to repeated requests."""

from __future__ import annotations

from sqlalchemy import Column, Date, Float, Integer, String, Table

from queue_server.storage.columns import Document, Instant
from queue_server.storage.schema.base import hall_column, metadata

figures = Table(
    "figures",
    metadata,
    hall_column(),
    Column("day", Date, primary_key=True),
    Column("hour", Integer, primary_key=True),
    Column("procedure", String(40), primary_key=True),
    Column("issued", Integer, nullable=False),
    Column("served", Integer, nullable=False),
    Column("no_show", Integer, nullable=False),
    Column("wait_n", Integer, nullable=False),
    Column("wait_s", Float, nullable=False),
    Column("wait_max_s", Float, nullable=False),
    Column("within_target", Integer, nullable=False),
    Column("service_n", Integer, nullable=False),
    Column("service_s", Float, nullable=False),
    Column("service_max_s", Float, nullable=False),
)

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
