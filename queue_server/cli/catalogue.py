"""The procedures of the hall."""

from __future__ import annotations

from pathlib import Path

import click

from queue_server.cli.hall import Hall, main, plainly
from queue_server.operations import catalogue


@main.group(name="catalogue")
def catalogue_group() -> None:
    """The procedures of the hall."""


@catalogue_group.command(name="import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
@plainly
def import_catalogue(hall: Hall, file: Path) -> None:
    """Take procedures from a CSV FILE: code, queue, name_vi, short_vi, name_en, short_en, field, bring_vi.

    What to bring stands on the slip, things apart by semicolons.
    """
    with hall.work() as work:
        count = catalogue.take(work, catalogue.read_rows(file))
    click.echo(f"Took {count} procedures.")
