"""Sockets within the budget, and none kept for a peer that is gone.

Under a threaded worker every websocket holds a thread. When a peer was switched off or its cable
pulled, Engine.IO forgets it after the ping, but its thread reads on until TCP gives up, a quarter of an
hour later: a few blinks of a network switch would take every thread that answers plain requests.
"""

from __future__ import annotations

import socket
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from flask_socketio import SocketIO

# So many more are let as far as the polite refusal, which needs a connection.
SPARE = 16


def keep(socketio: SocketIO, budget: int) -> None:
    """Let go of silent peers at once, and refuse whole connections well above `budget`."""
    engine: Any = socketio.server.eio
    engine._async = {**engine._async, "websocket": _letting_go(engine._async["websocket"])}
    admit = engine.handlers["connect"]

    def connect(sid: str, environ: dict[str, Any]) -> Any:
        return admit(sid, environ) if alive(socketio) <= budget + SPARE else "too many sockets"

    engine.on("connect", connect)


def alive(socketio: SocketIO) -> int:
    """How many sockets are open; the engine remembers closed ones for a few seconds."""
    engine: Any = socketio.server.eio
    return sum(not each.closed for each in engine.sockets.copy().values())


def _letting_go(websocket: Any) -> Any:
    class LettingGo(websocket):  # type: ignore[misc]
        def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
            # On a local network compressing takes more time and memory than it saves.
            environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
            answer: Iterable[bytes] = super().__call__(environ, start_response)
            return answer

        def close(self) -> None:
            super().close()
            with suppress(OSError):
                self.ws.sock.shutdown(socket.SHUT_RDWR)

    return LettingGo
