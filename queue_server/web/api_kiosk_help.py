"""`/api/v1`, help at a kiosk: asked for there, answered by who goes."""

from __future__ import annotations

from queue_server.operations import kiosk_help
from queue_server.storage.work import Work
from queue_server.web import inputs
from queue_server.web.api import blueprint
from queue_server.web.commands import command

__all__ = ["blueprint"]


@blueprint.post("/kiosks/<code>/help", endpoint="ask_for_help")
@command(inputs.Nothing)
def ask(work: Work, given: inputs.Nothing, code: str) -> None:
    """Somebody at this kiosk asks for help."""
    kiosk_help.ask(work, code)


@blueprint.post("/kiosks/<code>/help/go", endpoint="go_and_help")
@command(inputs.Nothing)
def go(work: Work, given: inputs.Nothing, code: str) -> None:
    """I have gone there."""
    kiosk_help.go(work, code)
