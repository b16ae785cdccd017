"""Keep figures that add up

Follows the tables of a hall; written 2026-11-22.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007_figures_that_add_up"
down_revision = "0005_appointments"
branch_labels = None
depends_on = None

OF_COUNTERS = sa.text("kind = 'counter.state'")


def upgrade() -> None:
    op.create_table(
        "figures",
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("by", sa.String(length=16), nullable=False),
        sa.Column("span", sa.String(length=8), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("key", sa.String(length=100), nullable=False),
        sa.Column("tally", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("wait", sa.LargeBinary(), nullable=False),
        sa.Column("walk", sa.LargeBinary(), nullable=False),
        sa.Column("service", sa.LargeBinary(), nullable=False),
        sa.Column("hold", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["hall"], ["hall.id"], name=op.f("fk_figures_hall")),
        sa.PrimaryKeyConstraint("hall", "by", "span", "start", "key", name=op.f("pk_figures")),
    )
    op.create_table(
        "figures_until",
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["hall"], ["hall.id"], name=op.f("fk_figures_until_hall")),
        sa.PrimaryKeyConstraint("hall", name=op.f("pk_figures_until")),
    )
    op.create_index(
        "ix_journal_counters",
        "journal",
        ["hall", "at"],
        sqlite_where=OF_COUNTERS,
        postgresql_where=OF_COUNTERS,
    )


def downgrade() -> None:
    op.drop_index("ix_journal_counters", table_name="journal")
    op.drop_table("figures_until")
    op.drop_table("figures")
