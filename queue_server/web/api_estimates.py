"""`/api/v1`, how good what was told of waits has been."""

from __future__ import annotations

from typing import Any

from flask import g

from queue_server.reports import estimates
from queue_server.web.api import blueprint, period

__all__ = ["blueprint"]


@blueprint.get("/reports/estimates", endpoint="estimates")
def told() -> Any:
    """How good the bands told in a period were, beside what plain rules would have told."""
    with g.store.look(g.hall_id) as look:
        return estimates.report(look, *period(look)).to_json()
