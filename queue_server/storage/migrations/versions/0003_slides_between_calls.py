"""Keep slides that are shown between calls

Follows 0001_tables_of_a_hall; written 2026-11-22.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003_slides_between_calls"
down_revision = "0001_tables_of_a_hall"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "slide",
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("title", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("text", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("file", sa.String(length=40)),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date()),
        sa.Column("last_day", sa.Date()),
        sa.Column("begins", sa.String(length=5)),
        sa.Column("ends", sa.String(length=5)),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["hall"], ["hall.id"], name="fk_slide_hall"),
        sa.PrimaryKeyConstraint("hall", "id", name="pk_slide"),
    )


def downgrade() -> None:
    op.drop_table("slide")
