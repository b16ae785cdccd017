"""A real `queue-server run` with a data folder of its own, that can be stopped and started again."""

from __future__ import annotations

import json
import os
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

ROOT = Path(__file__).resolve().parent.parent.parent
PASSWORD = "bat-mot-2026"
START_S = 60
COMMAND = [sys.executable, "-c", "from queue_server.cli import main; main()"]


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def until(true: Callable[[], Any], seconds: float = 10.0) -> Any:
    """What `true` answers as soon as it is true; AssertionError if it never is."""
    end = time.monotonic() + seconds
    while not (answer := true()):
        assert time.monotonic() < end, f"not so within {seconds} s"
        time.sleep(0.05)
    return answer


def found(data: Path) -> None:
    """Make the database, the sample hall and the voices in a folder; no slide covers what a test looks at."""
    settings = {"QUEUE_DATA": str(data), "QUEUE_SAMPLE_PASSWORD": PASSWORD}
    subprocess.run([*COMMAND, "init"], cwd=ROOT, env={**os.environ, **settings}, check=True)
    with closing(sqlite3.connect(data / "queue.sqlite")) as db, db:
        db.execute("DELETE FROM slide")


class HallServer:
    """The sample hall, served; `settings` are further QUEUE_ variables."""

    def __init__(self, data: Path, **settings: str) -> None:
        self.data = data
        self.address = f"http://127.0.0.1:{(port := free_port())}"
        self._settings = {
            "QUEUE_DATA": str(data),
            "QUEUE_PORT": str(port),
            "QUEUE_SAMPLE_PASSWORD": PASSWORD,
            "QUEUE_LOG_LEVEL": "WARNING",
            **settings,
        }
        self._process: subprocess.Popen[bytes] | None = None
        self._tokens: dict[str, str] = {}
        self.cookies: dict[str, Any] = {}  # of those who signed in with a browser; log-in is throttled

    def start(self) -> None:
        log = (self.data / "server.log").open("ab")
        self._process = subprocess.Popen(
            [*COMMAND, "run"], cwd=ROOT, env={**os.environ, **self._settings}, stdout=log, stderr=log
        )
        until(self._is_ready, START_S)

    def command(self, *words: str) -> None:
        """Type a command of `queue-server` beside the running hall."""
        subprocess.run([*COMMAND, *words], cwd=ROOT, env={**os.environ, **self._settings}, check=True)

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(20)
            self._process = None

    @property
    def pid(self) -> int:
        """Of the process that was started; its workers are its children."""
        assert self._process is not None
        return self._process.pid

    def _is_ready(self) -> bool:
        assert self._process is not None
        assert self._process.poll() is None, (self.data / "server.log").read_text()[-2000:]
        try:
            with urlopen(f"{self.address}/readyz", timeout=2) as answer:
                return bool(answer.status == 200)
        except (URLError, OSError):
            return False

    def ask(self, method: str, path: str, login: str, body: Any = None) -> Any:
        """The answer of the API to somebody of the staff."""
        if login not in self._tokens:
            who = {"login": login, "password": PASSWORD}
            self._tokens[login] = self._json("POST", "/login", who)["token"]
        return self._json(method, path, body, self._tokens[login])

    def _json(self, method: str, path: str, body: Any = None, token: str = "") -> Any:
        heads = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
        if not token:
            del heads["Authorization"]
        data = None if body is None else json.dumps(body).encode()
        request = Request(f"{self.address}/api/v1{path}", data, heads, method=method)
        with urlopen(request, timeout=10) as answer:
            return json.loads(answer.read() or b"null")

    def tickets(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.ask("GET", "/tickets", "greeter")["items"]
        return found

    def takes(self, procedure: str) -> dict[str, Any]:
        """Somebody takes a number at the greeter's."""
        ticket: dict[str, Any] = self.ask("POST", "/tickets", "greeter", {"procedure": procedure})
        return ticket

    def empties(self, *codes: str) -> None:
        """Nobody waits any more, and the counters are closed."""
        for ticket in self.tickets():
            if ticket["state"] == "serving":
                self.ask("POST", f"/tickets/{ticket['id']}/finish", f"clerk{ticket['counter']}", {})
            elif ticket["state"] in ("called", "waiting", "parked"):
                self.ask("POST", f"/tickets/{ticket['id']}/cancel", "greeter", {})
        for code in codes:
            self.ask("POST", f"/counters/{code}/close", f"clerk{code}", {})

    def counter(self, code: str) -> dict[str, Any]:
        every = self.ask("GET", "/counters", "manager")["items"]
        return next(each for each in every if each["code"] == code)

    def has_help_call(self, code: str) -> bool:
        entries = self.ask("GET", "/journal?limit=5000", "manager")["items"]
        kinds = [
            e["kind"] for e in entries if e["kind"].startswith("emergency.") and e["body"]["counter"] == code
        ]
        return bool(kinds) and kinds[-1] != "emergency.ended"

    def serves(self, code: str, queues: str) -> None:
        """The manager says what a counter serves."""
        self.ask("POST", f"/counters/{code}/queues", "manager", {"queues": [{"queue": q} for q in queues]})

    def slips(self) -> list[Path]:
        """The slips that came out of the virtual printer, as pictures."""
        return sorted(self.data.rglob("*.png"))
