"""Raw TCP, usually port 9100. A connection a job: printers drop those that idle."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager

from printer.commands import CONFIRM
from printer.faults import PrinterFault
from printer.status import DLE_EOT, QUERIES, Condition, condition_of, is_status

TIMEOUT_S = 3.0
ANSWER_S = 1.0
PRINTING_S = 8.0
"""How long a long slip may take on paper before its confirmation is missed."""


class NetworkPrinter:
    """The printer that listens at `host`:`port`."""

    def __init__(self, host: str, port: int) -> None:
        self._address = (host, port)

    def condition(self) -> Condition:
        """Offline when nobody listens, silent when nobody answers."""
        try:
            with self._connected() as line:
                return condition_of(dict(_answers(line)))
        except PrinterFault:
            return Condition.OFFLINE

    def send(self, data: bytes, name: str = "") -> bool:
        """Print and wait for the byte that GS r 1 asks for: only that says the paper is out."""
        with self._connected() as line:
            try:
                line.sendall(data + CONFIRM)
                line.settimeout(PRINTING_S)
                return _confirmed(line.recv(1))
            except TimeoutError:
                return False
            except OSError as error:
                raise PrinterFault(f"the line broke: {error}", sent=True) from error

    @contextmanager
    def _connected(self) -> Iterator[socket.socket]:
        host, port = self._address
        try:
            line = socket.create_connection(self._address, timeout=TIMEOUT_S)
        except OSError as error:
            raise PrinterFault(f"{host}:{port} cannot be reached: {error}") from error
        with line:
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            yield line


def _confirmed(answer: bytes) -> bool:
    """Whether this is the answer to GS r 1: bits 4 and 7 are 0."""
    return bool(answer) and not answer[0] & 0x90


def _answers(line: socket.socket) -> Iterator[tuple[int, int]]:
    """The answer to each query; a printer that misses the first is not asked again."""
    for query in QUERIES:
        try:
            line.sendall(DLE_EOT + bytes([query]))
            answer = _status_byte(line)
        except OSError:
            return
        if answer is None:
            return
        yield query, answer


def _status_byte(line: socket.socket) -> int | None:
    """The next byte that can be a status, within `ANSWER_S`; None if none comes."""
    deadline = time.monotonic() + ANSWER_S
    while (left := deadline - time.monotonic()) > 0:
        line.settimeout(left)
        byte = line.recv(1)
        if not byte:
            return None
        if is_status(byte[0]):
            return byte[0]
    return None
