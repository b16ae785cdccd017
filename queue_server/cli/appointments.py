"""How many appointments a half hour each queue takes."""

from __future__ import annotations

import click

from queue_server.cli.hall import Hall, main, plainly
from queue_server.operations import appointments
from queue_server.storage import appointments as stored


@main.group()
def appointment() -> None:
    """Appointments: how many a half hour each queue takes."""


@appointment.command(name="list")
@click.pass_obj
@plainly
def list_limits(hall: Hall) -> None:
    """The queues that take appointments, and how many a half hour."""
    with hall.look() as look:
        for queue, per_slot in sorted(stored.limits(look.db, hall.id).items()):
            click.echo(f"{queue}\t{per_slot}")


@appointment.command(name="limit")
@click.argument("queue")
@click.argument("per_slot", type=click.IntRange(0, 100))
@click.pass_obj
@plainly
def set_limit(hall: Hall, queue: str, per_slot: int) -> None:
    """QUEUE takes PER_SLOT appointments a half hour from now on; 0 for none. Those booked stay."""
    with hall.work() as work:
        appointments.set_limit(work, queue, per_slot)
    click.echo(f"Queue {queue} takes {per_slot} appointments a half hour.")
