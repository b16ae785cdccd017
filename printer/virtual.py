"""A printer over TCP that speaks ESC/POS, puts its slips into a folder, and misbehaves on request."""

from __future__ import annotations

import contextlib
import socket
import socketserver
import threading
import time
from enum import StrEnum
from itertools import count
from pathlib import Path

from PIL import Image

from printer.decode import Decoder
from printer.status import Condition, answer_of

STOPPED = frozenset({Condition.PAPER_OUT, Condition.COVER_OPEN, Condition.ERROR, Condition.OFFLINE})


class Fault(StrEnum):
    """How the line misbehaves; the paper's troubles are the printer's `condition`."""

    NONE = "none"
    SILENT = "silent"
    SLOW = "slow"
    GARBAGE = "garbage"
    CLOSES_IN_MID_SLIP = "closes_in_mid_slip"
    CLOSES_AT_ONCE = "closes_at_once"
    NEVER_READS = "never_reads"
    SWALLOWS = "swallows"
    POWER_CYCLED = "power_cycled"
    PAPER_ENDS_IN_MID_SLIP = "paper_ends_in_mid_slip"


class VirtualPrinterServer:
    """Listens on 127.0.0.1; `slips` are the pictures that came out, in order."""

    def __init__(self, port: int = 0, folder: Path | None = None) -> None:
        self.condition = Condition.READY
        self.fault = Fault.NONE
        self.slips: list[Image.Image] = []
        self.unknown: list[bytes] = []
        self._folder = folder
        self._numbers = count(1)
        self._printed = threading.Condition()
        self._server = _Server(("127.0.0.1", port), _Line)
        self._server.printer = self
        self.port: int = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    @property
    def url(self) -> str:
        return f"tcp://127.0.0.1:{self.port}"

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def __enter__(self) -> VirtualPrinterServer:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def put_out(self, slip: Image.Image) -> None:
        """A slip comes out."""
        if self._folder is not None:
            self._folder.mkdir(parents=True, exist_ok=True)
            slip.save(self._folder / f"slip-{next(self._numbers):04d}.png")
        with self._printed:
            self.slips.append(slip)
            self._printed.notify_all()

    def wait_for(self, slips: int, patience_s: float = 10.0) -> bool:
        """Whether that many slips have come out before patience ends."""
        with self._printed:
            return self._printed.wait_for(lambda: len(self.slips) >= slips, patience_s)


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    printer: VirtualPrinterServer


class _Line(socketserver.BaseRequestHandler):
    """One connection."""

    request: socket.socket
    server: _Server

    def handle(self) -> None:
        self._decoder, self._answered = Decoder(), 0
        printer = self.server.printer
        if printer.fault is Fault.CLOSES_AT_ONCE:
            return
        if printer.fault is Fault.NEVER_READS:
            time.sleep(4)
            return
        with contextlib.suppress(OSError):
            while data := self.request.recv(4096):
                if not self._take(data, printer):
                    return
        printer.unknown += self._decoder.unknown

    def _take(self, data: bytes, printer: VirtualPrinterServer) -> bool:
        """Print and answer; False hangs up."""
        if printer.fault is Fault.SWALLOWS:
            return True
        if printer.fault is Fault.SLOW:
            time.sleep(0.01)
        for slip in self._decoder.feed(data):
            if printer.condition not in STOPPED:
                printer.put_out(slip)
        if self._decoder.half_printed and self._breaks_off(printer):
            return False
        self._answer(printer)
        return True

    def _breaks_off(self, printer: VirtualPrinterServer) -> bool:
        if printer.fault is Fault.PAPER_ENDS_IN_MID_SLIP:
            printer.condition = Condition.PAPER_OUT
            return False
        if printer.fault is Fault.POWER_CYCLED:
            self._decoder.reset()
            printer.fault = Fault.NONE
            return True
        return printer.fault is Fault.CLOSES_IN_MID_SLIP

    def _answer(self, printer: VirtualPrinterServer) -> None:
        asked, self._answered = self._decoder.queries[self._answered :], len(self._decoder.queries)
        for kind, number in asked:
            answer = self._words(printer, kind, number)
            if answer is not None:
                self.request.sendall(answer)

    def _words(self, printer: VirtualPrinterServer, kind: str, number: int) -> bytes | None:
        if printer.fault is Fault.SILENT:
            return None
        if printer.fault is Fault.GARBAGE:
            return b"\xff\x00\x80"
        if kind == "DLE EOT":
            return bytes([answer_of(printer.condition, number)])
        # GS r waits its turn behind the paper: a printer that cannot print does not answer it.
        return None if printer.condition in STOPPED else b"\x00"
