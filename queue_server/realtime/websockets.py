"""Websockets that cost little, and none kept for a peer that is gone.

When a peer was switched off or its cable pulled, Engine.IO forgets it after the ping, but its thread
reads on until TCP gives up, a quarter of an hour later: a few blinks of a network switch would take every
thread that answers plain requests. And of the four threads that a socket has under a threaded worker,
two only sleep: one until the next ping is due, one until another has read for it.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from queue import SimpleQueue
from typing import Any

from engineio.exceptions import SocketIsClosedError
from engineio.packet import PING, Packet
from flask_socketio import SocketIO
from wsproto.utilities import ProtocolError

# Room for so many bytes is taken as long as nothing comes; a join has 300 to 500, a pong 7.
LITTLE = 512


def spare(socketio: SocketIO) -> None:
    """Let go of silent peers at once; with threads, have a socket take two of them instead of four."""
    engine: Any = socketio.server.eio
    websocket = _letting_go(engine._async["websocket"])
    if engine.async_mode == "threading":
        websocket = _reading_itself(websocket)
        _ping_together(engine)
    engine._async = {**engine._async, "websocket": websocket}


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


class _NoThread:
    """Stands where simple-websocket would start its own reader."""

    name = ""

    def __init__(self, target: Callable[[], None]) -> None:
        pass

    def start(self) -> None:
        pass


def _reading_itself(websocket: Any) -> Any:
    class ReadingItself(websocket):  # type: ignore[misc]
        """Reads in the thread of the request, which waits for the next message anyway."""

        def __init__(self, handler: Any, server: Any) -> None:
            super().__init__(handler, server, thread_class=_NoThread, receive_bytes=LITTLE)

        def wait(self) -> str | bytes | None:
            while self.ws.connected and not self.ws.input_buffer:
                self.ws.connected = self._read()
            return self.ws.input_buffer.pop(0) if self.ws.input_buffer else None

        def _read(self) -> bool:
            """Take in what has arrived; whether there may be more."""
            with suppress(OSError, ProtocolError):
                if data := self.ws.sock.recv(self.ws.receive_bytes):
                    self.ws.ws.receive_data(data)
                    return bool(self.ws._handle_events())
            return False

    return ReadingItself


def _ping_together(engine: Any) -> None:
    pings = Pings(engine.ping_interval)
    admit = engine.handlers["connect"]

    def connect(sid: str, environ: dict[str, Any]) -> Any:
        peer = engine.sockets[sid]
        peer.schedule_ping = lambda: pings.schedule(peer)
        return admit(sid, environ)

    engine.on("connect", connect)


class Pings:
    """One thread that pings each socket when its time has come. All wait equally long: first come, first."""

    def __init__(self, interval_s: float) -> None:
        self._interval_s = interval_s
        self._due: SimpleQueue[tuple[float, Any]] = SimpleQueue()
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None

    def schedule(self, peer: Any) -> None:
        """Ping this socket after the interval, unless that is settled already."""
        if peer.last_ping:
            peer.last_ping = None
            self._due.put((time.monotonic() + self._interval_s, peer))
            self._start()

    def _start(self) -> None:
        with self._starting:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="pings", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        while True:
            due, peer = self._due.get()
            time.sleep(max(0.0, due - time.monotonic()))
            if not (peer.closing or peer.closed):
                self._ping(peer)

    @staticmethod
    def _ping(peer: Any) -> None:
        peer.last_ping = time.time()
        with suppress(SocketIsClosedError):
            peer.send(Packet(PING))
