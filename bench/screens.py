"""A thousand hall screens in one light process: websockets read by one selector, framed by hand.

A complete Socket.IO client would cost more per message than the server that is measured (a thread
and a JSON document for each of a thousand screens), so only what is needed is spoken here: the
WebSocket handshake and frames of RFC 6455 without extensions, and of Engine.IO 4 / Socket.IO 5 the
packets open `0`, ping `2` and pong `3`, connect `40`, event `42[...]`, and acknowledgement `43`.
A received frame costs about 5 microseconds: 5 ms for a thousand screens.
"""

from __future__ import annotations

import json
import selectors
import socket
import struct
import time
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

HANDSHAKE = (
    "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
    "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
    "Sec-WebSocket-Version: 13\r\n\r\n"
)
CALL = b'42["ticket.called"'
PING = b"2"


class Screen:
    """One websocket that has joined; `buffer` holds what has arrived and is no whole frame yet."""

    def __init__(self, port: int, greeting: dict[str, Any]) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.buffer = b""
        self.socket.sendall(HANDSHAKE.format(port=port).encode())
        self._drop_answer_to_handshake()
        self._await(b"0")
        self.say(b"40")
        self._await(b"40")
        self.say(b"420" + json.dumps(["join", greeting]).encode())
        answer = json.loads(self._await(b"430")[3:])[0]
        if not answer["ok"]:
            raise RuntimeError(f"a screen could not join: {answer}")

    def say(self, text: bytes) -> None:
        # A client's frames must be masked; a key of zeros leaves the text as it is.
        length = bytes([len(text) | 0x80]) if len(text) < 126 else b"\xfe" + struct.pack(">H", len(text))
        self.socket.sendall(b"\x81" + length + b"\0\0\0\0" + text)

    def hear(self) -> list[bytes]:
        """Every whole frame that can be read now; ConnectionError when the server has hung up."""
        part = self.socket.recv(1 << 16)
        if not part:
            raise ConnectionError("the server closed a screen's socket")
        self.buffer += part
        return self._frames()

    def _frames(self) -> list[bytes]:
        frames, start, data = [], 0, self.buffer
        while len(data) - start >= 2:
            length, head = data[start + 1], 2
            if length == 126:
                length, head = int.from_bytes(data[start + 2 : start + 4], "big"), 4
            elif length == 127:
                length, head = int.from_bytes(data[start + 2 : start + 10], "big"), 10
            if len(data) < start + head + length:
                break
            frames.append(data[start + head : start + head + length])
            start += head + length
        self.buffer = data[start:]
        return frames

    def _drop_answer_to_handshake(self) -> None:
        while b"\r\n\r\n" not in self.buffer:
            part = self.socket.recv(4096)
            if not part:
                raise ConnectionError("the server refused a websocket")
            self.buffer += part
        head, self.buffer = self.buffer.split(b"\r\n\r\n", 1)
        if b" 101 " not in head.split(b"\r\n")[0]:
            raise ConnectionError(f"the server refused a websocket: {head[:200]!r}")

    def _await(self, packet: bytes) -> bytes:
        heard = self._frames()
        while True:
            for text in heard:
                if text.startswith(packet):
                    return text
                if text == PING:
                    self.say(b"3")
            heard = self.hear()


class Wall:
    """`count` screens in a process of their own; `last_heard` tells when the last of them had the call."""

    def __init__(self, port: int, greeting: dict[str, Any], count: int) -> None:
        context = get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_watch, args=(theirs, port, greeting, count), daemon=True)
        self._process.start()
        theirs.close()
        self._receive(timeout=60 + count)

    def last_heard(self) -> float:
        """`time.perf_counter()` of the last screen's arrival of the next call that all have heard."""
        return float(self._receive(timeout=30))

    def close(self) -> None:
        self._process.terminate()
        self._process.join()

    def _receive(self, timeout: float) -> Any:
        if not self._pipe.poll(timeout):
            raise RuntimeError("not every screen heard the call")
        said = self._pipe.recv()
        if isinstance(said, str):
            raise RuntimeError(said)
        return said


def _watch(pipe: Connection, port: int, greeting: dict[str, Any], count: int) -> None:
    try:
        _Watch(pipe).run(port, greeting, count)
    except (OSError, RuntimeError) as error:
        pipe.send(f"{type(error).__name__}: {error}")


class _Watch:
    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._selector = selectors.DefaultSelector()
        self._heard = 0

    def run(self, port: int, greeting: dict[str, Any], count: int) -> None:
        for _ in range(count):
            screen = Screen(port, greeting)
            self._selector.register(screen.socket, selectors.EVENT_READ, screen)
            # The first must answer pings while the last are still connecting.
            self._listen(count, timeout=0)
        self._pipe.send(0.0)
        while True:
            self._listen(count, timeout=1)

    def _listen(self, count: int, timeout: float) -> None:
        for key, _ in self._selector.select(timeout):
            for text in key.data.hear():
                if text == PING:
                    key.data.say(b"3")
                elif text.startswith(CALL):
                    self._count(count)

    def _count(self, count: int) -> None:
        self._heard += 1
        if self._heard % count == 0:
            self._pipe.send(time.perf_counter())
