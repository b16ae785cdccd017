"""The group `queue-server`: its settings, its hall, and how it refuses."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from queue_server.app import NoHall, utc_now
from queue_server.config import Config, WrongSetting, read_config
from queue_server.domain import check_code
from queue_server.domain.actor import SYSTEM
from queue_server.domain.errors import QueueError
from queue_server.led import WrongSign
from queue_server.operations.tokens import Tokens
from queue_server.storage import backup as backups
from queue_server.storage import halls
from queue_server.storage.engine import TROUBLE, open_engine
from queue_server.storage.work import Store
from queue_server.told import RehearsalStopped

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
