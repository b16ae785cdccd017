"""The database engine: SQLite made durable, or PostgreSQL."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import OperationalError, ProgrammingError

# Writers take the lock at once: a deferred transaction that reads first and writes
# later fails with "database is locked" however long the busy timeout is.
WRITE = {"queue_write": True}

PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=30000",
    "cache_size=-1000",
)

TROUBLE = (OperationalError, ProgrammingError)


def open_engine(url: str) -> Engine:
    """An engine for `url`; SQLite in WAL mode with every commit on the disk before it is answered."""
    if not url.startswith("sqlite"):
        return create_engine(url, pool_size=8, max_overflow=24, pool_pre_ping=True)
    # Connections above the pool are closed after use: each would keep its own page cache.
    engine = create_engine(url, pool_size=6, max_overflow=-1)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "busy_timeout=30000",
        "cache_size=-1000",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Any) -> None:
    write = connection.get_execution_options().get("queue_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")
