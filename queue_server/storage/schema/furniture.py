"""What stands in the hall: queues, procedures, counters, sessions and slips."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKeyConstraint,
    Integer,
    String,
    Table,
    false,
    true,
)

from queue_server.storage.columns import Document, Instant
from queue_server.storage.schema.base import hall_column, metadata

hall = Table(
    "hall",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("names", Document, nullable=False),
    Column("unit", Document, nullable=False),
    Column("zone", String(40), nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("calls", BigInteger, nullable=False),
    Column("epoch", String(32), nullable=False),
    Column("last_at", Instant, nullable=False),
    Column("always_open", Boolean, nullable=False),
    Column("trusts_this_machine", Boolean, nullable=False),
    Column("shares_counters", Boolean, nullable=False),
    Column("wait_target_s", Integer, nullable=False),
    # Whether the screens say how many were called within the time told.
    Column("tells_kept", Boolean, nullable=False, server_default=false()),
    # A slip that waited longer is not printed any more.
    Column("stale_after_s", Integer, nullable=False, server_default="300"),
    Column("gives_signs", Boolean, nullable=False, server_default=true()),
    Column("notice", Document, nullable=False),
    # A notice that takes its place for a while, as {vi, en, until}.
    Column("passing_notice", Document),
    Column("sessions", Document, nullable=False),
    # When numbers are given: pairs of times like the sessions, which hold where this is null.
    Column("ticket_hours", Document),
    Column("portal", String(300)),
    Column("voice", Document, nullable=False, server_default="{}"),
    # Until when what is received counts from the same day, and what a day saved is worth.
    Column("file_rules", Document, nullable=False, server_default="{}"),
    # Counts changes of the furniture, so that what was read once can be kept until it changes.
    Column("furniture", Integer, nullable=False, server_default="0"),
    Column("open_day", Date),
    # When the server was last known to run: what lies between this and its next start was a power cut.
    Column("alive_at", Instant),
)

day_off = Table(
    "day_off",
    metadata,
    hall_column(),
    Column("day", Date, primary_key=True),
    Column("worked", Boolean, nullable=False),
    Column("name", String(200), nullable=False),
)

queue = Table(
    "queue",
    metadata,
    hall_column(),
    Column("code", String(8), primary_key=True),
    Column("names", Document, nullable=False),
    Column("pictogram", String(40), nullable=False),
    # Where they differ from those of the hall.
    Column("ticket_hours", Document),
    Column("daily_limit", Integer),
    Column("position", Integer, nullable=False),
)

procedure = Table(
    "procedure",
    metadata,
    hall_column(),
    Column("code", String(40), primary_key=True),
    Column("valid_from", Date, primary_key=True),
    Column("valid_to", Date),
    Column("queue", String(8), nullable=False),
    Column("names", Document, nullable=False),
    Column("short_names", Document, nullable=False),
    Column("field", String(200), nullable=False),
    # What to bring, per language: things apart by semicolons.
    Column("bring", Document, nullable=False, server_default="{}"),
    # Terms per channel, that of "" for every channel that has none of its own.
    Column("statutory", Document, nullable=False, server_default="{}"),
    Column("committed", Document, nullable=False, server_default="{}"),
    Column("fee", Document, nullable=False, server_default="{}"),
    Column("decision", String(80), nullable=False, server_default=""),
    # The short name was made up by the program, and nobody has looked at it yet.
    Column("proposed", Boolean, nullable=False, server_default=false()),
    ForeignKeyConstraint(["hall", "queue"], ["queue.hall", "queue.code"]),
)

portal_help = Table(
    "portal_help",
    metadata,
    hall_column(),
    Column("procedure", String(40), primary_key=True),
    Column("online", String(20), nullable=False),
    # Only where it is not the hall's pattern with the code in it.
    Column("page", String(300)),
)

priority_class = Table(
    "priority_class",
    metadata,
    hall_column(),
    Column("code", String(40), primary_key=True),
    Column("names", Document, nullable=False),
    Column("head_start_s", Integer, nullable=False),
    Column("position", Integer, nullable=False),
)

counter = Table(
    "counter",
    metadata,
    hall_column(),
    Column("code", String(8), primary_key=True),
    Column("names", Document, nullable=False),
    Column("state", String(8), nullable=False),
    Column("staff", String(40)),
    Column("reason", String(200)),
    Column("since", Instant),
)

counter_queue = Table(
    "counter_queue",
    metadata,
    hall_column(),
    Column("counter", String(8), primary_key=True),
    Column("queue", String(8), primary_key=True),
    # Null: a primary queue. Else the counter helps, with those who have waited longer than this.
    Column("helps_after_s", Integer),
    ForeignKeyConstraint(["hall", "counter"], ["counter.hall", "counter.code"]),
    ForeignKeyConstraint(["hall", "queue"], ["queue.hall", "queue.code"]),
)

# The layouts that an administrator has changed; what is not here is as the program brings it.
slip_template = Table(
    "slip_template",
    metadata,
    hall_column(),
    Column("paper", String(8), primary_key=True),
    Column("layout", Document, nullable=False),
)
