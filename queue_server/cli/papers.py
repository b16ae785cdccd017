"""Numbers on paper."""

from __future__ import annotations

import sys
from typing import Any

import click

from queue_server.cli.hall import Hall, main, plainly
from queue_server.domain import check_code
from queue_server.domain.errors import QueueError
from queue_server.operations import paper_numbers


@main.command(name="paper-check")
@click.argument("day", type=click.DateTime(["%Y-%m-%d"]))
@click.argument("number")
@click.argument("code")
@click.pass_obj
@plainly
def paper_check(hall: Hall, day: Any, number: str, code: str) -> None:
    """Whether CODE is the check code of NUMBER on DAY: whether this hall printed that slip."""
    if not check_code.fits(hall.check_key, hall.id, day.date(), number.strip().upper(), code):
        raise click.ClickException("This code does not fit: the slip is not of this hall, number and day.")
    click.echo(f"The code fits: this hall gave out {number.strip().upper()} on {day.date()}.")


@main.command()
@click.argument("papers", nargs=-1)
@click.pass_obj
@plainly
def rebuild(hall: Hall, papers: tuple[str, ...]) -> None:
    """Bring back the numbers of today's slips after a loss of all data.

    PAPERS are numbers with their check codes, as in "A012 K7PC4X", or what a scanner reads from the QR;
    one a line is read from the input if none is given. What does not fit is named and left out.
    """
    typed = [line for each in papers or sys.stdin if (line := each.strip())]
    refused = 0
    for paper in typed:
        try:
            with hall.work() as work:
                click.echo(f"{paper_numbers.rebuild(work, hall.check_key, paper).number} is back.")
        except QueueError as refusal:
            refused += 1
            click.echo(f"Left out: {refusal}", err=True)
    if refused:
        raise click.ClickException(f"{refused} of {len(typed)} were left out.")
