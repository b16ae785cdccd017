"""Alembic runs this for every migration; the engine comes from `queue_server.storage.migrating`."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from sqlalchemy import event

from queue_server.storage.columns import Document, Instant, State
from queue_server.storage.engine import begin
from queue_server.storage.schema import metadata


def _plain_type(kind: str, value: Any, autogenerate: Any) -> str | Literal[False]:
    """Migrations keep plain column types: they must not change when our own types do."""
    if kind != "type":
        return False
    if isinstance(value, Instant):
        return "sa.BigInteger()"
    if isinstance(value, State):
        return "sa.String(16)"
    if value is Document:
        autogenerate.imports.add("from sqlalchemy.dialects import postgresql")
        return "sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')"
    return False


with context.config.attributes["engine"].connect() as connection:
    if connection.dialect.name == "sqlite":
        event.listen(connection, "begin", lambda db: begin(db, writes=True))  # one for each migration
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_item=_plain_type,
        render_as_batch=True,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()
