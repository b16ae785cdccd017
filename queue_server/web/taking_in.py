"""A table in the body of a request: shown as what it would change, then taken in."""

from __future__ import annotations

from typing import Any, Protocol

from flask import g, render_template, request

from queue_server.operations.tables import Table
from queue_server.storage.work import Look, Work
from queue_server.web.pages import common

SHOWN = 200


class Import(Protocol):
    """The module of the operations that reads such a table, examines and takes it."""

    def read(self, data: bytes) -> Table: ...
    def examine(self, look: Look, table: Table) -> Any: ...
    def take(self, work: Work, report: Any, skip_faulty: bool = False) -> int: ...


def preview(kind: Import, template: str) -> dict[str, str]:
    """What the table in the body would change, as a piece of the page. Changes nothing."""
    table = kind.read(request.get_data())
    with g.store.look(g.hall_id) as look:
        report = kind.examine(look, table)
    return {"html": render_template(template, report=report, most=SHOWN, **common())}


def take(kind: Import) -> dict[str, int]:
    """Take the table in the body; with `faulty=skip` without its faulty rows, else all or nothing."""
    table = kind.read(request.get_data())
    with g.store.work(g.hall_id, g.actor) as work:
        report = kind.examine(work, table)
        return {"taken": kind.take(work, report, request.args.get("faulty") == "skip")}
