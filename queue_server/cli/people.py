"""Log-ins of the staff."""

from __future__ import annotations

from datetime import timedelta

import click

from queue_server.cli.hall import Hall, main, plainly
from queue_server.domain.states import Role
from queue_server.operations import staffing
from queue_server.storage import staff

PEOPLE_ROLES = [role.value for role in sorted(staffing.PEOPLE_ROLES)]


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
