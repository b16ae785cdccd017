"""One process of many does the hall's chores: PostgreSQL's advisory lock says which."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import SQLAlchemyError

_LOCK = 7_105_711_101


class Leadership:
    """With SQLite there is one process, and it leads. With PostgreSQL the one that holds the lock."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._held: Connection | None = None

    def held(self) -> bool:
        """Whether this process leads now; tries to, if nobody does."""
        if self._engine.dialect.name == "sqlite":
            return True
        try:
            return self._still_held() or self._try()
        except SQLAlchemyError:
            self.release()
            return False

    def _still_held(self) -> bool:
        if self._held is None:
            return False
        self._held.execute(text("SELECT 1"))
        return True

    def _try(self) -> bool:
        connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        if connection.execute(text(f"SELECT pg_try_advisory_lock({_LOCK})")).scalar_one():
            self._held = connection
            return True
        connection.close()
        return False

    def release(self) -> None:
        """Give the lock back; the database does so itself when this process dies."""
        if self._held is not None:
            self._held.invalidate()
            self._held.close()
            self._held = None
