"""The test's hand on a staged hall: call, tell or keep silent, kill and start again."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

ROOT = Path(__file__).parents[2]
START_S = 20
LABELS = {
    "A": "Chứng thực",
    "H": "Hộ tịch",
    "K": "Đất đai – Xây dựng",
    "M": "Chính sách xã hội",
    "S": "Hỗ trợ trực tuyến",
    "X": "Trả kết quả",
}
Json = dict[str, Any]


def rfc3339(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Troupe:
    """A staged hall. What is called is written to the play first, so that it outlives a kill."""

    def __init__(self, folder: Path, packs: Path, newest: int = 10) -> None:
        self._play = folder / "play.json"
        self._packs = packs
        self._newest = newest
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            self.port = int(listener.getsockname()[1])
        self.address = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def begin_the_day(self) -> None:
        """Nobody called yet, and the stage plays as it should."""
        self.calls: list[Json] = []
        self.seq = 100
        self.open = True
        self.notice = "Mời ông/bà chuẩn bị sẵn giấy tờ khi đến quầy."
        self.counts = {"A": 4, "H": 7, "K": 2, "M": 0, "S": 1, "X": 3}
        self.write()
        if self._process is None or self._process.poll() is not None:
            self.start()
        self.direct(tick=True, joins=True)

    # The process

    def start(self) -> None:
        command = [
            sys.executable,
            "-m",
            "tests.display.stage",
            str(self.port),
            str(self._packs),
            str(self._play),
        ]
        log = (self._play.parent / "stage.log").open("ab")
        self._process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)
        end = time.monotonic() + START_S
        while True:
            try:
                self.asked()
                return
            except (URLError, OSError):
                assert time.monotonic() < end, (self._play.parent / "stage.log").read_text()
                time.sleep(0.05)

    def kill(self) -> None:
        """Gone at once, as in a power cut."""
        if self._process:
            self._process.kill()
            self._process.wait()

    def freeze(self) -> None:
        """The process stands still and its sockets stay open."""
        assert self._process
        os.kill(self._process.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        assert self._process
        os.kill(self._process.pid, signal.SIGCONT)

    # What is true in the hall

    def call(self, number: str, counter: str = "3", *, ago: float = 0, tell: bool = True) -> Json:
        """A new call, or a recall of the number that was called already."""
        self.seq += 1
        before = next((call for call in self.calls if call["number"] == number), None)
        if before:
            self.calls.remove(before)
        call = {
            "call_id": self.seq,
            "number": number,
            "counter": counter,
            "counter_label": f"Quầy {counter}",
            "called_at": rfc3339(datetime.now(UTC) - timedelta(seconds=ago)),
            "calls": before["calls"] + 1 if before else 1,
        }
        self.calls.insert(0, call)
        self.write()
        if tell:
            self.tell(self.board())
        return call

    def board(self) -> Json:
        waiting = [{"queue": key, "label": LABELS[key], "count": count} for key, count in self.counts.items()]
        return {
            "hall": "bat-mot",
            "seq": self.seq,
            "at": rfc3339(datetime.now(UTC)),
            "open": self.open,
            "notice": self.notice,
            "calls": self.calls[: self._newest],
            "waiting": waiting,
        }

    def write(self) -> None:
        fresh = self._play.with_suffix(".new")
        fresh.write_text(json.dumps(self.board()), encoding="utf-8")
        fresh.replace(self._play)

    # What is said of it

    def tell(self, *boards: Json) -> None:
        self.direct(emit=[["board.state", board] for board in boards])

    def direct(self, **told: Any) -> None:
        """Direct the stage; see its `POST /stage`."""
        body = json.dumps(told).encode()
        with urlopen(Request(f"{self.address}/stage", body, {"Content-Type": "application/json"}), timeout=5):
            pass

    def asked(self) -> Json:
        """What the screens asked for, and how many have joined."""
        with urlopen(f"{self.address}/stage", timeout=2) as answer:
            told: Json = json.load(answer)
            return told
