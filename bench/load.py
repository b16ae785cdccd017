"""HTTP load: kept-alive clients in processes of their own, so that the server alone is the limit.

`http.client` costs a client about 0.1 ms a request, against 1 ms and more in a server; clients run
in one process for each 8 of them, and every server is one process, so on two cores the clients have
a core to themselves and use less than half of it.
"""

from __future__ import annotations

import http.client
import json
import secrets
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any

CLIENTS_A_PROCESS = 8


class Line:
    """One kept-alive connection to a server on this machine."""

    def __init__(self, port: int, token: str = "", timeout: float = 60) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
        self._headers = {"Content-Type": "application/json"}
        if token:
            self._headers["Authorization"] = f"Bearer {token}"

    def post(self, path: str, body: Any = None) -> tuple[int, Any]:
        """Status and decoded answer; every request has an idempotency key of its own."""
        headers = {**self._headers, "Idempotency-Key": secrets.token_hex(16)}
        return self._exchange("POST", path, json.dumps(body or {}).encode(), headers)

    def get(self, path: str) -> tuple[int, Any]:
        return self._exchange("GET", path, None, self._headers)

    def _exchange(
        self, method: str, path: str, body: bytes | None, headers: dict[str, str]
    ) -> tuple[int, Any]:
        try:
            self._connection.request(method, path, body, headers)
            answer = self._connection.getresponse()
        except (BrokenPipeError, ConnectionResetError, http.client.RemoteDisconnected):
            # Silent for seconds, it was closed by the server; the key makes a second try harmless.
            self._connection.close()
            self._connection.request(method, path, body, headers)
            answer = self._connection.getresponse()
        text = answer.read()
        is_json = "json" in (answer.headers["Content-Type"] or "")
        return answer.status, json.loads(text) if is_json else text.decode()


@dataclass(frozen=True)
class Kiosk:
    """A client that posts the same wish again and again, as fast as it is answered."""

    port: int
    path: str
    body: Any = None
    token: str = ""


@dataclass(frozen=True)
class Load:
    """What came of it: answers a second, and how long each of them took in seconds."""

    rate: float
    durations: Sequence[float]


def hammer(kiosk: Kiosk, clients: int, seconds: float) -> Load:
    """Let `clients` copies of `kiosk` post for `seconds`; RuntimeError if a post is not answered 201."""
    sizes = [min(CLIENTS_A_PROCESS, clients - n) for n in range(0, clients, CLIENTS_A_PROCESS)]
    with ProcessPoolExecutor(len(sizes), mp_context=get_context("spawn")) as pool:
        # The processes need half a second to start; all clients begin at one instant.
        begin = time.perf_counter() + 1.0
        runs = [pool.submit(_crowd, kiosk, size, begin, begin + seconds) for size in sizes]
        durations = [d for run in runs for d in run.result()]
    return Load(len(durations) / seconds, durations)


def _crowd(kiosk: Kiosk, clients: int, begin: float, end: float) -> list[float]:
    durations: list[float] = []
    refusals: list[str] = []
    threads = [
        threading.Thread(target=_client, args=(kiosk, begin, end, durations, refusals))
        for _ in range(clients)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if refusals:
        raise RuntimeError(f"{len(refusals)} posts failed, the first: {refusals[0]}")
    return durations


def _client(kiosk: Kiosk, begin: float, end: float, durations: list[float], refusals: list[str]) -> None:
    line = Line(kiosk.port, kiosk.token)
    time.sleep(max(0.0, begin - time.perf_counter()))
    sent = time.perf_counter()
    while sent < end:
        try:
            status, answer = line.post(kiosk.path, kiosk.body)
        except OSError as error:
            refusals.append(repr(error))
            return
        answered = time.perf_counter()
        if status != 201:
            refusals.append(f"{status} {answer}")
            return
        durations.append(answered - sent)
        sent = answered
