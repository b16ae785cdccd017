"""`docs/api.md`, from the routes, doors and inputs."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from queue_server.app import create_app, utc_now
from queue_server.config import Config
from queue_server.operations import setup
from queue_server.storage import migrating
from queue_server.storage.engine import open_engine
from queue_server.storage.work import Store

HEAD = """# HTTP API

Drawn from the routes by `python -m tools.documents`; do not edit. The same as OpenAPI 3.1:
`GET /api/v1/openapi.json`.

JSON in UTF-8. Lists are `{"items": [...]}`, with `next` where there is more (give it back as `after`).
Times are RFC 3339 in UTC, service days are dates in the hall's zone, durations are seconds in fields
that end in `_s`.

Send `Authorization: Bearer <token>`; a browser's session works too, with the header `X-CSRFToken`.
`Idempotency-Key` is honoured on every POST that changes something: the same key gives the same answer
and happens once; with another body it is refused with `key_reused`.

Refusals are RFC 9457 `application/problem+json` with `status`, `title`, `detail` (a sentence in the
language of `Accept-Language`), a stable `code`, and `field` where one field is wrong: 400 unreadable,
401 not signed in, 403 not allowed, 404 unknown (`unknown_ticket`, `unknown_procedure`, …), 409 the state
forbids it, 422 a wrong value, 429 too many.
"""


def page() -> str:
    """The whole document."""
    paths: dict[str, dict[str, Any]] = _document()["paths"]
    entries = ((method, path, op) for path, methods in paths.items() for method, op in methods.items())
    return "\n".join([HEAD, *[line for entry in entries for line in _entry(*entry)]])


def _entry(method: str, path: str, operation: dict[str, Any]) -> list[str]:
    fields = _fields(operation)
    return [
        f"## {method.upper()} {path}",
        "",
        operation["summary"],
        "",
        f"- who: {', '.join(operation['x-roles']) or 'anyone'}",
        *([f"- body: {fields}"] if fields else []),
        f"- answer: {next(iter(operation['responses']))}",
        "",
    ]


def _fields(operation: dict[str, Any]) -> str:
    body = operation.get("requestBody")
    if body is None:
        return ""
    schema = body["content"]["application/json"]["schema"]
    required = set(schema.get("required", ()))
    return ", ".join(f"`{name}{'' if name in required else '?'}`" for name in schema.get("properties", {}))


def _document() -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        config = Config(data=Path(folder), secret="only for drawing the documents")
        engine = open_engine(config.database)
        migrating.upgrade(engine)
        setup.found_hall(Store(engine, utc_now), setup.read_plan(setup.SAMPLE), "drawing documents")
        engine.dispose()
        answer = create_app(config).test_client().get("/api/v1/openapi.json")
        document: dict[str, Any] = answer.get_json()
        return document
