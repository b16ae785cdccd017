"""`docs/commands.md`, from the help of the command line."""

from __future__ import annotations

from collections.abc import Iterator

import click

from queue_server.cli import main

HEAD = """# Commands

Drawn from the command line itself by `python -m tools.documents`; do not edit.

Exit 0: done; 1: refused, with a sentence; 2: wrong usage.
"""


def page() -> str:
    """The whole document."""
    blocks = [f"## {name}\n\n```\n{text}\n```\n" for name, text in _helps(main, "queue-server")]
    return "\n".join([HEAD, *blocks])


def _helps(
    command: click.Command, name: str, parent: click.Context | None = None
) -> Iterator[tuple[str, str]]:
    # A command remembers its help option once it was asked for: the settings must be those of a real run.
    settings = {"terminal_width": 80, "max_content_width": 80, **command.context_settings}
    context = click.Context(command, parent=parent, info_name=name, **settings)
    yield context.command_path, command.get_help(context)
    if isinstance(command, click.Group):
        for child in command.list_commands(context):
            found = command.get_command(context, child)
            if found is not None:
                yield from _helps(found, child, context)
