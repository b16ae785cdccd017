"""A client that keeps asking with the same key until it is answered, through crashes and restarts."""

from __future__ import annotations

import http.client
import json
import secrets
import threading
import time
from dataclasses import dataclass, field
from typing import Any

PATIENCE_S = 60.0


@dataclass(frozen=True)
class Acknowledged:
    """An answer that a client got: `ticket` as the server told it, after `tries` requests with one key."""

    action: str
    ticket: dict[str, Any]
    tries: int


@dataclass
class Ledger:
    """What all clients were told."""

    answers: list[Acknowledged] = field(default_factory=list)

    @property
    def issued(self) -> list[dict[str, Any]]:
        return [each.ticket for each in self.answers if each.action == "issue"]

    @property
    def repeated(self) -> int:
        """How many requests had to be asked more than once."""
        return sum(each.tries > 1 for each in self.answers)


class Patient:
    """Somebody signed in; `post` returns only with an answer of the server."""

    def __init__(self, port: int, token: str, ledger: Ledger | None = None) -> None:
        self._port, self._token, self._ledger = port, token, ledger
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)

    def get(self, path: str) -> Any:
        status, answer, _ = self._ask("GET", path, None, "")
        assert status == 200, answer
        return answer

    def post(self, path: str, body: Any = None, key: str | None = None) -> tuple[int, Any]:
        status, answer, _ = self._ask("POST", path, body or {}, key or secrets.token_hex(16))
        return status, answer

    def move(self, action: str, path: str, body: Any = None) -> dict[str, Any] | None:
        """Post, and write the ticket that came back into the ledger; None when nobody waits."""
        status, answer, tries = self._ask("POST", path, body or {}, secrets.token_hex(16))
        assert status in (200, 201, 204), f"{action}: {status} {answer}"
        if status == 204:
            return None
        ticket: dict[str, Any] = answer
        self.note(action, ticket, tries)
        return ticket

    def note(self, action: str, ticket: dict[str, Any], tries: int = 1) -> None:
        """Write into the ledger what an answer said about `ticket`."""
        if self._ledger is not None:
            self._ledger.answers.append(Acknowledged(action, ticket, tries))

    def _ask(self, method: str, path: str, body: Any, key: str) -> tuple[int, Any, int]:
        headers = {"Authorization": f"Bearer {self._token}", "Content-Type": "application/json"}
        if key:
            headers["Idempotency-Key"] = key
        text = None if body is None else json.dumps(body).encode()
        give_up, tries = time.monotonic() + PATIENCE_S, 0
        while True:
            tries += 1
            try:
                self._connection.request(method, f"/api/v1/{path}", text, headers)
                answer = self._connection.getresponse()
                return answer.status, json.loads(answer.read() or b"null"), tries
            except (OSError, http.client.HTTPException):
                self._connection.close()
                if time.monotonic() > give_up:
                    raise
                time.sleep(0.02)


class Crowd:
    """People who act in threads until the evening; the first of them who fails, fails the trial."""

    def __init__(self) -> None:
        self.evening = threading.Event()
        self._threads: list[threading.Thread] = []
        self._failures: list[BaseException] = []

    def add(self, act: Any, *args: Any) -> None:
        """`act(evening, *args)` until it returns."""
        thread = threading.Thread(target=self._act, args=(act, args), daemon=True)
        self._threads.append(thread)
        thread.start()

    def go_home(self) -> None:
        self.evening.set()
        for thread in self._threads:
            thread.join(PATIENCE_S)
            assert not thread.is_alive(), "somebody is still waiting for an answer"
        self.check()

    def check(self) -> None:
        if self._failures:
            raise self._failures[0]

    def _act(self, act: Any, args: tuple[Any, ...]) -> None:
        try:
            act(self.evening, *args)
        except BaseException as failure:
            self._failures.append(failure)
