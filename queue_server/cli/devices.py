"""Kiosks, screens, signs and loudspeakers."""

from __future__ import annotations

from pathlib import Path

import click

from display.voice.loudspeaker import Loudspeaker, SoundCard, SoundFile
from queue_server.cli.hall import Hall, main, plainly
from queue_server.led import follow, open_sign
from queue_server.operations import pairing
from queue_server.speaking import Speaking
from queue_server.storage import staff


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
    page = {"kiosk": "kiosk", "screen": "display", "rating": "rating"}[found.kind]
    base = f"http://{hall.config.host}:{hall.config.port}"
    click.echo(f"{base}/{page}/{code}?pair={hall.tokens().of_device(found)}")


@device.command()
@click.argument("code")
@click.pass_obj
@plainly
def unpair(hall: Hall, code: str) -> None:
    """End every pairing of the device CODE: within seconds its page shows six digits."""
    with hall.work() as work:
        pairing.unpair(work, code)
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


@main.command()
@click.option("--screen", help="Speak as this screen does; as the hall if left out.")
@click.option("--device", default="default", show_default=True, help="An ALSA device, as in 'aplay -L'.")
@click.option("--to", type=click.Path(dir_okay=False, path_type=Path), help="Into a WAV file instead.")
@click.pass_obj
@plainly
def speak(hall: Hall, screen: str | None, device: str, to: Path | None) -> None:
    """Speak every call through the loudspeaker of this machine until Ctrl-C."""
    loudspeaker: Loudspeaker = SoundFile(to) if to else SoundCard(device)
    speaking = Speaking(hall.store, hall.id, hall.config.data, screen, loudspeaker)
    click.echo(f"Speaking for {screen or hall.id}.")
    try:
        speaking.run()
    except KeyboardInterrupt:
        loudspeaker.close()
