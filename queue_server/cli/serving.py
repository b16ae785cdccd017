"""Found the hall, serve it, and play a morning in it."""

from __future__ import annotations

import os
import secrets
import sys
from pathlib import Path

import click

from display.voice.generate import make_packs
from queue_server.cli.hall import Hall, main, plainly
from queue_server.operations import printers, setup, staffing, voices
from queue_server.rehearsal import rehearse
from queue_server.serve import Server
from queue_server.storage import halls, migrating, staff

SAMPLE_HALL = "bat-mot"


@main.command()
@click.option("--plan", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="The hall's plan.")
@click.pass_obj
@plainly
def init(hall: Hall, plan: Path | None) -> None:
    """Prepare the database, the voices, and the sample hall or the hall of a plan."""
    _prepare(hall, plan or setup.SAMPLE)


def _prepare(hall: Hall, plan: Path) -> bool:
    """Make ready what serving needs; whether the tables had to be made or changed for it."""
    hall.config.data.mkdir(parents=True, exist_ok=True)
    migrated = migrating.upgrade(hall.store.engine)
    with hall.store.glance() as db:
        known = halls.halls(db)
    if make_packs(hall.config.data / "voice", _accent(hall) if known else hall.config.voice):
        click.echo("Made the voices.")
    if not known:
        _found(hall, plan)
    _follow_settings(hall)
    return migrated


def _accent(hall: Hall) -> str:
    """The accent that the hall has chosen, or else the one of the settings."""
    with hall.look() as look:
        return str(voices.wish(look.hall)["accent"] or hall.config.voice)


def _found(hall: Hall, path: Path) -> None:
    plan = setup.read_plan(path)
    password = hall.config.sample_password or secrets.token_urlsafe(9)
    setup.found_hall(hall.store, plan, password, hall.config.printer_url)
    _keep_password(hall, password)
    click.echo(f"Created the hall {plan['id']} with {len(plan['procedures'])} procedures.")


def _follow_settings(hall: Hall) -> None:
    """The sample hall takes its printer and its password from the settings, at every start."""
    password, printer_url = hall.config.sample_password, hall.config.printer_url
    if hall.id != SAMPLE_HALL:
        return
    with hall.work() as work:
        if printer_url is not None:
            printers.set_address(work, "P1", printer_url)
        if password is not None and staffing.sign_in(work, "admin", password) is None:
            for person in staff.all_staff(work.db, hall.id):
                staffing.set_password(work, person.login, password)
            _keep_password(hall, password)


def _password_file(hall: Hall) -> Path:
    return hall.config.data / "sample-password"


def _keep_password(hall: Hall, password: str) -> None:
    path = _password_file(hall)
    path.touch(mode=0o600)
    path.write_text(password, encoding="utf-8")


@main.command()
@click.pass_obj
@plainly
def run(hall: Hall) -> None:
    """Serve the hall until Ctrl-C; prepares everything first if that is still to be done."""
    if _prepare(hall, setup.SAMPLE):
        _start_anew(hall)
    _print_addresses(hall)
    os.environ["QUEUE_DATA"] = str(hall.config.data)
    hall.store.engine.dispose()
    Server(hall.config).run()


def _start_anew(hall: Hall) -> None:
    """Become a new process: what migrates and founds takes 25 MB, which serving would keep for ever."""
    hall.store.engine.dispose()
    os.execv(sys.executable, sys.orig_argv)


def _print_addresses(hall: Hall) -> None:
    base = f"http://{hall.config.host}:{hall.config.port}"
    with hall.look() as look:
        click.echo(f"\n{look.hall.unit['vi']} {look.hall.names['vi']}\n")
        pages = {"kiosk": "kiosk", "screen": "display", "rating": "rating"}
        devices = [(d, pages[d.kind]) for d in staff.devices(look.db, hall.id) if d.kind in pages]
    paths = [f"/{page}/{device.code}" for device, page in devices]
    for path in ["/", *paths, "/counter/1", "/greeter", "/manager", "/admin"]:
        click.echo(f"  {base}{path}")
    if _password_file(hall).exists():
        password = _password_file(hall).read_text(encoding="utf-8")
        click.echo(f"\n  log-ins: clerk1 … clerk4, greeter, manager, admin   password: {password}\n")
    sys.stdout.flush()


@main.command()
@click.option("--visitors", type=click.IntRange(1, 1500), default=40, show_default=True)
@click.option("--speed", type=click.FloatRange(1, 10_000), default=60.0, show_default=True)
@click.option("--url", help="The server's address; the one of the settings if left out.")
@click.option("--seed", type=int, default=1, show_default=True)
@click.pass_obj
@plainly
def sample(hall: Hall, visitors: int, speed: float, url: str | None, seed: int) -> None:
    """Play a morning of visitors in the running sample hall, faster than life."""
    address = url or f"http://{hall.config.host}:{hall.config.port}"
    password = hall.config.sample_password or _read_password(hall)
    morning = rehearse(address, password, visitors, speed, click.echo, seed=seed)
    served = len(morning.accepted("finish")) + len(morning.accepted("finish-and-call-next"))
    click.echo(f"{len(morning.issued)} numbers were given out, {served} services were finished.")


def _read_password(hall: Hall) -> str:
    path = _password_file(hall)
    if not path.exists():
        raise click.ClickException("Set QUEUE_SAMPLE_PASSWORD to the password of the sample log-ins.")
    return path.read_text(encoding="utf-8")
