"""What every table shares. `hall` is part of every key, so that one schema serves hall and province."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, MetaData, String

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def hall_column(primary_key: bool = True) -> Column[str]:
    """The first column of every table."""
    return Column("hall", String(40), ForeignKey("hall.id"), primary_key=primary_key, nullable=False)
