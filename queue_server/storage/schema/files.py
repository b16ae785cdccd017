"""Files whose results people come back for: a number at most, and nothing of what is in them."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Index, String, Table, text

from queue_server.storage.columns import Id, Instant
from queue_server.storage.schema.base import hall_column, metadata

file = Table(
    "file",
    metadata,
    Column("id", Id, primary_key=True),
    hall_column(primary_key=False),
    Column("token", String(20), nullable=False, unique=True),
    # As the official dossier system writes it; never made here.
    Column("number", String(40)),
    Column("digits", String(40), nullable=False),
    Column("procedure", String(40), nullable=False),
    # The version of the procedure under which it was received.
    Column("version", Date, nullable=False),
    Column("channel", String(8), nullable=False),
    Column("ticket", Id, ForeignKey("ticket.id")),
    Column("staff", String(40), nullable=False),
    Column("state", String(12), nullable=False),
    Column("received_at", Instant, nullable=False),
    # What the receipt says; `due_at` differs once somebody has apologised.
    Column("promised_at", Instant),
    Column("due_at", Instant),
    Column("ready_at", Instant),
    Column("handed_at", Instant),
    Column("postponed_at", Instant),
    Column("postponed_by", String(40)),
    Column("postponed_why", String(200)),
    # The visit that comes for the result, or since when somebody stands there without a number.
    Column("collecting", Id, ForeignKey("ticket.id")),
    Column("asked_at", Instant),
)
# A partial index serves only a query that repeats its condition word for word; with IN instead of <>,
# SQLite would walk the index once for each state and sort what it found.
OPEN = text("state <> 'handed_over'")
Index(
    "ix_file_open",
    file.c.hall,
    file.c.state,
    file.c.due_at,
    file.c.id,
    sqlite_where=OPEN,
    postgresql_where=OPEN,
)
Index("ix_file_number", file.c.hall, file.c.number)
Index("ix_file_received", file.c.hall, file.c.received_at)
Index("ix_file_promised", file.c.hall, file.c.promised_at)
Index("ix_file_collecting", file.c.collecting)
