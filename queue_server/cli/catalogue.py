"""The procedures of the hall."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from queue_server.cli.hall import Hall, main, plainly
from queue_server.operations import catalogue, tables
from queue_server.operations.catalogue import Report

SHOWN = 20


@main.group(name="catalogue")
def catalogue_group() -> None:
    """The procedures of the hall."""


@catalogue_group.command(name="import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@click.option("--skip-faulty", is_flag=True, help="Leave faulty rows out instead of taking nothing.")
@click.pass_obj
@plainly
def import_catalogue(hall: Hall, file: Path, dry_run: bool, skip_faulty: bool) -> None:
    """Take procedures from a FILE, CSV in UTF-8 or XLSX.

    Columns: code, queue, name_vi, short_vi, name_en, short_en, field, bring_vi, statutory, committed,
    statutory_online …, fee_vi, online, portal, decision, valid_from. What a row leaves out stays as it is;
    a new name or time is a new version from today, or from valid_from.
    """
    if file.stat().st_size > tables.LARGEST_BYTES:
        raise tables.UnreadableTable(why=tables.Why.TOO_LARGE)
    table = catalogue.read(file.read_bytes())
    with hall.work() as work:
        with _progress(len(table.rows)) as step:
            report = catalogue.examine(work, table, step)
        _tell(report, every=not skip_faulty or dry_run)
        if dry_run:
            return
        count = catalogue.take(work, report, skip_faulty)
    click.echo(f"Took {count} procedures.")


@contextmanager
def _progress(rows: int) -> Iterator[Any]:
    """A bar on a terminal, nothing in a pipe."""
    with click.progressbar(length=rows, label="Reading", file=sys.stderr) as bar:
        yield lambda _line: bar.update(1)


def _tell(report: Report, every: bool) -> None:
    counts = (len(report.new), len(report.changed), report.same, len(report.faulty))
    click.echo("{} new, {} changed, {} as they are, {} faulty.".format(*counts))
    if report.proposed:
        click.echo(
            f"{len(report.proposed)} short names are proposed: please look at them in the administration."
        )
    if report.merged:
        click.echo("The sheet has joined cells: all but the first of them count as empty.")
    for each in report.faulty if every else report.faulty[:SHOWN]:
        click.echo(f"Line {each.line}: {each}.", err=True)
