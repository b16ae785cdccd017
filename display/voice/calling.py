"""Which call is spoken next: each once, in order, recalls first, nothing that is past. As in voice.js."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from display.board import Call, instant

STALE = timedelta(seconds=60)
CROWD = 3
KEPT = 200


class Line:
    """The calls still to be spoken. `memory` is a file that keeps what was spoken over a restart."""

    def __init__(self, memory: Path) -> None:
        self._memory = memory
        self._spoken = _read(memory)
        self._known = set(self._spoken)
        self._waiting: list[Call] = []

    def hear(self, calls: Iterable[Call]) -> None:
        """Take in the calls of a board, newest first."""
        for call in reversed(list(calls)):
            if _key(call) not in self._known:
                self._known.add(_key(call))
                self._enqueue(call)

    def _enqueue(self, call: Call) -> None:
        self._waiting = [other for other in self._waiting if other.number != call.number]
        recalls = sum(other.calls > 1 for other in self._waiting)  # they stand first
        self._waiting.insert(recalls if call.calls > 1 else len(self._waiting), call)

    def next(self, now: datetime) -> tuple[Call, bool] | None:
        """The call to speak now, and whether in few words because many wait; it counts as spoken."""
        self._waiting = [call for call in self._waiting if now - call.called_at < STALE]
        if not self._waiting:
            return None
        call = self._waiting.pop(0)
        self._spoken = [*self._spoken, _key(call)][-KEPT:]
        self._memory.write_text(json.dumps(self._spoken), "utf-8")
        return call, len(self._waiting) >= CROWD


def _key(call: Call) -> str:
    """Ids begin anew with a new database, so the time belongs to it."""
    return f"{call.call_id} {call.calls} {instant(call.called_at)}"


def _read(memory: Path) -> list[str]:
    try:
        return [str(key) for key in json.loads(memory.read_text("utf-8"))]
    except (OSError, ValueError, TypeError):
        return []
