"""The two programs that are measured: the floor and our server, each as people would start it."""

from __future__ import annotations

import contextlib
import http.client
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import psutil

from bench.load import Kiosk, Line

SOCKETS = 1024
SPARE_THREADS = 32
# What our server chooses for so many sockets: 100 pings a second.
PING_S = SOCKETS // 100
PASSWORD = "một-cửa-thử-tải"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Program:
    """A server in a process group of its own, on a free port, with its data in `folder`."""

    name = ""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None
        folder.mkdir(parents=True, exist_ok=True)

    def command(self) -> list[str]:
        raise NotImplementedError

    def environment(self) -> dict[str, str]:
        raise NotImplementedError

    def start(self) -> float:
        """Start it and return the seconds until it answers /readyz."""
        begun = time.perf_counter()
        self.launch()
        self._await_ready(begun)
        return time.perf_counter() - begun

    def launch(self) -> None:
        """Start it without waiting for anything."""
        environment = {**os.environ, **self.environment()}
        # An installed program has its byte code; without it every start compiles everything.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                self.command(),
                env=environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def stop(self) -> None:
        """Ask it to end, as Ctrl-C does; kill it if it has not after 15 s."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(15)
        except subprocess.TimeoutExpired:
            self.kill()
        self._process = None

    def kill(self) -> None:
        """SIGKILL to all its processes at once: nothing of it can say good-bye."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None

    def memory_mb(self) -> float:
        """Megabytes of all its processes; shared pages are divided among them (PSS), so counted once."""
        return float(sum(process.memory_full_info().pss for process in self._family())) / 1e6

    def processor_s(self) -> float:
        """Seconds of processor time that its living processes have used."""
        times = [process.cpu_times() for process in self._family()]
        return float(sum(each.user + each.system for each in times))

    def threads(self) -> int:
        """Threads of all its processes."""
        return sum(process.num_threads() for process in self._family())

    def _family(self) -> list[psutil.Process]:
        assert self._process is not None
        root = psutil.Process(self._process.pid)
        return [root, *root.children(recursive=True)]

    def _await_ready(self, begun: float) -> None:
        assert self._process is not None
        while time.perf_counter() - begun < 60:
            if self._process.poll() is not None:
                break
            with contextlib.suppress(OSError, http.client.HTTPException):
                if Line(self.port).get("/readyz")[0] == 200:
                    return
            time.sleep(0.01)
        log = (self.folder / "log").read_text(encoding="utf-8", errors="replace")
        raise RuntimeError(f"{self.name} did not start; its last words: {log[-2000:]}")

    def settle(self) -> None:
        """Wait until it does nothing by itself any more."""

    def send_home(self) -> None:
        """Nobody waits any more."""

    def kiosk(self) -> Kiosk:
        """What a client posts to get a ticket."""
        raise NotImplementedError

    def clerk(self) -> Callable[[], float]:
        """A function that calls the next person and returns `perf_counter` from just before."""
        raise NotImplementedError

    def greeting(self) -> dict[str, Any]:
        """What a screen says to join."""
        raise NotImplementedError


class Floor(Program):
    name = "floor"

    def command(self) -> list[str]:
        gunicorn = [sys.executable, "-m", "gunicorn", "bench.floor:app", "-k", "gthread", "-w", "1"]
        threads = SOCKETS + SPARE_THREADS
        return [
            *gunicorn,
            *("--threads", str(threads), "--worker-connections", str(threads + 1000)),
            *("--bind", f"127.0.0.1:{self.port}", "--graceful-timeout", "1", "--no-control-socket"),
        ]

    def environment(self) -> dict[str, str]:
        return {"FLOOR_DATABASE": str(self.folder / "floor.sqlite"), "FLOOR_PING_S": str(PING_S)}

    def kiosk(self) -> Kiosk:
        return Kiosk(self.port, "/issue")

    def clerk(self) -> Callable[[], float]:
        line = Line(self.port)

        def call() -> float:
            begun = time.perf_counter()
            status, _ = line.post("/call-next")
            if status != 200:
                raise RuntimeError(f"call-next was answered {status}")
            return begun

        return call

    def greeting(self) -> dict[str, Any]:
        return {}


class Hall(Program):
    """Our server as `queue-server run` starts it, with the sample hall; `settings` is its environment."""

    name = "hall"

    def __init__(self, folder: Path, settings: Mapping[str, str] | None = None) -> None:
        super().__init__(folder)
        self._settings = dict(settings or {})
        self._tokens: dict[str, str] = {}
        self._called: int | None = None

    @property
    def database(self) -> Path:
        return self.folder / "queue.sqlite"

    def command(self) -> list[str]:
        return [sys.executable, "-c", "from queue_server.cli import main; main()", "run"]

    def environment(self) -> dict[str, str]:
        return {
            "QUEUE_DATA": str(self.folder),
            "QUEUE_PORT": str(self.port),
            "QUEUE_SAMPLE_PASSWORD": PASSWORD,
            "QUEUE_LOG_LEVEL": "WARNING",
            **self._settings,
        }

    def token(self, login: str) -> str:
        """A bearer token of this person; signing in is throttled, so they are kept."""
        if login not in self._tokens:
            status, answer = Line(self.port).post("/api/v1/login", {"login": login, "password": PASSWORD})
            if status != 200:
                raise RuntimeError(f"{login} cannot sign in: {answer}")
            self._tokens[login] = answer["token"]
        return self._tokens[login]

    def screen_token(self, code: str) -> str:
        """The token of a screen."""
        return self._token_in(f"/display/{code}")

    def kiosk_token(self, code: str) -> str:
        """The token of a kiosk."""
        return self._token_in(f"/kiosk/{code}")

    def _token_in(self, page: str) -> str:
        # The sample hall gives device pages, and so their tokens, to its own machine unasked.
        found = re.search(r"data-token=[\"']([^\"']+)", Line(self.port).get(page)[1])
        if found is None:
            raise RuntimeError(f"there is no token in the page {page}")
        return found[1]

    def settle(self) -> None:
        """Throw away the slips that still wait: hundreds of tickets a second are no day of any printer."""
        self._write("UPDATE print_job SET state = 'stale' WHERE state = 'queued'")

    def send_home(self) -> None:
        """No hall has ten thousand people in its line, each of whom is counted for everybody who comes."""
        self._write("UPDATE ticket SET state = 'cancelled' WHERE state = 'waiting'")

    def _write(self, statement: str) -> None:
        with contextlib.closing(sqlite3.connect(self.database, timeout=30)) as db, db:
            db.execute(statement)

    def kiosk(self) -> Kiosk:
        return Kiosk(self.port, "/api/v1/tickets", {"procedure": "2.000815"}, self.token("greeter"))

    def clerk(self) -> Callable[[], float]:
        line = Line(self.port, self.token("clerk1"))
        line.post("/api/v1/counters/1/open")

        def call() -> float:
            if self._called is not None:
                line.post(f"/api/v1/tickets/{self._called}/start")
                line.post(f"/api/v1/tickets/{self._called}/finish")
            begun = time.perf_counter()
            status, ticket = line.post("/api/v1/counters/1/call-next")
            if status != 200:
                raise RuntimeError(f"call-next was answered {status} {ticket}")
            self._called = ticket["id"]
            return begun

        return call

    def greeting(self) -> dict[str, Any]:
        return {"as": "screen", "code": "D1", "token": self.screen_token("D1")}
