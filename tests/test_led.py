"""An LED sign on a serial line and on a network line, which believes only lines that are whole."""

from __future__ import annotations

import os
import pty
import select
import socket
import threading
import tty
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from json import dumps
from pathlib import Path
from typing import Any

import pytest

from queue_server import led
from queue_server.led import Follower, Reading, WrongSign, line, open_sign

NOW = datetime(2026, 10, 12, 5, 0, tzinfo=UTC)


def call(call_id: int, number: str, counter: str = "3", ago: float = 1) -> dict[str, Any]:
    at = (NOW - timedelta(seconds=ago)).isoformat().replace("+00:00", "Z")
    return {"call_id": call_id, "number": number, "counter": counter, "called_at": at}


def board(*calls: dict[str, Any]) -> dict[str, Any]:
    """Newest first."""
    return {"calls": list(calls)}


def heard(data: bytes) -> list[str]:
    """What a sign takes from the line: whole lines with the right sum."""
    words = [each.partition(b"*")[0].decode() for each in data.split(b"\r\n") if each]
    return [each for each in words if line(each) in data]


def test_a_line_carries_its_sum() -> None:
    assert line("IDLE") == b"IDLE*04\r\n"
    assert heard(line("CALL A012 3")) == ["CALL A012 3"]
    assert heard(line("CALL A012 3").replace(b"A012", b"A013")) == []


def test_what_is_there_at_the_start_is_shown_and_not_called() -> None:
    assert Reading().of(board(call(7, "A001")), NOW) == ["SHOW A001 3"]
    assert Reading().of(board(), NOW) == ["IDLE"]


def test_every_new_call_is_called_once_in_order_and_the_newest_is_shown() -> None:
    reading = Reading()
    reading.of(board(), NOW)
    both = board(call(2, "H001", "2"), call(1, "A001", "1"))
    assert reading.of(both, NOW) == ["CALL A001 1", "CALL H001 2", "SHOW H001 2"]
    assert reading.of(both, NOW) == []
    assert reading.again() == ["SHOW H001 2"]


def test_a_recall_is_called_again() -> None:
    reading = Reading()
    reading.of(board(call(1, "A001")), NOW)
    assert reading.of(board(call(2, "A001")), NOW) == ["CALL A001 3", "SHOW A001 3"]


def test_an_old_call_is_shown_and_not_called() -> None:
    reading = Reading()
    reading.of(board(), NOW)
    assert reading.of(board(call(1, "A001", ago=61)), NOW) == ["SHOW A001 3"]


def test_a_restored_server_is_believed_and_nothing_is_called_for_it() -> None:
    reading = Reading()
    reading.of(board(call(9, "A009")), NOW)
    assert reading.of(board(call(4, "A004")), NOW) == ["SHOW A004 3"]
    assert reading.of(board(call(5, "A005"), call(4, "A004")), NOW) == ["CALL A005 3", "SHOW A005 3"]


@pytest.mark.parametrize(
    "url", ["", "D1", "http://x", "tcp://x", "tcp://x:port", "serial://", "serial:///d?baud=x"]
)
def test_nonsense_is_no_sign(url: str) -> None:
    with pytest.raises(WrongSign, match="no address of a sign"):
        open_sign(url)


def test_a_sign_on_a_serial_line() -> None:
    master, slave = pty.openpty()
    tty.setraw(slave)
    sign = open_sign(f"serial://{os.ttyname(slave)}?baud=19200")
    sign.say(["CALL A012 3", "SHOW A012 3"])
    assert select.select([master], [], [], 5)[0]
    assert heard(os.read(master, 200)) == ["CALL A012 3", "SHOW A012 3"]
    sign.close()
    os.close(master)
    os.close(slave)


def test_a_file_takes_the_lines(tmp_path: Path) -> None:
    sign = open_sign(f"file://{tmp_path / 'sign.txt'}")
    sign.say(["IDLE"])
    sign.say(["SHOW A001 1"])
    assert heard((tmp_path / "sign.txt").read_bytes()) == ["IDLE", "SHOW A001 1"]


class Hall(BaseHTTPRequestHandler):
    """A server with a board; None is a server that breaks."""

    shown: dict[str, Any] | None = None

    def do_GET(self) -> None:
        body = dumps(type(self).shown).encode()
        tag = f'"{hash(body)}"'
        if type(self).shown is None:
            self.send_response(500)
        elif self.headers["If-None-Match"] == tag:
            self.send_response(304)
        else:
            self.send_response(200)
            self.send_header("ETag", tag)
        self.end_headers()
        if type(self).shown is not None and self.headers["If-None-Match"] != tag:
            self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def hall() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Hall)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The clock of the follower, which a test sets forward."""
    at = [100.0]
    monkeypatch.setattr(led.time, "monotonic", lambda: at[0])
    return at


def test_a_network_sign_follows_the_hall_and_learns_that_the_server_is_lost(
    hall: str, clock: list[float]
) -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    told: list[str] = []
    sign = open_sign(f"tcp://127.0.0.1:{listener.getsockname()[1]}")
    follower = Follower(hall, "D1", "token", sign, told.append)

    Hall.shown = board(call(1, "A001"))
    follower.step()
    line_, _ = listener.accept()
    assert heard(line_.recv(200)) == ["SHOW A001 3"]

    follower.step()  # nothing new
    clock[0] += led.REPEAT_S
    follower.step()
    assert heard(line_.recv(200)) == ["SHOW A001 3"]

    Hall.shown = None
    follower.step()
    clock[0] += 12
    follower.step()
    assert heard(line_.recv(200)) == ["LOST 12"]

    Hall.shown = board(call(1, "A001"))
    follower.step()
    assert heard(line_.recv(200)) == ["SHOW A001 3"]
    assert told == [
        "The server refuses the board: HTTP Error 500: Internal Server Error",
        "All is well again.",
    ]
    line_.close()
    listener.close()


def test_a_sign_that_was_away_begins_with_what_is_shown(hall: str, tmp_path: Path) -> None:
    told: list[str] = []
    path = tmp_path / "away" / "sign.txt"
    follower = Follower(hall, "D1", "token", open_sign(f"file://{path}"), told.append)
    Hall.shown = board(call(1, "A001"))
    follower.step()
    assert told[0].startswith("The sign cannot be reached")
    path.parent.mkdir()
    Hall.shown = board(call(2, "A002"), call(1, "A001"))
    follower.step()
    assert heard(path.read_bytes()) == ["SHOW A002 3"]
