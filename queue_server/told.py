"""Somebody signed in at a server over the HTTP API, and everything that they were told."""

from __future__ import annotations

import http.client
import json
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

RETRY_S = 30.0


class RehearsalStopped(Exception):
    """The rehearsal could not go on; the text is a sentence for people."""


@dataclass(frozen=True)
class Told:
    """One answer: `by` asked for `action` on the ticket `on` and got `status`, a ticket or a code."""

    at: datetime
    by: str
    action: str
    on: int | None
    status: int
    ticket: Mapping[str, Any] | None
    code: str | None = None


@dataclass
class Morning:
    """Everything that was told, in the order of the answers."""

    told: list[Told] = field(default_factory=list)

    @property
    def issued(self) -> dict[int, str]:
        """The number of each ticket that was given, by its id."""
        given = (told.ticket for told in self.told if told.action == "issue" and told.ticket)
        return {ticket["id"]: ticket["number"] for ticket in given}

    def accepted(self, action: str) -> list[Told]:
        """The answers that granted `action`."""
        return [told for told in self.told if told.action == action and told.status < 300]

    def summary(self) -> str:
        """One line for people."""
        counted = {name: len(self.accepted(name)) for name in ("issue", "recall", "transfer", "park", "miss")}
        words = "{issue} tickets, {recall} recalls, {transfer} transfers, {park} parked, {miss} did not come"
        refused = sum(told.status >= 400 for told in self.told)
        return words.format(**counted) + f"; {refused} requests were refused."


class Person:
    """Somebody signed in, on one connection. An answer that did not arrive is asked for with the same key."""

    def __init__(self, url: str, login: str, password: str, keep: Callable[[Told], None]) -> None:
        parts = urlsplit(url)
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        self._connection = kind(parts.netloc, timeout=30)
        self._headers = {"Content-Type": "application/json"}
        self._login, self._keep = login, keep
        status, answer = self._exchange("POST", "login", {"login": login, "password": password})
        if status != 200:
            raise RehearsalStopped(f"{login} cannot sign in: {answer.get('detail', status)}")
        self._headers["Authorization"] = f"Bearer {answer['token']}"

    def read(self, path: str) -> list[dict[str, Any]]:
        status, answer = self._exchange("GET", path, None)
        if status != 200:
            raise RehearsalStopped(f"{self._login} cannot read {path}: {answer.get('detail', status)}")
        return list(answer["items"])

    def ask(self, action: str, path: str, on: int | None = None, **body: Any) -> Told:
        status, answer = self._exchange("POST", path, body)
        ticket = answer if status < 300 and "number" in answer else None
        told = Told(datetime.now(UTC), self._login, action, on, status, ticket, answer.get("code"))
        self._keep(told)
        return told

    def _exchange(self, method: str, path: str, body: Any) -> tuple[int, dict[str, Any]]:
        headers = {**self._headers, "Idempotency-Key": secrets.token_hex(16)}
        text = None if body is None else json.dumps(body).encode()
        patience = time.monotonic() + RETRY_S
        while True:
            try:
                self._connection.request(method, f"/api/v1/{path}", text, headers)
                answer = self._connection.getresponse()
                return answer.status, json.loads(answer.read() or b"{}")
            except (OSError, http.client.HTTPException) as error:
                self._connection.close()
                if time.monotonic() > patience:
                    raise RehearsalStopped(f"The server does not answer {self._login}: {error}") from error
                time.sleep(0.2)
