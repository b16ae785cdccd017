"""`/api/v1/staff`: what the clerks speak."""

from __future__ import annotations

from typing import Any

from flask import g

from queue_server.operations import staffing
from queue_server.storage import staff
from queue_server.storage.work import Work
from queue_server.web import inputs
from queue_server.web.api import blueprint
from queue_server.web.commands import command

__all__ = ["blueprint"]


@blueprint.get("/staff/languages", endpoint="languages")
def list_languages() -> Any:
    """What each log-in speaks besides Vietnamese."""
    with g.store.look(g.hall_id) as look:
        spoken = staff.languages(look.db, look.hall.id)
    return {"items": [{"login": login, "languages": each} for login, each in sorted(spoken.items())]}


@blueprint.post("/staff/<login>/languages")
@command(inputs.Speaks)
def set_languages(work: Work, given: inputs.Speaks, login: str) -> Any:
    """Say what somebody speaks; who wishes that language is left to them for a while."""
    staffing.set_languages(work, login, given.languages)
    return {"login": login, "languages": staff.languages(work.db, work.hall.id).get(login, [])}
