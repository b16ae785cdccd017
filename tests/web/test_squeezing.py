"""What travels compressed is the same once unpacked, and what holds a CSRF token never does."""

from __future__ import annotations

import gzip

import pytest
from flask import Flask

UNDERSTOOD = {"Accept-Encoding": "gzip, deflate, br"}


@pytest.mark.parametrize("path", ["/static/kiosk.css", "/display/static/pictograms.svg", "/kiosk/K1/menu"])
def test_it_is_shorter_and_the_same(app: Flask, path: str) -> None:
    client = app.test_client()
    plain, squeezed = client.get(path), client.get(path, headers=UNDERSTOOD)
    assert "Content-Encoding" not in plain.headers
    assert squeezed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(squeezed.data) == plain.data
    assert len(squeezed.data) == int(squeezed.headers["Content-Length"]) < len(plain.data) / 2
    assert "Accept-Encoding" in plain.headers["Vary"]


def test_a_file_that_has_not_changed_is_not_sent_again(app: Flask) -> None:
    client = app.test_client()
    etag = client.get("/static/kiosk.css", headers=UNDERSTOOD).headers["ETag"]
    again = client.get("/static/kiosk.css", headers={**UNDERSTOOD, "If-None-Match": etag})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("path", ["/login", "/api/v1/openapi.json", "/healthz"])
def test_pages_with_tokens_and_the_api_are_left_as_they_are(app: Flask, path: str) -> None:
    assert "Content-Encoding" not in app.test_client().get(path, headers=UNDERSTOOD).headers


def test_who_asks_for_the_head_alone_is_told_the_truth(app: Flask) -> None:
    answer = app.test_client().head("/static/kiosk.css", headers=UNDERSTOOD)
    assert (answer.status_code, answer.data) == (200, b"")
    assert "Content-Encoding" not in answer.headers
