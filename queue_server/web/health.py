"""Is it alive, is it ready, and how is it doing."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, g
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest

from queue_server.operations import overview, printers
from queue_server.storage import migrating

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def healthz() -> Any:
    """The process is up."""
    return {"status": "up"}


@blueprint.get("/readyz")
def readyz() -> Any:
    """The database answers and has the present tables."""
    try:
        ready = migrating.is_current(g.store.engine)
    except OSError:
        ready = False
    return ({"status": "ready", "role": "hall"}, 200) if ready else ({"status": "not ready"}, 503)


@blueprint.get("/metrics")
def metrics() -> Any:
    """Figures of this moment for Prometheus; nothing about anybody."""
    registry = CollectorRegistry()
    waiting = Gauge("queue_waiting", "Tickets waiting", ["queue"], registry=registry)
    longest = Gauge("queue_longest_wait_seconds", "Longest wait", ["queue"], registry=registry)
    held = Gauge("queue_slips_held", "Slips held back", ["printer"], registry=registry)
    seq = Gauge("queue_journal_seq", "Number of the newest journal entry", registry=registry)
    with g.store.look(g.hall_id) as look:
        seq.set(look.hall.seq)
        for line in overview.queues(look):
            waiting.labels(line.code).set(line.waiting)
            longest.labels(line.code).set(line.longest_s)
        for printer in printers.lines(look):
            held.labels(printer.code).set(printer.held)
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)
