"""Documents drawn from the code, so that they cannot disagree: `python -m tools.documents`."""

from __future__ import annotations

from collections.abc import Callable

from printer import own_signs
from tools.documents import api, commands, events, settings, states

DRAWN: dict[str, Callable[[], str]] = {
    "docs/ticket-states.md": states.page,
    "docs/events.md": events.page,
    "docs/api.md": api.page,
    "docs/settings.md": settings.page,
    "docs/commands.md": commands.page,
    "display/static/signs.svg": own_signs.svg,
}
