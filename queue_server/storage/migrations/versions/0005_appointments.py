"""Book half hours

Follows the tables of a hall; written 2026-11-22.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005_appointments"
down_revision = "0003_slides_between_calls"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "appointment",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("starts_at", sa.BigInteger(), nullable=False),
        sa.Column("queue", sa.String(length=8), nullable=False),
        sa.Column("procedure", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("booked_at", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.Column("ticket", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["hall", "queue"], ["queue.hall", "queue.code"]),
        sa.ForeignKeyConstraint(["hall"], ["hall.id"]),
        sa.ForeignKeyConstraint(["ticket"], ["ticket.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("hall", "code"),
    )
    op.create_index("ix_appointment_day", "appointment", ["hall", "day", "queue"])
    op.create_table(
        "appointment_limit",
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("queue", sa.String(length=8), nullable=False),
        sa.Column("per_slot", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["hall", "queue"], ["queue.hall", "queue.code"]),
        sa.ForeignKeyConstraint(["hall"], ["hall.id"]),
        sa.PrimaryKeyConstraint("hall", "queue"),
    )


def downgrade() -> None:
    op.drop_table("appointment_limit")
    op.drop_table("appointment")
