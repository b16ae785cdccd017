"""Figures of a period."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from smtplib import SMTPException
from typing import Any

import click

from queue_server.cli.hall import Hall, main, plainly
from queue_server.estimates.accuracy import Accuracy
from queue_server.reports import estimates, loudspeaker, raw, rollup, wait_times
from queue_server.reports import report as reports
from queue_server.storage.work import Look
from queue_server.web.export import csv_of_times, long_csv
from queue_server.web.mailing import last_whole, parcel, send
from queue_server.web.one_page import one_page
from queue_server.web.periods import PROBLEMS, problem_of
from queue_server.web.sheets import CellKind
from queue_server.web.workbook import TooLong, book_of, long_workbook

DAY = click.DateTime(["%Y-%m-%d"])
FILE = click.Path(dir_okay=False, writable=True, path_type=Path)


def period(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say which days."""
    command = click.option("--to", "last", type=DAY, help="Last day; the first if left out.")(command)
    return click.option("--from", "first", type=DAY, help="First day; today if left out.")(command)


def _days(look: Look, first: Any, last: Any) -> tuple[date, date]:
    start: date = first.date() if first else look.today
    end: date = last.date() if last else start
    problem = problem_of(start, end)
    if problem is not None:
        raise click.ClickException(PROBLEMS[problem])
    return start, end


@main.group()
def report() -> None:
    """Figures of a period."""


@report.command(name="times")
@period
@click.option("--by", type=click.Choice(wait_times.GROUPINGS), default="procedure", show_default=True)
@click.option(
    "--format", "form", type=click.Choice(["csv", "json", "xlsx", "pdf"]), default="csv", show_default=True
)
@click.option("--out", type=FILE, help="The file to write; a workbook and a PDF need one.")
@click.pass_obj
@plainly
def report_times(hall: Hall, first: Any, last: Any, by: str, form: str, out: Path | None) -> None:
    """Wait and service times; as workbook or PDF, the whole report."""
    if form in ("xlsx", "pdf") and out is None:
        raise click.UsageError("Say with --out into which file.")
    with hall.look() as look:
        content = _content(look, *_days(look, first, last), by, form)
    if out is not None:
        out.write_bytes(content if isinstance(content, bytes) else content.encode())
    else:
        click.echo(content, nl=form == "json")


def _content(look: Look, first: date, last: date, by: str, form: str) -> str | bytes:
    if form == "xlsx":
        return book_of(reports.report(look, first, last, by), look.hall)
    if form == "pdf":
        return one_page(reports.report(look, first, last, by), look.hall)
    rows = wait_times.times(look, first, last, by)
    return csv_of_times(rows) if form == "csv" else json.dumps([asdict(row) for row in rows], indent=1)


@report.command(name="raw")
@click.argument("what", type=click.Choice(["visits", "journal"]))
@period
@click.option("--out", type=FILE, required=True, help="The file to write: .csv or .xlsx.")
@click.pass_obj
@plainly
def report_raw(hall: Hall, what: str, first: Any, last: Any, out: Path) -> None:
    """What the figures are made of: a row for each visit, or the journal."""
    if out.suffix not in (".csv", ".xlsx"):
        raise click.UsageError("The file must end in .csv or .xlsx.")
    read, columns = (raw.of_visits, raw.VISITS) if what == "visits" else (raw.of_journal, raw.JOURNAL)
    with hall.look() as look, click.progressbar(length=1000, label=out.name) as bar:

        def tell(done: int, whole: int) -> None:
            bar.update(1000 * done // max(1, whole) - bar.pos)

        rows = read(look, *_days(look, first, last), tell)
        if out.suffix == ".xlsx":
            _write_workbook(out, what, columns, rows)
        else:
            with out.open("w", encoding="utf-8", newline="") as lines:
                long_csv(columns, rows, lines)


def _write_workbook(out: Path, title: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    try:
        with out.open("wb") as book:
            long_workbook(title, [(name, _kind(name)) for name in columns], rows, book)
    except TooLong as refusal:
        out.unlink(missing_ok=True)
        raise click.ClickException(str(refusal)) from refusal


def _kind(column: str) -> CellKind:
    return CellKind.DATE if column.endswith("at") else CellKind.NUMBER


@report.command(name="send")
@click.argument("span", type=click.Choice(["week", "month", "quarter", "year"]))
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), help="A folder to put it into.")
@click.option("--mail", multiple=True, help="Who gets it by mail; several times for several.")
@click.pass_obj
@plainly
def report_send(hall: Hall, span: str, folder: Path | None, mail: tuple[str, ...]) -> None:
    """The last whole week, month, quarter or year, to where the settings say or to where you say."""
    given = {"report_folder": folder, "report_mail": mail} if folder or mail else {}
    config = hall.config.model_copy(update=given)
    if config.report_mail and not config.smtp_url:
        raise click.ClickException("Set QUEUE_SMTP_URL to send mail.")
    if config.report_folder is None and not config.report_mail:
        raise click.ClickException("Say where to: --folder or --mail, or set QUEUE_REPORT_FOLDER.")
    with hall.look() as look:
        ready = parcel(look, *last_whole(span, look.today))
    try:
        send(config, ready)
    except (OSError, SMTPException) as error:
        raise click.ClickException(f"The report could not be sent: {error}") from error
    click.echo("\n".join(ready.files))


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
