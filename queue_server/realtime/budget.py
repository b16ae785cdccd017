"""Sockets within the budget: under a threaded worker every websocket holds two threads."""

from __future__ import annotations

from typing import Any

from flask_socketio import SocketIO

# So many more are let as far as the polite refusal, which needs a connection.
SPARE = 16


def keep(socketio: SocketIO, budget: int) -> None:
    """Refuse whole connections well above `budget`."""
    engine: Any = socketio.server.eio
    admit = engine.handlers["connect"]

    def connect(sid: str, environ: dict[str, Any]) -> Any:
        return admit(sid, environ) if alive(socketio) <= budget + SPARE else "too many sockets"

    engine.on("connect", connect)


def alive(socketio: SocketIO) -> int:
    """How many sockets are open; the engine remembers closed ones for a few seconds."""
    engine: Any = socketio.server.eio
    return sum(not each.closed for each in engine.sockets.copy().values())
