"""`/api/v1/hall/signs`: whether tickets have an own sign."""

from __future__ import annotations

from typing import Any

from queue_server.operations import own_signs
from queue_server.storage.work import Work
from queue_server.web import inputs
from queue_server.web.api import blueprint
from queue_server.web.commands import command

__all__ = ["blueprint"]


@blueprint.post("/hall/signs")
@command(inputs.Signs)
def give_signs(work: Work, given: inputs.Signs) -> Any:
    """Give each new ticket an own sign, an animal or a thing, or none."""
    own_signs.set_given(work, given.given)
    return {"given": given.given}
