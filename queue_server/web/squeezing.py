"""Files, and the pages of the kiosk, travel compressed: a cheap tablet on a weak line shows them sooner.

Other pages do not: what an attacker can put into a page beside its CSRF token must not tell by its length
what the token is (BREACH, Gluck, Harris and Prado 2013).
"""

from __future__ import annotations

import gzip
from typing import Any

from flask import Flask, request

SQUEEZED = frozenset({"static", "screens.static", "kiosk.kiosk", "kiosk.menu", "kiosk.worker"})
TEXTS = ("text/", "application/json", "image/svg+xml")
LEAST = 1000
MOST_KEPT = 100
_kept: dict[str, bytes] = {}  # files by their ETag


def squeeze(app: Flask) -> None:
    """Compress what may be, for who understands it."""
    app.after_request(_squeeze)


def _squeeze(response: Any) -> Any:
    if request.endpoint not in SQUEEZED or not (response.mimetype or "").startswith(TEXTS):
        return response
    response.vary.add("Accept-Encoding")
    if response.status_code != 200 or request.method != "GET" or "gzip" not in request.accept_encodings:
        return response
    response.direct_passthrough = False
    etag, _ = response.get_etag()
    plain = response.get_data()
    if len(plain) >= LEAST:
        response.set_data(_file(etag, plain) if etag else gzip.compress(plain, 6))
        response.headers["Content-Encoding"] = "gzip"
        if etag:
            response.set_etag(etag, weak=True)
    return response


def _file(etag: str, plain: bytes) -> bytes:
    if etag not in _kept:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[etag] = gzip.compress(plain)
    return _kept[etag]
