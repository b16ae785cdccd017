"""Keep the alarms that are open

Follows 0008_what_citizens_think; written 2026-11-22.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009_alarms"
down_revision = "0008_what_citizens_think"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "alarm",
        sa.Column("hall", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("place", sa.String(length=40), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("seen_by", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(["hall"], ["hall.id"], name=op.f("fk_alarm_hall")),
        sa.PrimaryKeyConstraint("hall", "kind", "place", name=op.f("pk_alarm")),
    )


def downgrade() -> None:
    op.drop_table("alarm")
