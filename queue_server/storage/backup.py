"""A copy of the whole database with the files that belong to it, and a hall from such a copy."""

from __future__ import annotations

import secrets
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine, make_url, text, update

from queue_server.storage import schema
from queue_server.storage.engine import open_engine, transaction

FOLDERS = ("slides", "voice")


class BackupError(Exception):
    """The copy could not be made or read; the message says why."""


def backup(engine: Engine, data: Path, target: Path) -> None:
    """Copy the database to the new file `target`, and slides and voices to a folder beside it.

    The hall goes on meanwhile. BackupError if it cannot be done.
    """
    for each in (target, beside(target)):
        if each.exists():
            raise BackupError(f"{each} exists already.")
    _copy_database(engine, target)
    _copy_files(data, beside(target))


def beside(copy: Path) -> Path:
    """The folder of the files that belong to the copy of a database."""
    return copy.with_name(f"{copy.name}.files")


def _copy_database(engine: Engine, target: Path) -> None:
    if engine.dialect.name == "sqlite":
        with engine.connect() as db:
            db.connection.driver_connection.execute("VACUUM INTO ?", (str(target),))  # type: ignore[union-attr]
    else:
        _run("pg_dump", "--format=custom", f"--file={target}", _address(engine))


def _copy_files(source: Path, target: Path) -> None:
    """What is half made has a dot before its name."""
    for name in FOLDERS:
        if (source / name).is_dir():
            unfinished = shutil.ignore_patterns(".*")
            shutil.copytree(source / name, target / name, ignore=unfinished, dirs_exist_ok=True)


def restore(url: str, data: Path, source: Path) -> None:
    """Make the database at `url` what `source` was, in a new epoch. BackupError on nonsense.

    Slides and voices that were kept with it come back to the folder `data`; newer ones stay there too.
    """
    data.mkdir(parents=True, exist_ok=True)
    if url.startswith("sqlite"):
        _restore_sqlite(Path(make_url(url).database or ""), source)
    else:
        _run("pg_restore", "--clean", "--if-exists", f"--dbname={_address(open_engine(url))}", str(source))
    _begin_epoch(open_engine(url))
    _copy_files(beside(source), data)


def _begin_epoch(engine: Engine) -> None:
    """From here on the journal's numbers may differ from those told before."""
    with transaction(engine, writes=True) as db:
        db.execute(update(schema.hall).values(epoch=secrets.token_hex(16)))
    engine.dispose()


def integrity(engine: Engine) -> str:
    """`ok`, or what the engine finds wrong."""
    if engine.dialect.name != "sqlite":
        return "ok"
    with engine.connect() as db:
        return str(db.execute(text("PRAGMA quick_check")).scalar_one())


def _restore_sqlite(target: Path, source: Path) -> None:
    try:
        with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as copy:
            found = copy.execute("SELECT count(*) FROM sqlite_master WHERE name = 'journal'").fetchone()
    except sqlite3.Error as error:
        raise BackupError(f"{source} cannot be read: {error}.") from error
    if not found[0]:
        raise BackupError(f"{source} is no backup of a hall.")
    for leftover in ("-wal", "-shm"):
        Path(f"{target}{leftover}").unlink(missing_ok=True)
    shutil.copyfile(source, target)


def _address(engine: Engine) -> str:
    return engine.url.set(drivername="postgresql").render_as_string(hide_password=False)


def _run(*command: str) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)
    except FileNotFoundError as error:
        raise BackupError(f"The program {command[0]} is not installed.") from error
    except subprocess.CalledProcessError as error:
        raise BackupError(f"{command[0]}: {error.stderr.strip()}") from error
