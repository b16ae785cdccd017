"""The command `queue-server`. Exit 0: done; 1: refused, with a sentence; 2: wrong usage."""

from __future__ import annotations

import json
import os
import secrets
import sys
from collections.abc import Callable
from dataclasses import asdict
from datetime import date, timedelta
from functools import wraps
from pathlib import Path
from typing import Any

import click

from display.voice.generate import make_packs
from display.voice.loudspeaker import Loudspeaker, SoundCard, SoundFile
from printer.paper import check_url
from queue_server.app import NoHall, utc_now
from queue_server.config import Config, WrongSetting, read_config
from queue_server.domain import check_code
from queue_server.domain.actor import SYSTEM
from queue_server.domain.errors import QueueError
from queue_server.domain.states import Role
from queue_server.led import WrongSign, follow, open_sign
from queue_server.operations import catalogue, doctoring, paper_numbers, printers, setup, staffing
from queue_server.operations.tokens import Tokens
from queue_server.rehearsal import rehearse
from queue_server.reports import wait_times
from queue_server.serve import Server
from queue_server.speaking import Speaking
from queue_server.storage import backup as backups
from queue_server.storage import halls, migrating, spool, staff
from queue_server.storage.engine import TROUBLE, open_engine
from queue_server.storage.work import Store
from queue_server.told import RehearsalStopped
from queue_server.web.export import csv_of_times

SAMPLE_HALL = "bat-mot"
PEOPLE_ROLES = [role.value for role in sorted(staffing.PEOPLE_ROLES)]

Command = Callable[..., Any]


class Hall:
    """The settings, the store and the hall that a command works on."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.store = Store(open_engine(config.database), utc_now)

    @property
    def id(self) -> str:
        with self.store.glance() as db:
            found = halls.halls(db)
        if not found:
            raise NoHall("There is no hall yet: run 'queue-server init' first.")
        return self.config.hall or found[0]

    def work(self) -> Any:
        return self.store.work(self.id, SYSTEM)

    def look(self) -> Any:
        return self.store.look(self.id)

    @property
    def check_key(self) -> bytes:
        """The key of the check codes on slips."""
        return check_code.key_of(self.config.secret or "")

    def tokens(self) -> Tokens:
        return Tokens(self.config.secret or "", self.store, self.id)


def plainly(command: Command) -> Command:
    """Refusals become one sentence and exit code 1."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except (
            QueueError,
            WrongSetting,
            NoHall,
            backups.BackupError,
            RehearsalStopped,
            WrongSign,
        ) as refusal:
            raise click.ClickException(str(refusal)) from refusal
        except TROUBLE as trouble:
            raise click.ClickException(f"The database cannot be used: {trouble}") from trouble
        except (OSError, UnicodeDecodeError) as trouble:
            raise click.ClickException(str(trouble)) from trouble

    return run


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="queue-server")
@click.pass_context
@plainly
def main(context: click.Context) -> None:
    """Queue and ticketing for service halls."""
    if "--help" not in sys.argv and "-h" not in sys.argv:
        context.obj = Hall(read_config())
        context.call_on_close(context.obj.store.engine.dispose)


# --- setting up ---


@main.command()
@click.option("--plan", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="The hall's plan.")
@click.pass_obj
@plainly
def init(hall: Hall, plan: Path | None) -> None:
    """Prepare the database, the voices, and the sample hall or the hall of a plan."""
    _prepare(hall, plan or setup.SAMPLE)


def _prepare(hall: Hall, plan: Path) -> None:
    hall.config.data.mkdir(parents=True, exist_ok=True)
    migrating.upgrade(hall.store.engine)
    if make_packs(hall.config.data / "voice", hall.config.voice):
        click.echo("Made the voices.")
    with hall.store.glance() as db:
        known = halls.halls(db)
    if not known:
        _found(hall, plan)
    _follow_settings(hall)


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
    _prepare(hall, setup.SAMPLE)
    _print_addresses(hall)
    os.environ["QUEUE_DATA"] = str(hall.config.data)
    hall.store.engine.dispose()
    Server(hall.config).run()


def _print_addresses(hall: Hall) -> None:
    base = f"http://{hall.config.host}:{hall.config.port}"
    with hall.look() as look:
        click.echo(f"\n{look.hall.unit['vi']} {look.hall.names['vi']}\n")
        pages = {"kiosk": "kiosk", "screen": "display"}
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


@main.command()
@click.option("--screen", default="D1", show_default=True, help="Speak as this screen does.")
@click.option("--device", default="default", show_default=True, help="An ALSA device, as in 'aplay -L'.")
@click.option("--to", type=click.Path(dir_okay=False, path_type=Path), help="Into a WAV file instead.")
@click.pass_obj
@plainly
def speak(hall: Hall, screen: str, device: str, to: Path | None) -> None:
    """Speak every call through the loudspeaker of this machine until Ctrl-C."""
    loudspeaker: Loudspeaker = SoundFile(to) if to else SoundCard(device)
    speaking = Speaking(hall.store, hall.id, hall.config.data, screen, loudspeaker)
    click.echo(f"Speaking for {screen}.")
    try:
        speaking.run()
    except KeyboardInterrupt:
        loudspeaker.close()


@main.command()
@click.option("--to", default="head", show_default=True, help="A migration, or base.")
@click.pass_obj
@plainly
def migrate(hall: Hall, to: str) -> None:
    """Bring the database to the present tables, or back to earlier ones."""
    step = migrating.downgrade if to == "base" else migrating.upgrade
    step(hall.store.engine, to)
    click.echo("The tables are in place.")


# --- people and devices ---


@main.group(name="staff")
def staff_group() -> None:
    """Log-ins of the staff."""


@staff_group.command(name="list")
@click.pass_obj
@plainly
def list_staff(hall: Hall) -> None:
    """Everybody who may sign in."""
    with hall.look() as look:
        for person in staff.all_staff(look.db, hall.id):
            roles = ",".join(sorted(person.roles))
            click.echo(f"{person.login}\t{roles}\t{'active' if person.active else 'closed'}")


@staff_group.command(name="add")
@click.argument("login")
@click.option("--role", "roles", type=click.Choice(PEOPLE_ROLES), multiple=True, required=True)
@click.password_option()
@click.pass_obj
@plainly
def add_staff(hall: Hall, login: str, roles: tuple[str, ...], password: str) -> None:
    """Add a log-in."""
    with hall.work() as work:
        staffing.add_staff(work, login, password, frozenset(Role(role) for role in roles))
    click.echo(f"Added {login}.")


@staff_group.command(name="password")
@click.argument("login")
@click.password_option()
@click.pass_obj
@plainly
def change_password(hall: Hall, login: str, password: str) -> None:
    """Set a new password; ends every session of this log-in."""
    with hall.work() as work:
        staffing.set_password(work, login, password)
    click.echo(f"{login} has a new password.")


@staff_group.command(name="close")
@click.argument("login")
@click.pass_obj
@plainly
def close_staff(hall: Hall, login: str) -> None:
    """Close a log-in for good."""
    with hall.work() as work:
        staffing.set_active(work, login, False)
    click.echo(f"{login} can no longer sign in.")


@main.command()
@click.argument("login")
@click.option("--days", type=click.IntRange(1, 3650), default=365, show_default=True)
@click.pass_obj
@plainly
def token(hall: Hall, login: str, days: int) -> None:
    """Print a bearer token for a program that acts as LOGIN."""
    with hall.look() as look:
        person = staff.staff(look.db, hall.id, login)
    if person is None:
        raise click.ClickException(f"There is no staff {login}.")
    click.echo(hall.tokens().of_staff(person, timedelta(days=days)))


@main.group()
def device() -> None:
    """Kiosks and screens."""


@device.command(name="list")
@click.pass_obj
@plainly
def list_devices(hall: Hall) -> None:
    """The devices of the hall."""
    with hall.look() as look:
        for each in staff.devices(look.db, hall.id):
            click.echo(f"{each.code}\t{each.kind}\t{each.counter or '-'}\t{each.last_seen or 'never seen'}")


@device.command()
@click.argument("code")
@click.pass_obj
@plainly
def pair(hall: Hall, code: str) -> None:
    """Print the address that makes a browser the device CODE, once opened there."""
    with hall.look() as look:
        found = staff.device(look.db, hall.id, code)
    if found is None:
        raise click.ClickException(f"There is no device {code}.")
    page = {"kiosk": "kiosk", "screen": "display"}[found.kind]
    base = f"http://{hall.config.host}:{hall.config.port}"
    click.echo(f"{base}/{page}/{code}?pair={hall.tokens().of_device(found)}")


@device.command()
@click.argument("code")
@click.pass_obj
@plainly
def unpair(hall: Hall, code: str) -> None:
    """End every pairing of the device CODE."""
    with hall.work() as work:
        staff.unpair(work.db, hall.id, code)
    click.echo(f"{code} must be paired again.")


@main.command()
@click.option(
    "--url", required=True, help="serial:///dev/ttyUSB0?baud=9600, tcp://HOST:PORT or file:///PATH."
)
@click.option("--screen", default="D1", show_default=True, help="The screen whose board the sign shows.")
@click.option("--server", help="The server's address; the one of the settings if left out.")
@click.option("--token", help="The screen's token; needed where the database is not at hand.")
@click.pass_obj
@plainly
def led(hall: Hall, url: str, screen: str, server: str | None, token: str | None) -> None:
    """Show the calls of a screen on an LED sign until Ctrl-C; see docs/led.md."""
    address = server or f"http://{hall.config.host}:{hall.config.port}"
    follow(address, screen, token or _screen_token(hall, screen), open_sign(url), click.echo)


def _screen_token(hall: Hall, code: str) -> str:
    with hall.look() as look:
        found = staff.device(look.db, hall.id, code)
    if found is None or found.kind != "screen":
        raise click.ClickException(f"There is no screen {code}.")
    return hall.tokens().of_device(found)


# --- printers ---


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


# --- the catalogue, figures, and care ---


@main.group(name="catalogue")
def catalogue_group() -> None:
    """The procedures of the hall."""


@catalogue_group.command(name="import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
@plainly
def import_catalogue(hall: Hall, file: Path) -> None:
    """Take procedures from a CSV FILE: code, queue, name_vi, short_vi, name_en, short_en, field, bring_vi.

    What to bring stands on the slip, things apart by semicolons.
    """
    with hall.work() as work:
        count = catalogue.take(work, catalogue.read_rows(file))
    click.echo(f"Took {count} procedures.")


# --- numbers on paper ---


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


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
@plainly
def backup(hall: Hall, file: Path) -> None:
    """Copy the database to the new FILE while the hall goes on."""
    backups.backup(hall.store.engine, file)
    click.echo(f"Wrote {file}.")


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
@plainly
def restore(hall: Hall, file: Path, yes: bool) -> None:
    """Replace the database by the backup FILE. Stop the server first."""
    if not yes:
        click.confirm("Everything since that backup will be lost. Go on?", abort=True)
    hall.store.engine.dispose()
    backups.restore(hall.config.database, file)
    migrating.upgrade(hall.store.engine)
    click.echo("Restored.")


@main.command()
@click.pass_obj
@plainly
def doctor(hall: Hall) -> None:
    """Look for trouble, and say what to do about it."""
    findings = doctoring.examine(hall.store, hall.config.data, hall.id)
    for finding in findings:
        click.echo(f"{'ok ' if finding.well else 'BAD'}  {finding.sentence}")
    if not all(finding.well for finding in findings):
        sys.exit(1)
