"""Slip printers."""

from __future__ import annotations

import click

from printer.paper import check_url
from queue_server.cli.hall import Hall, main, plainly
from queue_server.operations import printers
from queue_server.storage import spool


@main.group()
def printer() -> None:
    """Slip printers."""


@printer.command(name="list")
@click.pass_obj
@plainly
def list_printers(hall: Hall) -> None:
    """The printers: address, condition, stand-in, and for how many slips there is paper."""
    with hall.look() as look:
        urls = {row.code: row.url for row in spool.printers(look.db, hall.id)}
        for each in printers.lines(look):
            left = "-" if each.slips_left is None else each.slips_left
            click.echo(f"{each.code}\t{urls[each.code]}\t{each.condition}\t{each.stand_in or '-'}\t{left}")


@printer.command(name="set")
@click.argument("code")
@click.argument("address")
@click.pass_obj
@plainly
def set_printer(hall: Hall, code: str, address: str) -> None:
    """Put the printer CODE at ADDRESS, such as tcp://192.168.1.50:9100?width=384; a new CODE is added."""
    try:
        check_url(address)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    with hall.work() as work:
        printers.set_address(work, code, address)
    click.echo(f"Slips of {code} go to {address}.")


@printer.command(name="stand-in")
@click.argument("code")
@click.argument("other", required=False)
@click.pass_obj
@plainly
def printer_stand_in(hall: Hall, code: str, other: str | None) -> None:
    """Let the printer OTHER print while CODE cannot; none if OTHER is left out."""
    with hall.work() as work:
        printers.set_stand_in(work, code, other)
    click.echo(f"{other or 'No printer'} stands in for {code}.")
