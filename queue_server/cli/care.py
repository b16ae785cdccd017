"""Care of the data."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from queue_server.cli.hall import Hall, main, plainly
from queue_server.operations import doctoring
from queue_server.storage import backup as backups
from queue_server.storage import migrating


@main.command()
@click.option("--to", default="head", show_default=True, help="A migration, or base.")
@click.pass_obj
@plainly
def migrate(hall: Hall, to: str) -> None:
    """Bring the database to the present tables, or back to earlier ones."""
    step = migrating.downgrade if to == "base" else migrating.upgrade
    step(hall.store.engine, to)
    click.echo("The tables are in place.")


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
@plainly
def backup(hall: Hall, file: Path) -> None:
    """Copy the hall to the new FILE while it goes on: its database there, slides and voices in FILE.files."""
    backups.backup(hall.store.engine, hall.config.data, file)
    click.echo(f"Wrote {file} and {backups.beside(file)}.")


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
@plainly
def restore(hall: Hall, file: Path, yes: bool) -> None:
    """Replace the hall by the backup FILE, slides and voices by FILE.files. Stop the server first."""
    if not yes:
        click.confirm("Everything since that backup will be lost. Go on?", abort=True)
    hall.store.engine.dispose()
    backups.restore(hall.config.database, hall.config.data, file)
    migrating.upgrade(hall.store.engine)
    click.echo("Restored.")


@main.command()
@click.pass_obj
@plainly
def doctor(hall: Hall) -> None:
    """Look for trouble, and say what to do about it."""
    findings = doctoring.examine(hall.store, hall.config.data, hall.id)
    for finding in findings:
        click.echo(f"{'ok ' if finding.well else 'BAD'}  {finding.sentence}")
    if not all(finding.well for finding in findings):
        sys.exit(1)
