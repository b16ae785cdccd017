"""Every table of a hall. `hall` is part of every key, so that one schema serves hall and province."""

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
    MetaData,
    String,
    Table,
    UniqueConstraint,
    false,
    text,
)

from queue_server.storage.columns import Document, Id, Instant, State

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _hall(primary_key: bool = True) -> Column[str]:
    return Column("hall", String(40), ForeignKey("hall.id"), primary_key=primary_key, nullable=False)


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
    # A slip that waited longer is not printed any more.
    Column("stale_after_s", Integer, nullable=False, server_default="300"),
    Column("notice", Document, nullable=False),
    Column("sessions", Document, nullable=False),
    Column("portal", String(300)),
    Column("voice", Document, nullable=False, server_default="{}"),
    # Counts changes of the furniture, so that what was read once can be kept until it changes.
    Column("furniture", Integer, nullable=False, server_default="0"),
    Column("open_day", Date),
    # When the server was last known to run: what lies between this and its next start was a power cut.
    Column("alive_at", Instant),
)

outage = Table(
    "outage",
    metadata,
    _hall(),
    Column("began_at", Instant, primary_key=True),
    Column("ended_at", Instant, nullable=False),
)

day_off = Table(
    "day_off",
    metadata,
    _hall(),
    Column("day", Date, primary_key=True),
    Column("worked", Boolean, nullable=False),
    Column("name", String(200), nullable=False),
)

queue = Table(
    "queue",
    metadata,
    _hall(),
    Column("code", String(8), primary_key=True),
    Column("names", Document, nullable=False),
    Column("pictogram", String(40), nullable=False),
    Column("position", Integer, nullable=False),
)

procedure = Table(
    "procedure",
    metadata,
    _hall(),
    Column("code", String(40), primary_key=True),
    Column("valid_from", Date, primary_key=True),
    Column("valid_to", Date),
    Column("queue", String(8), nullable=False),
    Column("names", Document, nullable=False),
    Column("short_names", Document, nullable=False),
    Column("search", String(4000), nullable=False),
    Column("field", String(200), nullable=False),
    # What to bring, per language: things apart by semicolons.
    Column("bring", Document, nullable=False, server_default="{}"),
    ForeignKeyConstraint(["hall", "queue"], ["queue.hall", "queue.code"]),
)

portal_help = Table(
    "portal_help",
    metadata,
    _hall(),
    Column("procedure", String(40), primary_key=True),
    Column("online", String(20), nullable=False),
    # Only where it is not the hall's pattern with the code in it.
    Column("page", String(300)),
)

priority_class = Table(
    "priority_class",
    metadata,
    _hall(),
    Column("code", String(40), primary_key=True),
    Column("names", Document, nullable=False),
    Column("head_start_s", Integer, nullable=False),
    Column("position", Integer, nullable=False),
)

counter = Table(
    "counter",
    metadata,
    _hall(),
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
    _hall(),
    Column("counter", String(8), primary_key=True),
    Column("queue", String(8), primary_key=True),
    # Null: a primary queue. Else the counter helps, with those who have waited longer than this.
    Column("helps_after_s", Integer),
    ForeignKeyConstraint(["hall", "counter"], ["counter.hall", "counter.code"]),
    ForeignKeyConstraint(["hall", "queue"], ["queue.hall", "queue.code"]),
)

# Calls for help that are open now; the journal keeps the past ones.
emergency = Table(
    "emergency",
    metadata,
    _hall(),
    Column("counter", String(8), primary_key=True),
    Column("by", String(40), nullable=False),
    Column("at", Instant, nullable=False),
    Column("answered_by", Document, nullable=False),
    ForeignKeyConstraint(["hall", "counter"], ["counter.hall", "counter.code"]),
)

staff = Table(
    "staff",
    metadata,
    _hall(),
    Column("login", String(40), primary_key=True),
    Column("password_hash", String(200), nullable=False),
    Column("roles", Document, nullable=False),
    Column("active", Boolean, nullable=False),
    # What this person speaks besides Vietnamese.
    Column("languages", Document),
    # Raising the stamp ends every session and token of this person.
    Column("stamp", Integer, nullable=False),
)

printer = Table(
    "printer",
    metadata,
    _hall(),
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

# The layouts that an administrator has changed; what is not here is as the program brings it.
slip_template = Table(
    "slip_template",
    metadata,
    _hall(),
    Column("paper", String(8), primary_key=True),
    Column("layout", Document, nullable=False),
)

device = Table(
    "device",
    metadata,
    _hall(),
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
    # What it could not say today, as {day, count, number, clip}.
    Column("trouble", Document),
)

# An unpaired browser that shows six digits, until the administrator says which device it is.
pairing = Table(
    "pairing",
    metadata,
    _hall(),
    # The hash of what only that browser knows.
    Column("pending", String(64), primary_key=True),
    Column("digits", String(6), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("until", Instant, nullable=False),
    Column("device", String(8)),
    Column("stamp", Integer),
    UniqueConstraint("hall", "digits"),
)

service_day = Table(
    "service_day",
    metadata,
    _hall(),
    Column("day", Date, primary_key=True),
    Column("opened_at", Instant, nullable=False),
    Column("closed_at", Instant),
)

series = Table(
    "series",
    metadata,
    _hall(),
    Column("day", Date, primary_key=True),
    Column("series", String(8), primary_key=True),
    Column("last", Integer, nullable=False),
)

ticket = Table(
    "ticket",
    metadata,
    Column("id", Id, primary_key=True),
    _hall(primary_key=False),
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
    _hall(primary_key=False),
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
    _hall(),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("by", String(40), nullable=False),
    Column("ticket", Id, ForeignKey("ticket.id")),
    Column("body", Document, nullable=False),
)
Index("ix_journal_ticket", journal.c.ticket, journal.c.seq)

print_job = Table(
    "print_job",
    metadata,
    Column("id", Id, primary_key=True),
    _hall(primary_key=False),
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

figures = Table(
    "figures",
    metadata,
    _hall(),
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

audit = Table(
    "audit",
    metadata,
    Column("id", Id, primary_key=True),
    _hall(primary_key=False),
    Column("at", Instant, nullable=False),
    Column("by", String(40), nullable=False),
    Column("what", String(60), nullable=False),
    Column("change", Document, nullable=False),
)

answer = Table(
    "answer",
    metadata,
    _hall(),
    Column("key", String(200), primary_key=True),
    Column("fingerprint", String(64), nullable=False),
    Column("status", Integer, nullable=False),
    Column("body", Document),
    Column("at", Instant, nullable=False),
)
