"""When numbers are given, and how many a day."""

from __future__ import annotations

from dataclasses import replace

import click

from queue_server.cli.hall import Hall, main, plainly
from queue_server.domain.errors import NotFound
from queue_server.domain.giving import MOST_A_DAY, Giving, read_hours
from queue_server.operations import giving
from queue_server.storage.work import Work


@main.group()
def numbers() -> None:
    """When numbers are given, and how many a day."""


@numbers.command(name="list")
@click.pass_obj
@plainly
def list_rules(hall: Hall) -> None:
    """The hours of the hall, and hours and daily limit of each queue."""
    with hall.look() as look:
        usual = giving.of_hall(look) or look.furniture.calendar.sessions
        click.echo(f"hall\t{', '.join(map(str, usual))}")
        for queue, rules in giving.of_queues(look).items():
            limit = "no limit" if rules.daily_limit is None else f"{rules.daily_limit} a day"
            click.echo(f"{queue}\t{', '.join(map(str, rules.hours)) or 'as the hall'}\t{limit}")


@numbers.command(name="hours")
@click.argument("hours", nargs=-1)
@click.option("--queue", help="Of this queue alone, within those of the hall.")
@click.pass_obj
@plainly
def set_hours(hall: Hall, hours: tuple[str, ...], queue: str | None) -> None:
    """Give numbers in HOURS like 07:00-11:00 13:00-16:30 from now on; without any: as the counters work.

    With --queue and no hours: as the hall does.
    """
    wanted = read_hours([_ends(each) for each in hours], queue or "")
    with hall.work() as work:
        if queue is None:
            giving.change(work, wanted, {})
        else:
            giving.change(work, giving.of_hall(work), {queue: replace(_rules(work, queue), hours=wanted)})
    usual = "as the hall does" if queue else "while the counters work"
    click.echo(f"{queue or 'The hall'} gives numbers {', '.join(map(str, wanted)) or usual}.")


def _ends(text: str) -> tuple[str, str]:
    start, _, end = text.replace("–", "-").partition("-")
    return start, end


def _rules(work: Work, queue: str) -> Giving:
    found = giving.of_queues(work).get(queue)
    if found is None:
        raise NotFound(kind="queue", id=queue)
    return found


@numbers.command(name="limit")
@click.argument("queue")
@click.argument("most", type=click.IntRange(0, MOST_A_DAY), required=False)
@click.pass_obj
@plainly
def set_limit(hall: Hall, queue: str, most: int | None) -> None:
    """QUEUE gives at most MOST numbers a day from now on; without MOST: as many as are wanted."""
    with hall.work() as work:
        rules = replace(_rules(work, queue), daily_limit=most)
        giving.change(work, giving.of_hall(work), {queue: rules})
    click.echo(f"Queue {queue} gives {'any number of' if most is None else f'at most {most}'} numbers a day.")
