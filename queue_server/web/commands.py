"""One POST, one transaction: parse, do it once, remember the answer, commit."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import Response, g, json, request

from queue_server.storage import answers
from queue_server.storage.answers import Answer
from queue_server.storage.work import Work
from queue_server.web.errors import BadInput
from queue_server.web.inputs import Input, read
from queue_server.web.languages import noop as N_

View = TypeVar("View", bound=Callable[..., Any])
LONGEST_KEY = 200


def command(
    model: type[Input], status: int = 200, keeps: bool = True
) -> Callable[[View], Callable[..., Response]]:
    """A view `(work, input, **path)` whose answer is JSON, or None for 204.

    With an `Idempotency-Key` the same key gives the same answer and happens once; the same key with
    other words is refused. A view that `keeps` nothing sees to that itself, where the trace of a request
    would tell too much.
    """

    def wrap(view: View) -> Callable[..., Response]:
        @wraps(view)
        def run(**path: Any) -> Response:
            given, key = read(model), request_key() if keeps else None
            with g.store.work(g.hall_id, g.actor) as work:
                return _respond(_once(work, key, lambda: _answer(view(work, given, **path), status)))

        run.takes = model  # type: ignore[attr-defined]
        run.gives = status  # type: ignore[attr-defined]
        return run

    return wrap


def _answer(body: Any, status: int) -> tuple[int, Any]:
    return (204, None) if body is None else (status, body)


def _once(work: Work, key: str | None, do: Callable[[], tuple[int, Any]]) -> tuple[int, Any]:
    if key is None:
        return do()
    fingerprint, known = _fingerprint(), answers.find(work.db, work.hall.id, key)
    if known is None:
        status, body = do()
        answers.keep(work.db, work.hall.id, key, Answer(fingerprint, status, body), work.now)
        return status, body
    if known.fingerprint != fingerprint:
        raise BadInput(
            422, "key_reused", N_("This Idempotency-Key was used for another request."), "Idempotency-Key"
        )
    return known.status, known.body


def request_key() -> str | None:
    """The Idempotency-Key of this request; BadInput for a strange one."""
    key = request.headers.get("Idempotency-Key")
    if key is not None and not (0 < len(key) <= LONGEST_KEY and key.isprintable()):
        raise BadInput(
            400, "bad_key", N_("An Idempotency-Key has 1 to 200 printable characters."), "Idempotency-Key"
        )
    return key


def _fingerprint() -> str:
    words = (request.method, request.path, g.actor.name)
    return hashlib.sha256("\n".join(words).encode() + b"\n" + request.get_data()).hexdigest()


def _respond(answer: tuple[int, Any]) -> Response:
    status, body = answer
    return Response(None if body is None else json.dumps(body), status, mimetype="application/json")
