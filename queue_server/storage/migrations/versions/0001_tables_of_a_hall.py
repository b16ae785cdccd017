"""Lay the tables of a hall

Follows nothing; written 2026-11-22.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001_tables_of_a_hall"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "hall",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("names", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("unit", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("zone", sa.String(length=40), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("calls", sa.BigInteger(), nullable=False),
        sa.Column("epoch", sa.String(length=32), nullable=False),
        sa.Column("last_at", sa.BigInteger(), nullable=False),
        sa.Column("always_open", sa.Boolean(), nullable=False),
        sa.Column("trusts_this_machine", sa.Boolean(), nullable=False),
        sa.Column("shares_counters", sa.Boolean(), nullable=False),
        sa.Column("wait_target_s", sa.Integer(), nullable=False),
        sa.Column("tells_kept", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("stale_after_s", sa.Integer(), server_default="300", nullable=False),
        sa.Column("gives_signs", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("notice", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("passing_notice", sa.JSON().with_variant(postgresql.JSONB(), "postgresql")),
        sa.Column("sessions", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("ticket_hours", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True),
        sa.Column("portal", sa.String(length=300), nullable=True),
        sa.Column(
            "voice",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            server_default="{}",
            nullable=False,
        ),
        sa.Column(
            "file_rules",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            server_default="{}",
            nullable=False,
        ),
        sa.Column("furniture", sa.Integer(), server_default="0", nullable=False),
        sa.Column("open_day", sa.Date(), nullable=True),
        sa.Column("alive_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hall")),
    )
    op.create_table(
        "answer",
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("body", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["hall"], ["hall.id"], name=op.f("fk_answer_hall")),
        sa.PrimaryKeyConstraint("hall", "key", name=op.f("pk_answer")),
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.Column("what", sa.String(length=60), nullable=False),
        sa.Column("change", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(["hall"], ["hall.id"], name=op.f("fk_audit_hall")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    op.create_table(
        "counter",
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("names", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("staff", sa.String(length=40), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=True),
        sa.Column("since", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["hall"], ["hall.id"], name=op.f("fk_counter_hall")),
        sa.PrimaryKeyConstraint("hall", "code", name=op.f("pk_counter")),
    )
    op.create_table(
        "day_off",
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("worked", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["hall"], ["hall.id"], name=op.f("fk_day_off_hall")),
        sa.PrimaryKeyConstraint("hall", "day", name=op.f("pk_day_off")),
    )
    op.create_table(
        "device",
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("counter", sa.String(length=8), nullable=True),
        sa.Column("printer", sa.String(length=8), nullable=True),
        sa.Column("stamp", sa.Integer(), nullable=False),
        sa.Column("last_seen", sa.BigInteger(), nullable=True),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("queues", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("layout", sa.String(length=16), nullable=False),
        sa.Column("paired_at", sa.BigInteger(), nullable=True),
        sa.Column("page", sa.String(length=16), nullable=True),
        sa.Column("help_since", sa.BigInteger(), nullable=True),
        sa.Column("trouble", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True),
        sa.ForeignKeyConstraint(["hall"], ["hall.id"], name=op.f("fk_device_hall")),
        sa.PrimaryKeyConstraint("hall", "code", name=op.f("pk_device")),
    )
    op.create_table(
        "pairing",
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("pending", sa.String(length=64), nullable=False),
        sa.Column("digits", sa.String(length=6), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.Column("device", sa.String(length=8), nullable=True),
        sa.Column("stamp", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["hall"], ["hall.id"], name=op.f("fk_pairing_hall")),
        sa.PrimaryKeyConstraint("hall", "pending", name=op.f("pk_pairing")),
        sa.UniqueConstraint("hall", "digits", name=op.f("uq_pairing_hall_digits")),
    )
    op.create_table(
        "printer",
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("url", sa.String(length=300), nullable=False),
        sa.Column("condition", sa.String(length=16), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=True),
        sa.Column("stand_in", sa.String(length=8), nullable=True),
        sa.Column("used_mm", sa.Float(), server_default="0", nullable=False),
        sa.Column("slip_mm", sa.Float(), server_default="0", nullable=False),
        sa.Column("roll_mm", sa.Float(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["hall"], ["hall.id"], name=op.f("fk_printer_hall")),
        sa.PrimaryKeyConstraint("hall", "code", name=op.f("pk_printer")),
    )
    op.create_table(
        "portal_help",
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("procedure", sa.String(length=40), nullable=False),
        sa.Column("online", sa.String(length=20), nullable=False),
        sa.Column("page", sa.String(length=300), nullable=True),
        sa.ForeignKeyConstraint(["hall"], ["hall.id"], name=op.f("fk_portal_help_hall")),
        sa.PrimaryKeyConstraint("hall", "procedure", name=op.f("pk_portal_help")),
    )
    op.create_table(
        "priority_class",
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("names", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("head_start_s", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["hall"], ["hall.id"], name=op.f("fk_priority_class_hall")),
        sa.PrimaryKeyConstraint("hall", "code", name=op.f("pk_priority_class")),
    )
    op.create_table(
        "queue",
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("names", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("pictogram", sa.String(length=40), nullable=False),
        sa.Column("ticket_hours", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True),
        sa.Column("daily_limit", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["hall"], ["hall.id"], name=op.f("fk_queue_hall")),
        sa.PrimaryKeyConstraint("hall", "code", name=op.f("pk_queue")),
    )
    op.create_table(
        "series",
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("series", sa.String(length=8), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["hall"], ["hall.id"], name=op.f("fk_series_hall")),
        sa.PrimaryKeyConstraint("hall", "day", "series", name=op.f("pk_series")),
    )
    op.create_table(
        "service_day",
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["hall"], ["hall.id"], name=op.f("fk_service_day_hall")),
        sa.PrimaryKeyConstraint("hall", "day", name=op.f("pk_service_day")),
    )
    op.create_table(
        "outage",
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("began_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["hall"], ["hall.id"], name=op.f("fk_outage_hall")),
        sa.PrimaryKeyConstraint("hall", "began_at", name=op.f("pk_outage")),
    )
    op.create_table(
        "staff",
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("login", sa.String(length=40), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("roles", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("languages", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=True),
        sa.Column("stamp", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["hall"], ["hall.id"], name=op.f("fk_staff_hall")),
        sa.PrimaryKeyConstraint("hall", "login", name=op.f("pk_staff")),
    )
    op.create_table(
        "slip_template",
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("paper", sa.String(length=8), nullable=False),
        sa.Column("layout", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(["hall"], ["hall.id"], name=op.f("fk_slip_template_hall")),
        sa.PrimaryKeyConstraint("hall", "paper", name=op.f("pk_slip_template")),
    )
    op.create_table(
        "counter_queue",
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("counter", sa.String(length=8), nullable=False),
        sa.Column("queue", sa.String(length=8), nullable=False),
        sa.Column("helps_after_s", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["hall", "counter"], ["counter.hall", "counter.code"], name=op.f("fk_counter_queue_hall_counter")
        ),
        sa.ForeignKeyConstraint(
            ["hall", "queue"], ["queue.hall", "queue.code"], name=op.f("fk_counter_queue_hall_queue")
        ),
        sa.ForeignKeyConstraint(["hall"], ["hall.id"], name=op.f("fk_counter_queue_hall")),
        sa.PrimaryKeyConstraint("hall", "counter", "queue", name=op.f("pk_counter_queue")),
    )
    op.create_table(
        "emergency",
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("counter", sa.String(length=8), nullable=False),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("answered_by", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["hall", "counter"], ["counter.hall", "counter.code"], name=op.f("fk_emergency_hall_counter")
        ),
        sa.ForeignKeyConstraint(["hall"], ["hall.id"], name=op.f("fk_emergency_hall")),
        sa.PrimaryKeyConstraint("hall", "counter", name=op.f("pk_emergency")),
    )
    op.create_table(
        "procedure",
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("queue", sa.String(length=8), nullable=False),
        sa.Column("names", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("short_names", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("field", sa.String(length=200), nullable=False),
        sa.Column(
            "bring",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            server_default="{}",
            nullable=False,
        ),
        sa.Column(
            "statutory",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            server_default="{}",
            nullable=False,
        ),
        sa.Column(
            "committed",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            server_default="{}",
            nullable=False,
        ),
        sa.Column(
            "fee",
            sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
            server_default="{}",
            nullable=False,
        ),
        sa.Column("decision", sa.String(length=80), server_default="", nullable=False),
        sa.Column("proposed", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hall", "queue"], ["queue.hall", "queue.code"], name=op.f("fk_procedure_hall_queue")
        ),
        sa.ForeignKeyConstraint(["hall"], ["hall.id"], name=op.f("fk_procedure_hall")),
        sa.PrimaryKeyConstraint("hall", "code", "valid_from", name=op.f("pk_procedure")),
    )
    op.create_table(
        "ticket",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("series", sa.String(length=8), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("queue", sa.String(length=8), nullable=False),
        sa.Column("procedure", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("priority", sa.String(length=40), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("issued_at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("waited_s", sa.Float(), nullable=False),
        sa.Column("counter", sa.String(length=8), nullable=True),
        sa.Column("directed", sa.String(length=8), nullable=True),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.Column("called_at", sa.BigInteger(), nullable=True),
        sa.Column("call", sa.BigInteger(), nullable=True),
        sa.Column("link", sa.String(length=40), nullable=False),
        sa.Column("estimated", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("not_before", sa.BigInteger(), nullable=True),
        sa.Column("returns_to", sa.String(length=8), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=True),
        sa.Column("sign", sa.String(length=16), nullable=True),
        sa.Column("told_low_s", sa.Integer(), nullable=True),
        sa.Column("told_high_s", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["hall", "counter"], ["counter.hall", "counter.code"], name=op.f("fk_ticket_hall_counter")
        ),
        sa.ForeignKeyConstraint(
            ["hall", "day"], ["service_day.hall", "service_day.day"], name=op.f("fk_ticket_hall_day")
        ),
        sa.ForeignKeyConstraint(
            ["hall", "queue"], ["queue.hall", "queue.code"], name=op.f("fk_ticket_hall_queue")
        ),
        sa.ForeignKeyConstraint(["hall"], ["hall.id"], name=op.f("fk_ticket_hall")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket")),
        sa.UniqueConstraint(
            "hall", "day", "series", "sequence", name=op.f("uq_ticket_hall_day_series_sequence")
        ),
        sa.UniqueConstraint("link", name=op.f("uq_ticket_link")),
    )
    with op.batch_alter_table("ticket") as batch_op:
        batch_op.create_index(
            "ix_ticket_call",
            ["hall", "day", "call"],
            unique=False,
            sqlite_where=sa.text("call IS NOT NULL"),
            postgresql_where=sa.text("call IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_ticket_day", ["hall", "day", "state", "queue", "due_at", "since"], unique=False
        )
        batch_op.create_index(
            "ix_ticket_live",
            ["hall", "state", "due_at", "id"],
            unique=False,
            sqlite_where=sa.text("state IN ('waiting', 'called', 'serving', 'parked')"),
            postgresql_where=sa.text("state IN ('waiting', 'called', 'serving', 'parked')"),
        )
        batch_op.create_index(
            "ix_ticket_sign",
            ["hall", "id", "sign"],
            unique=False,
            sqlite_where=sa.text("state IN ('waiting', 'called', 'serving', 'parked')"),
            postgresql_where=sa.text("state IN ('waiting', 'called', 'serving', 'parked')"),
        )
        batch_op.create_index(
            "uq_ticket_at_counter",
            ["hall", "counter"],
            unique=True,
            sqlite_where=sa.text("state IN ('called', 'serving')"),
            postgresql_where=sa.text("state IN ('called', 'serving')"),
        )

    op.create_table(
        "journal",
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.Column("ticket", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("body", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(["hall"], ["hall.id"], name=op.f("fk_journal_hall")),
        sa.ForeignKeyConstraint(["ticket"], ["ticket.id"], name=op.f("fk_journal_ticket")),
        sa.PrimaryKeyConstraint("hall", "seq", name=op.f("pk_journal")),
    )
    with op.batch_alter_table("journal") as batch_op:
        batch_op.create_index("ix_journal_ticket", ["ticket", "seq"], unique=False)

    op.create_table(
        "print_job",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("printer", sa.String(length=8), nullable=False),
        sa.Column("ticket", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("number", sa.String(length=12), nullable=False),
        sa.Column("facts", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("queued_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hall", "printer"], ["printer.hall", "printer.code"], name=op.f("fk_print_job_hall_printer")
        ),
        sa.ForeignKeyConstraint(["hall"], ["hall.id"], name=op.f("fk_print_job_hall")),
        sa.ForeignKeyConstraint(["ticket"], ["ticket.id"], name=op.f("fk_print_job_ticket")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_print_job")),
    )
    with op.batch_alter_table("print_job") as batch_op:
        batch_op.create_index("ix_print_job_ticket", ["ticket"], unique=False)
        batch_op.create_index(
            "ix_print_job_unprinted",
            ["hall", "printer", "id"],
            unique=False,
            sqlite_where=sa.text("state IN ('queued', 'printing', 'held')"),
            postgresql_where=sa.text("state IN ('queued', 'printing', 'held')"),
        )

    op.create_table(
        "service_record",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("ticket", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("procedure", sa.String(length=40), nullable=False),
        sa.Column("counter", sa.String(length=8), nullable=False),
        sa.Column("staff", sa.String(length=40), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.Column("forgotten", sa.Boolean(), nullable=False),
        sa.Column("times_wrong", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("quantity", sa.Integer(), server_default="1", nullable=False),
        sa.Column("file_number", sa.String(length=40), nullable=True),
        sa.Column("active_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["hall"], ["hall.id"], name=op.f("fk_service_record_hall")),
        sa.ForeignKeyConstraint(["ticket"], ["ticket.id"], name=op.f("fk_service_record_ticket")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_record")),
    )
    with op.batch_alter_table("service_record") as batch_op:
        batch_op.create_index("ix_service_record_ticket", ["ticket"], unique=False)
        batch_op.create_index(
            "uq_service_record_open",
            ["ticket"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )


def downgrade() -> None:
    with op.batch_alter_table("service_record") as batch_op:
        batch_op.drop_index(
            "uq_service_record_open",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
        batch_op.drop_index("ix_service_record_ticket")

    op.drop_table("service_record")
    with op.batch_alter_table("print_job") as batch_op:
        batch_op.drop_index(
            "ix_print_job_unprinted",
            sqlite_where=sa.text("state IN ('queued', 'printing', 'held')"),
            postgresql_where=sa.text("state IN ('queued', 'printing', 'held')"),
        )
        batch_op.drop_index("ix_print_job_ticket")

    op.drop_table("print_job")
    with op.batch_alter_table("journal") as batch_op:
        batch_op.drop_index("ix_journal_ticket")

    op.drop_table("journal")
    with op.batch_alter_table("ticket") as batch_op:
        batch_op.drop_index(
            "uq_ticket_at_counter",
            sqlite_where=sa.text("state IN ('called', 'serving')"),
            postgresql_where=sa.text("state IN ('called', 'serving')"),
        )
        batch_op.drop_index(
            "ix_ticket_sign",
            sqlite_where=sa.text("state IN ('waiting', 'called', 'serving', 'parked')"),
            postgresql_where=sa.text("state IN ('waiting', 'called', 'serving', 'parked')"),
        )
        batch_op.drop_index(
            "ix_ticket_live",
            sqlite_where=sa.text("state IN ('waiting', 'called', 'serving', 'parked')"),
            postgresql_where=sa.text("state IN ('waiting', 'called', 'serving', 'parked')"),
        )
        batch_op.drop_index("ix_ticket_day")
        batch_op.drop_index(
            "ix_ticket_call",
            sqlite_where=sa.text("call IS NOT NULL"),
            postgresql_where=sa.text("call IS NOT NULL"),
        )

    op.drop_table("ticket")
    op.drop_table("procedure")
    op.drop_table("emergency")
    op.drop_table("counter_queue")
    op.drop_table("slip_template")
    op.drop_table("staff")
    op.drop_table("outage")
    op.drop_table("service_day")
    op.drop_table("series")
    op.drop_table("queue")
    op.drop_table("priority_class")
    op.drop_table("portal_help")
    op.drop_table("printer")
    op.drop_table("pairing")
    op.drop_table("device")
    op.drop_table("day_off")
    op.drop_table("counter")
    op.drop_table("audit")
    op.drop_table("answer")
    op.drop_table("hall")
