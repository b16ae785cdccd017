"""An LED sign that shows the newest call: it follows a screen and hears the lines of `docs/led.md`."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime
from functools import reduce
from pathlib import Path
from typing import Any, Protocol
from urllib.error import HTTPError, URLError
from urllib.parse import parse_qs, urlsplit
from urllib.request import Request, urlopen

import serial

ASK_S = 1.0
REPEAT_S = 5.0
"""The present state is said again so often; a sign that hears nothing for three times as long goes dark."""
FRESH_S = 60
LOST_S = 4.0
TIMEOUT_S = 3.0
BAUD = 9600

Board = dict[str, Any]


class WrongSign(Exception):
    """An address that no sign can have; the message is a sentence."""


class Wire(Protocol):
    """What carries bytes to a sign."""

    def write(self, data: bytes, /) -> Any: ...

    def close(self) -> None: ...


class Sign:
    """A sign that may come and go: each failure closes it, and the next line opens it again."""

    def __init__(self, connect: Callable[[], Wire]) -> None:
        self._connect = connect
        self._wire: Wire | None = None

    def say(self, words: Iterable[str]) -> None:
        """Send lines; OSError when the sign is away."""
        try:
            self._wire = self._wire or self._connect()
            self._wire.write(b"".join(line(each) for each in words))
        except OSError:
            self.close()
            raise

    def close(self) -> None:
        if self._wire is not None:
            with suppress(OSError):
                self._wire.close()
        self._wire = None


def open_sign(url: str) -> Sign:
    """The sign at `serial:///dev/ttyUSB0?baud=9600`, `tcp://host:port` or `file:///path`; else WrongSign."""
    parts = urlsplit(url)
    try:
        baud = int(parse_qs(parts.query).get("baud", [str(BAUD)])[0])
        if parts.scheme == "serial" and parts.path:
            return Sign(lambda: serial.Serial(parts.path, baud, write_timeout=TIMEOUT_S))
        if parts.scheme == "tcp" and parts.hostname and parts.port:
            return Sign(lambda: _Tcp(str(parts.hostname), int(parts.port or 0)))
        if parts.scheme == "file" and parts.path:
            return Sign(lambda: Path(parts.path).open("ab", buffering=0))
    except ValueError:
        pass
    raise WrongSign(f"{url} is no address of a sign: use serial:///dev/…, tcp://host:port or file:///path.")


class _Tcp:
    def __init__(self, host: str, port: int) -> None:
        self._socket = socket.create_connection((host, port), TIMEOUT_S)

    def write(self, data: bytes, /) -> None:
        self._socket.sendall(data)

    def close(self) -> None:
        self._socket.close()


def line(words: str) -> bytes:
    """`words` with the check of NMEA 0183: the exclusive or of all bytes, in two hexadecimal digits."""
    told = words.encode("ascii", "replace")
    check = reduce(lambda sum_, byte: sum_ ^ byte, told, 0)
    return b"%b*%02X\r\n" % (told, check)


class Reading:
    """What is to be said to the sign for one board after another; nothing is called twice or late."""

    def __init__(self) -> None:
        self._called: int | None = None
        self._shown = ""

    def of(self, board: Board, now: datetime) -> list[str]:
        """`CALL` for every call that is new and fresh, then `SHOW` or `IDLE` if that has changed."""
        calls = board["calls"]
        said = [_words("CALL", call) for call in reversed(calls) if self._is_new(call, now)]
        self._called = max((call["call_id"] for call in calls), default=0)
        shown = _words("SHOW", calls[0]) if calls else "IDLE"
        changed = [shown] if shown != self._shown or said else []
        self._shown = shown
        return said + changed

    def again(self) -> list[str]:
        """The present state once more."""
        return [self._shown] if self._shown else []

    def _is_new(self, call: dict[str, Any], now: datetime) -> bool:
        fresh = (now - datetime.fromisoformat(call["called_at"])).total_seconds() < FRESH_S
        return self._called is not None and call["call_id"] > self._called and fresh


def _words(verb: str, call: dict[str, Any]) -> str:
    return f"{verb} {call['number']} {call['counter']}"


class Follower:
    """Asks for the board and tells the sign; how old the board is decides whether it is believed."""

    def __init__(self, server: str, screen: str, token: str, sign: Sign, tell: Callable[[str], Any]) -> None:
        self._url = f"{server.rstrip('/')}/api/v1/board/{screen}"
        self._token = token
        self._sign = sign
        self._tell = tell
        self._reading = Reading()
        self._etag = ""
        self._sure = time.monotonic()
        self._said = 0.0
        self._lost = False
        self._trouble = ""

    def step(self) -> None:
        """Ask once, and say what there is to say."""
        words, trouble = self._ask()
        age = time.monotonic() - self._sure
        if age > LOST_S:
            words = [f"LOST {int(age)}"]
        elif not words and (self._lost or time.monotonic() - self._said >= REPEAT_S):
            words = self._reading.again()
        self._lost = age > LOST_S
        self._complain(self._say(words) or trouble)

    def _say(self, words: list[str]) -> str:
        if not words:
            return ""
        try:
            self._sign.say(words)
        except OSError as away:
            self._reading = Reading()  # begins with what is shown, and calls nothing that was missed
            self._etag = ""
            return f"The sign cannot be reached: {away}"
        self._said = time.monotonic()
        return ""

    def _ask(self) -> tuple[list[str], str]:
        heads = {"Authorization": f"Bearer {self._token}", "If-None-Match": self._etag}
        try:
            with urlopen(Request(self._url, headers=heads), timeout=TIMEOUT_S) as answer:
                board, self._etag = json.load(answer), answer.headers.get("ETag", "")
        except HTTPError as refusal:
            return self._refused(refusal)
        except (URLError, OSError, ValueError) as away:
            return [], f"The server cannot be reached: {away}"
        self._sure = time.monotonic()
        return self._reading.of(board, datetime.now(UTC)), ""

    def _refused(self, refusal: HTTPError) -> tuple[list[str], str]:
        if refusal.code == 304:
            self._sure = time.monotonic()
            return [], ""
        return [], f"The server refuses the board: {refusal}"

    def _complain(self, trouble: str) -> None:
        """Each trouble is told once, and its end."""
        if trouble != self._trouble:
            self._tell(trouble or "All is well again.")
        self._trouble = trouble


def follow(server: str, screen: str, token: str, sign: Sign, tell: Callable[[str], Any]) -> None:
    """Follow the board of `screen` for ever."""
    follower = Follower(server, screen, token, sign, tell)
    tell(f"The sign follows {screen} at {server}.")
    while True:
        follower.step()
        time.sleep(ASK_S)
