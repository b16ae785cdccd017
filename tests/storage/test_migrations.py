"""Every migration goes up and down, and ends at the tables of the code."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, inspect

from queue_server.storage import migrating
from queue_server.storage.engine import open_engine
from queue_server.storage.schema import metadata


def tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names()) - {"alembic_version"}


def test_up_down_and_up_again(empty_database_url: str) -> None:
    engine = open_engine(empty_database_url)
    assert migrating.upgrade(engine)
    assert not migrating.upgrade(engine), "there was nothing left to bring"
    assert tables(engine) == set(metadata.tables)
    migrating.downgrade(engine)
    assert tables(engine) == set()
    assert not migrating.is_current(engine)
    migrating.upgrade(engine)
    assert migrating.is_current(engine)
    engine.dispose()


def test_the_migrations_end_at_the_tables_of_the_code(database_url: str) -> None:
    engine = open_engine(database_url)
    with engine.connect() as db:
        differences = compare_metadata(MigrationContext.configure(db), metadata)
    engine.dispose()
    assert [each for each in differences if each[0] not in ("modify_type", "modify_comment")] == []


def test_nothing_personal_has_a_column() -> None:
    words = {"name", "phone", "email", "birth", "address", "identity", "cccd", "citizen"}
    columns = {column.name for table in metadata.tables.values() for column in table.columns}
    # `name` is the holiday's; everything else that is named is furniture of the hall.
    assert columns & words == {"name"}
    assert "name" in metadata.tables["day_off"].columns
