"""Figures of a period."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from typing import Any

import click

from queue_server.cli.hall import Hall, main, plainly
from queue_server.estimates.accuracy import Accuracy
from queue_server.reports import estimates, loudspeaker, rollup, wait_times
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


@report.command(name="rebuild")
@click.pass_obj
@plainly
def report_rebuild(hall: Hall) -> None:
    """Add all figures up anew, from the journal."""
    for month in rollup.rebuild(hall.store, hall.id):
        click.echo(f"{month:%Y-%m}")


@report.command(name="estimates")
@click.option("--from", "first", type=click.DateTime(["%Y-%m-%d"]), help="First day; today if left out.")
@click.option("--to", "last", type=click.DateTime(["%Y-%m-%d"]), help="Last day; the first if left out.")
@click.option("--backtest", is_flag=True, help="Also play what would be told today of those days.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@click.pass_obj
@plainly
def report_estimates(hall: Hall, first: Any, last: Any, backtest: bool, form: str) -> None:
    """How good what was told of waits has been, beside what plain rules would have told."""
    with hall.look() as look:
        start: date = first.date() if first else look.today
        found = estimates.report(look, start, last.date() if last else start, backtest)
    click.echo(json.dumps(found.to_json(), indent=1) if form == "json" else _table(found))


_HEAD = f"{'':24}{'n':>7}{'too short':>11}{'within':>9}{'off by':>9}{'bias':>8}{'loss':>8}"


def _table(found: estimates.Report) -> str:
    """Shares in per cent, errors in minutes."""
    rows = {"told": found.told, "before lunch": found.before_lunch, "before closing": found.before_closing}
    lines = [_line(name, each) for name, each in {**rows, **found.rules}.items()]
    return "\n".join([_HEAD, *lines, f"nothing told: {found.cannot_say} of {found.asked}"])


def _line(name: str, each: Accuracy) -> str:
    shares = (each.too_short_share, each.coverage_p80)
    errors = (each.mae_s, each.bias_s, each.pinball_s)
    cells = ["–" if one is None else f"{100 * one:.1f} %" for one in shares]
    cells += ["–" if one is None else f"{one / 60:.1f}" for one in errors]
    return f"{name:24}{each.n:>7}{cells[0]:>11}{cells[1]:>9}{cells[2]:>9}{cells[3]:>8}{cells[4]:>8}"


@main.command(name="loudspeaker")
@click.option("--month", type=click.DateTime(["%Y-%m"]), help="Such as 2026-12; the next one if left out.")
@click.pass_obj
@plainly
def loudspeaker_text(hall: Hall, month: Any) -> None:
    """The text of a month for the village loudspeakers, ready to be read out, in Vietnamese."""
    with hall.look() as look:
        first = month.date() if month else loudspeaker.month_after(look.today)
        click.echo(str(loudspeaker.announcement(look, first)))
