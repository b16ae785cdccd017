"""Days off and swapped Saturdays."""

from __future__ import annotations

from datetime import datetime

import click

from queue_server.cli.hall import Hall, main, plainly
from queue_server.operations import days_off


@main.group(name="calendar")
def calendar_group() -> None:
    """Days off and swapped Saturdays, as the yearly decree has them."""


@calendar_group.command()
@click.argument("day", type=click.DateTime(["%Y-%m-%d"]))
@click.argument("name")
@click.option("--worked", is_flag=True, help="The day is worked, as a Saturday in exchange for a day off.")
@click.pass_obj
@plainly
def day(hall: Hall, day: datetime, name: str, worked: bool) -> None:
    """DAY is off, and NAME says why. Files that come in from now on are dated by it."""
    with hall.work() as work:
        days_off.declare(work, day.date(), worked, name[:200])
    click.echo(f"{day.date()} is {'worked' if worked else 'off'}.")


@calendar_group.command()
@click.argument("year", type=click.IntRange(2000, 2099))
@click.pass_obj
@plainly
def confirm(hall: Hall, year: int) -> None:
    """The days of YEAR stand as they are decreed; nobody is reminded any more."""
    with hall.work() as work:
        days_off.confirm(work, year)
    click.echo(f"The days of {year} are confirmed.")
