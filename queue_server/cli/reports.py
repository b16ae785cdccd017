"""Figures of a period."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from typing import Any

import click

from queue_server.cli.hall import Hall, main, plainly
from queue_server.reports import loudspeaker, wait_times
from queue_server.web.export import csv_of_times


@main.group()
def report() -> None:
    """Figures of a period."""


@report.command(name="times")
@click.option("--from", "first", type=click.DateTime(["%Y-%m-%d"]), help="First day; today if left out.")
@click.option("--to", "last", type=click.DateTime(["%Y-%m-%d"]), help="Last day; the first if left out.")
@click.option("--by", type=click.Choice(wait_times.GROUPINGS), default="procedure", show_default=True)
@click.option("--format", "form", type=click.Choice(["csv", "json"]), default="csv", show_default=True)
@click.pass_obj
@plainly
def report_times(hall: Hall, first: Any, last: Any, by: str, form: str) -> None:
    """Wait and service times."""
    with hall.look() as look:
        start: date = first.date() if first else look.hall.day(look.now)
        rows = wait_times.times(look, start, last.date() if last else start, by)
    text = csv_of_times(rows) if form == "csv" else json.dumps([asdict(row) for row in rows], indent=1)
    click.echo(text, nl=form == "json")


@main.command(name="loudspeaker")
@click.option("--month", type=click.DateTime(["%Y-%m"]), help="Such as 2026-12; the next one if left out.")
@click.pass_obj
@plainly
def loudspeaker_text(hall: Hall, month: Any) -> None:
    """The text of a month for the village loudspeakers, ready to be read out, in Vietnamese."""
    with hall.look() as look:
        first = month.date() if month else loudspeaker.month_after(look.today)
        click.echo(str(loudspeaker.announcement(look, first)))
