"""Keep files and when they are due

Follows the tables of a hall; written 2026-11-22.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010_files_and_due_dates"
down_revision = "0009_alarms"
branch_labels = None
depends_on = None

OPEN = sa.text("state <> 'handed_over'")


def upgrade() -> None:
    op.create_table(
        "file",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("token", sa.String(length=20), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=True),
        sa.Column("digits", sa.String(length=40), nullable=False),
        sa.Column("procedure", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Date(), nullable=False),
        sa.Column("channel", sa.String(length=8), nullable=False),
        sa.Column("ticket", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("staff", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("promised_at", sa.BigInteger(), nullable=True),
        sa.Column("due_at", sa.BigInteger(), nullable=True),
        sa.Column("ready_at", sa.BigInteger(), nullable=True),
        sa.Column("handed_at", sa.BigInteger(), nullable=True),
        sa.Column("postponed_at", sa.BigInteger(), nullable=True),
        sa.Column("postponed_by", sa.String(length=40), nullable=True),
        sa.Column("postponed_why", sa.String(length=200), nullable=True),
        sa.Column("collecting", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("asked_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["collecting"], ["ticket.id"], name=op.f("fk_file_collecting")),
        sa.ForeignKeyConstraint(["hall"], ["hall.id"], name=op.f("fk_file_hall")),
        sa.ForeignKeyConstraint(["ticket"], ["ticket.id"], name=op.f("fk_file_ticket")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file")),
        sa.UniqueConstraint("token", name=op.f("uq_file_token")),
    )
    with op.batch_alter_table("file") as batch_op:
        batch_op.create_index("ix_file_collecting", ["collecting"], unique=False)
        batch_op.create_index("ix_file_number", ["hall", "number"], unique=False)
        batch_op.create_index("ix_file_promised", ["hall", "promised_at"], unique=False)
        batch_op.create_index("ix_file_received", ["hall", "received_at"], unique=False)
        batch_op.create_index(
            "ix_file_open",
            ["hall", "state", "due_at", "id"],
            unique=False,
            sqlite_where=OPEN,
            postgresql_where=OPEN,
        )


def downgrade() -> None:
    op.drop_table("file")
