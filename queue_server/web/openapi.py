"""The description of the API, drawn from the routes, the doors and the inputs themselves."""

from __future__ import annotations

import re
from typing import Any

from flask import current_app
from werkzeug.routing import Rule

from queue_server.web.doors import DOORS

_PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
_PROBLEM_SCHEMA = {
    "type": "object",
    "required": ["type", "status", "title", "detail", "code"],
    "properties": {
        "type": {"type": "string"},
        "status": {"type": "integer"},
        "title": {"type": "string"},
        "detail": {"type": "string"},
        "code": {"type": "string"},
        "field": {"type": "string"},
    },
}


def document() -> dict[str, Any]:
    """OpenAPI 3.1 of every route below `/api/v1`."""
    paths: dict[str, dict[str, Any]] = {}
    for rule in current_app.url_map.iter_rules():
        if rule.rule.startswith("/api/v1/"):
            for method in sorted((rule.methods or set()) & {"GET", "POST"}):
                paths.setdefault(_path(rule), {})[method.lower()] = _operation(rule)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Queue server", "version": "1"},
        "paths": dict(sorted(paths.items())),
        "components": {
            "schemas": {"Problem": _PROBLEM_SCHEMA},
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
        },
    }


def _path(rule: Rule) -> str:
    return re.sub(r"<(?:[^:<>]+:)?(\w+)>", r"{\1}", rule.rule)


def _operation(rule: Rule) -> dict[str, Any]:
    view = current_app.view_functions[rule.endpoint]
    doors = DOORS[rule.endpoint]
    status = str(getattr(view, "gives", 200))
    operation: dict[str, Any] = {
        "operationId": rule.endpoint.partition(".")[2],
        "summary": (view.__doc__ or "").strip().split("\n")[0],
        "parameters": [_parameter(name) for name in sorted(rule.arguments)],
        "responses": {
            status: {"description": "done"},
            "default": {"description": "refused", "content": _PROBLEM},
        },
        "x-roles": sorted(role.value for role in doors),
        "security": [{"bearer": []}] if doors else [],
    }
    takes = getattr(view, "takes", None)
    if takes is not None:
        operation["requestBody"] = {"content": {"application/json": {"schema": takes.model_json_schema()}}}
    return operation


def _parameter(name: str) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
