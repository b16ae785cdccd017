"""Keep what citizens think

Follows 0001_tables_of_a_hall; written 2026-11-22.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008_what_citizens_think"
down_revision = "0001_tables_of_a_hall"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
DOCUMENT = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "rated",
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("again", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["hall"], ["hall.id"], name=op.f("fk_rated_hall")),
        sa.PrimaryKeyConstraint("hall", "mark", name=op.f("pk_rated")),
    )
    op.create_table(
        "rating_count",
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("by", sa.String(length=12), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("levels", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["hall"], ["hall.id"], name=op.f("fk_rating_count_hall")),
        sa.PrimaryKeyConstraint(
            "hall", "since", "by", "key", "levels", "level", name=op.f("pk_rating_count")
        ),
    )
    op.create_table(
        "paper_survey",
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("levels", sa.Integer(), nullable=False),
        sa.Column("counts", DOCUMENT, nullable=False),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["hall"], ["hall.id"], name=op.f("fk_paper_survey_hall")),
        sa.PrimaryKeyConstraint("hall", "month", name=op.f("pk_paper_survey")),
    )
    op.create_table(
        "suggestion",
        sa.Column("id", ID, nullable=False),
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("spoken", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=1000), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("reply", sa.String(length=1000), nullable=True),
        sa.Column("by", sa.String(length=40), nullable=True),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["hall"], ["hall.id"], name=op.f("fk_suggestion_hall")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestion")),
        sa.UniqueConstraint("reference", name=op.f("uq_suggestion_reference")),
    )
    op.create_table(
        "obstacle",
        sa.Column("id", ID, nullable=False),
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("text", sa.String(length=1000), nullable=False),
        sa.Column("proposal", sa.String(length=1000), nullable=False),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.Column("solved_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["hall"], ["hall.id"], name=op.f("fk_obstacle_hall")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_obstacle")),
    )
    op.create_table(
        "preference",
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("room", sa.String(length=20), nullable=False),
        sa.Column("wish", DOCUMENT, nullable=False),
        sa.ForeignKeyConstraint(["hall"], ["hall.id"], name=op.f("fk_preference_hall")),
        sa.PrimaryKeyConstraint("hall", "room", name=op.f("pk_preference")),
    )


def downgrade() -> None:
    for table in ("preference", "obstacle", "suggestion", "paper_survey", "rating_count", "rated"):
        op.drop_table(table)
