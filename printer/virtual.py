"""A printer without paper that really listens: ESC/POS over TCP, slips as PNG, and faults on request."""

from __future__ import annotations

import contextlib
import logging
import socket
import struct
import threading
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from PIL import Image

from printer.decode import Command, Decoder
from printer.mechanism import Fault, Mechanism
from printer.status import QUERIES

log = logging.getLogger(__name__)

LATE_S = 4.0
SLOW_BYTES_S = 8_000
BREAK_AFTER = 10_000
"""Bytes of a connection after which a printer with the fault `breaks` closes it."""


class VirtualServer:
    """An ESC/POS printer at `host`:`port` (0: any free port, then in `port`).

    Slips are in `slips`, and in `folder` as `slip-000001.png` and `.bin` when one is given. Faults are set
    with `misbehave` at any moment. Usable as a context manager.
    """

    def __init__(self, folder: Path | None = None, host: str = "127.0.0.1", port: int = 0) -> None:
        self.host, self.port, self.folder = host, port, folder
        self.slips: list[Image.Image] = []
        self.received = 0
        self.mechanism = Mechanism(self._keep)
        self.changed = threading.Condition()
        self._decoder = Decoder()
        self._lines: dict[socket.socket, bool] = {}
        self._listener: socket.socket | None = None
        self._closed = threading.Event()

    @property
    def url(self) -> str:
        """The address that a spooler prints to."""
        return f"tcp://{self.host}:{self.port}"

    def start(self) -> VirtualServer:
        """Begin to listen."""
        listener = socket.create_server((self.host, self.port))
        self.port = listener.getsockname()[1]
        self._listener = listener
        threading.Thread(target=self._accept, args=(listener,), daemon=True).start()
        return self

    def stop(self) -> None:
        """Close everything."""
        self._closed.set()
        self._stop_listening()
        self._hang_up()

    __enter__ = start

    def __exit__(self, *_: object) -> None:
        self.stop()

    def misbehave(self, *faults: Fault) -> None:
        """Have exactly these faults from now on; none of them: be well again."""
        with self.changed:
            before = self.mechanism.automatic()
            self.mechanism.faults = set(faults)
            self._report(before)
            self.mechanism.go_on()
            self.changed.notify_all()
        self._listen_or_not(Fault.REFUSES in faults)

    def power_cycle(self) -> None:
        """Off and on: connections broken, buffer lost."""
        self._hang_up()
        with self.changed:
            self._decoder = Decoder()
            self.mechanism.power_cycle()
            self.changed.notify_all()

    def wait_for_slips(self, number: int, timeout_s: float = 5.0) -> list[Image.Image]:
        """The slips so far, as soon as there are `number` of them; TimeoutError otherwise."""
        with self.changed:
            if not self.changed.wait_for(lambda: len(self.slips) >= number, timeout_s):
                raise TimeoutError(f"{len(self.slips)} of {number} slips came out.")
            return list(self.slips)

    def _listen_or_not(self, refuses: bool) -> None:
        if refuses:
            self._stop_listening()
            self._hang_up()
        elif self._listener is None and not self._closed.is_set():
            self.start()

    def _stop_listening(self) -> None:
        listener, self._listener = self._listener, None
        if listener is not None:
            with contextlib.suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)
            listener.close()

    def _hang_up(self) -> None:
        for line in list(self._lines):
            _reset(line)

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                line, _ = listener.accept()
            except OSError:
                return
            self._lines[line] = False
            threading.Thread(target=self._serve, args=(line,), daemon=True).start()

    def _serve(self, line: socket.socket) -> None:
        heard = 0
        with contextlib.suppress(OSError):
            while data := self._hear(line):
                heard += len(data)
                if Fault.BREAKS in self.mechanism.faults and heard > BREAK_AFTER:
                    _reset(line)
                    break
                self._obey(line, data)
        self._lines.pop(line, None)
        line.close()

    def _hear(self, line: socket.socket) -> bytes:
        with self.changed:
            self.changed.wait_for(lambda: Fault.DEAF not in self.mechanism.faults or self._closed.is_set())
        data = line.recv(4096)
        if Fault.SLOW in self.mechanism.faults:
            self._closed.wait(len(data) / SLOW_BYTES_S)
        return data

    def _obey(self, line: socket.socket, data: bytes) -> None:
        with self.changed:
            self.received += len(data)
            before = self.mechanism.automatic()
            unknown = b""
            for command in self._commands(data):
                if command.name == "automatic":
                    self._lines[line] = bool(command.value)
                    self.mechanism.report(lambda status: self._answer(line, status))
                self.mechanism.take(command, lambda status: self._answer(line, status))
                if command.name == "unknown":
                    unknown += command.data
            if unknown:
                log.warning("%d unknown bytes, first %s", len(unknown), unknown[:8].hex(" "))
            self._report(before)

    def _commands(self, data: bytes) -> Iterable[Command]:
        """All connections fill one buffer; a status question on its own overtakes what is in it."""
        if data in QUERIES.values():
            return [Command("ask_status", data[2])]
        return self._decoder.feed(data)

    def _answer(self, line: socket.socket, status: bytes) -> None:
        if Fault.LATE in self.mechanism.faults:
            threading.Timer(LATE_S, _send, (line, status)).start()
        else:
            _send(line, status)

    def _report(self, before: bytes) -> None:
        """Automatic status back: tell those who asked for it when something changed."""
        now = self.mechanism.automatic()
        if now != before:
            for line in [line for line, wants in list(self._lines.items()) if wants]:
                self.mechanism.report(partial(_send, line))

    def _keep(self, picture: Image.Image, raw: bytes) -> None:
        self.slips.append(picture)
        if self.folder is not None:
            self.folder.mkdir(parents=True, exist_ok=True)
            path = self.folder / f"slip-{len(self.slips):06d}.bin"
            path.write_bytes(raw)
            picture.save(path.with_suffix(".png"))
        self.changed.notify_all()


def _send(line: socket.socket, status: bytes) -> None:
    with contextlib.suppress(OSError):
        line.sendall(status)


def _reset(line: socket.socket) -> None:
    with contextlib.suppress(OSError):
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        line.shutdown(socket.SHUT_RDWR)
    line.close()


def faults_named(names: Iterable[str]) -> set[Fault]:
    """Faults by name; ValueError names those that exist."""
    try:
        return {Fault(name) for name in names}
    except ValueError as error:
        known = ", ".join(Fault)
        raise ValueError(f"{error}; a virtual printer can be {known}.") from error
