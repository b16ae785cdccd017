"""Bring a database to the present schema.

Alembic is loaded only when there is something to bring: a running hall never needs its 15 MB.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine, inspect, text

if TYPE_CHECKING:
    from alembic.config import Config

_HERE = Path(__file__).parent / "migrations"


def upgrade(engine: Engine, to: str = "head") -> bool:
    """Bring the database up to `to`; whether there was anything to bring."""
    if to == "head" and is_current(engine):
        return False
    from alembic import command

    command.upgrade(_config(engine), to)
    return True


def downgrade(engine: Engine, to: str = "base") -> None:
    from alembic import command

    command.downgrade(_config(engine), to)


def _config(engine: Engine) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_HERE))
    config.set_main_option("file_template", "%%(rev)s")
    config.attributes["engine"] = engine
    return config


def is_current(engine: Engine) -> bool:
    """Whether the database stands at the newest migration."""
    with engine.connect() as db:
        if not inspect(db).has_table("alembic_version"):
            return False
        return bool(db.scalar(text("SELECT version_num FROM alembic_version")) == _newest())


def _newest() -> str:
    # A migration's file is named by its revision, and they are numbered.
    return max(path.stem for path in (_HERE / "versions").glob("[0-9]*.py"))
