"""The database engine: SQLite made durable, or PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import OperationalError, ProgrammingError

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
    # Connections above the pool are closed after use: each would keep its own page cache. That of the
    # connection which wrote last is still right; any other one reads all its pages again.
    engine = create_engine(url, pool_size=6, max_overflow=-1, pool_use_lifo=True)
    event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


@contextmanager
def transaction(engine: Engine, writes: bool = False) -> Iterator[Connection]:
    """A connection in a transaction that ends with this block: committed, or undone by whatever is raised."""
    with engine.connect() as db, db.begin():
        if engine.dialect.name == "sqlite":
            # A listener to SQLAlchemy's "begin" would make it ask for listeners at every single statement.
            begin(db, writes)
        yield db


def begin(db: Connection, writes: bool) -> None:
    """Begin SQLite's own transaction.

    Writers take the lock at once: a deferred transaction that reads first and writes later fails with
    "database is locked" however long the busy timeout is.
    """
    db.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
