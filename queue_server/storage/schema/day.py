"""What happens in a day: numbers, visits, and the journal of them."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    false,
    text,
)

from queue_server.storage.columns import Document, Id, Instant, State
from queue_server.storage.schema.base import hall_column, metadata

service_day = Table(
    "service_day",
    metadata,
    hall_column(),
    Column("day", Date, primary_key=True),
    Column("opened_at", Instant, nullable=False),
    Column("closed_at", Instant),
)

outage = Table(
    "outage",
    metadata,
    hall_column(),
    Column("began_at", Instant, primary_key=True),
    Column("ended_at", Instant, nullable=False),
)

series = Table(
    "series",
    metadata,
    hall_column(),
    Column("day", Date, primary_key=True),
    Column("series", String(8), primary_key=True),
    Column("last", Integer, nullable=False),
)

ticket = Table(
    "ticket",
    metadata,
    Column("id", Id, primary_key=True),
    hall_column(primary_key=False),
    Column("day", Date, nullable=False),
    Column("series", String(8), nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("queue", String(8), nullable=False),
    Column("procedure", String(40), nullable=False),
    Column("state", State, nullable=False),
    Column("priority", String(40)),
    Column("language", String(8), nullable=False),
    Column("people", Integer, nullable=False),
    Column("issued_at", Instant, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("since", Instant, nullable=False),
    Column("waited_s", Float, nullable=False),
    Column("counter", String(8)),
    Column("directed", String(8)),
    Column("calls", Integer, nullable=False),
    Column("called_at", Instant),
    Column("call", BigInteger),
    Column("link", String(40), nullable=False),
    # The number came from a roll or from paper: when it was taken is a guess, and no figure counts the wait.
    Column("estimated", Boolean, nullable=False, server_default=false()),
    Column("not_before", Instant),
    Column("returns_to", String(8)),
    Column("note", String(200)),
    Column("sign", String(16)),
    # The band of the wait that was told when it was taken, in seconds; null: nothing could be said.
    Column("told_low_s", Integer),
    Column("told_high_s", Integer),
    UniqueConstraint("hall", "day", "series", "sequence"),
    UniqueConstraint("link"),
    ForeignKeyConstraint(["hall", "day"], ["service_day.hall", "service_day.day"]),
    ForeignKeyConstraint(["hall", "queue"], ["queue.hall", "queue.code"]),
    ForeignKeyConstraint(["hall", "counter"], ["counter.hall", "counter.code"]),
)
# A partial index serves only a query that repeats its condition word for word.
AT_COUNTER = text("state IN ('called', 'serving')")
LIVE = text("state IN ('waiting', 'called', 'serving', 'parked')")
Index(
    "uq_ticket_at_counter",
    ticket.c.hall,
    ticket.c.counter,
    unique=True,
    sqlite_where=AT_COUNTER,
    postgresql_where=AT_COUNTER,
)
Index(
    "ix_ticket_live",
    ticket.c.hall,
    ticket.c.state,
    ticket.c.due_at,
    ticket.c.id,
    sqlite_where=LIVE,
    postgresql_where=LIVE,
)
Index(
    "ix_ticket_sign",
    ticket.c.hall,
    ticket.c.id,
    ticket.c.sign,
    sqlite_where=LIVE,
    postgresql_where=LIVE,
)
# Who is before whom, and how many wait where, is read from this index alone.
Index(
    "ix_ticket_day",
    ticket.c.hall,
    ticket.c.day,
    ticket.c.state,
    ticket.c.queue,
    ticket.c.due_at,
    ticket.c.since,
)
Index(
    "ix_ticket_call",
    ticket.c.hall,
    ticket.c.day,
    ticket.c.call,
    sqlite_where=text("call IS NOT NULL"),
    postgresql_where=text("call IS NOT NULL"),
)

service_record = Table(
    "service_record",
    metadata,
    Column("id", Id, primary_key=True),
    hall_column(primary_key=False),
    Column("ticket", Id, ForeignKey("ticket.id"), nullable=False),
    Column("procedure", String(40), nullable=False),
    Column("counter", String(8), nullable=False),
    Column("staff", String(40), nullable=False),
    Column("started_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Column("outcome", String(20)),
    Column("forgotten", Boolean, nullable=False),
    Column("times_wrong", Boolean, nullable=False, server_default=text("false")),
    Column("quantity", Integer, nullable=False, server_default="1"),
    Column("file_number", String(40)),
    # The last sign that the service really goes on.
    Column("active_at", Instant),
)
_OPEN_RECORD = text("ended_at IS NULL")
Index(
    "uq_service_record_open",
    service_record.c.ticket,
    unique=True,
    sqlite_where=_OPEN_RECORD,
    postgresql_where=_OPEN_RECORD,
)
Index("ix_service_record_ticket", service_record.c.ticket)

journal = Table(
    "journal",
    metadata,
    hall_column(),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("by", String(40), nullable=False),
    Column("ticket", Id, ForeignKey("ticket.id")),
    Column("body", Document, nullable=False),
)
Index("ix_journal_ticket", journal.c.ticket, journal.c.seq)
# Who sat where and when, among a hundred times as many rows about tickets.
OF_COUNTERS = text("kind = 'counter.state'")
Index(
    "ix_journal_counters",
    journal.c.hall,
    journal.c.at,
    sqlite_where=OF_COUNTERS,
    postgresql_where=OF_COUNTERS,
)

print_job = Table(
    "print_job",
    metadata,
    Column("id", Id, primary_key=True),
    hall_column(primary_key=False),
    Column("printer", String(8), nullable=False),
    Column("ticket", Id, ForeignKey("ticket.id")),
    Column("number", String(12), nullable=False),
    # What the slip says besides the ticket itself: people ahead, reprint.
    Column("facts", Document, nullable=False),
    Column("state", String(10), nullable=False),
    Column("reason", String(200)),
    Column("attempts", Integer, nullable=False),
    Column("queued_at", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False),
    ForeignKeyConstraint(["hall", "printer"], ["printer.hall", "printer.code"]),
)
UNPRINTED = text("state IN ('queued', 'printing', 'held')")
Index(
    "ix_print_job_unprinted",
    print_job.c.hall,
    print_job.c.printer,
    print_job.c.id,
    sqlite_where=UNPRINTED,
    postgresql_where=UNPRINTED,
)
Index("ix_print_job_ticket", print_job.c.ticket)
