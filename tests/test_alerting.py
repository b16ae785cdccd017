"""Alarms on their way out: to a real web server and a real mail server, past ones that fail or hang."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from queue_server.alerting import Alerting, Message, mail, sentence
from queue_server.domain.alarms import Alarm, AlarmKind, Thresholds
from queue_server.housekeeping import Housekeeping
from queue_server.operations import alarms
from tests.hall import HALL, TestHall
from tests.people import TUAN

WAIT = Alarm(AlarmKind.WAIT, "A", 1860)
MESSAGE = Message("Xã Bát Mọt", WAIT, "2026-10-12T08:01+07:00", sentence(WAIT))


class Receiver(HTTPServer):
    """Takes what is posted; the first `failing` times it fails."""

    def __init__(self, failing: int = 0) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.failing, self.asked = failing, 0
        self.taken: list[dict[str, object]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/alarms"


class _Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked += 1
        fails = self.server.asked <= self.server.failing
        if not fails:
            self.server.taken.append(json.loads(body))
        self.send_response(500 if fails else 204)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    server = Receiver()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_a_webhook_gets_the_alarm_as_json(receiver: Receiver) -> None:
    alerting = Alerting()
    alerting.tell([MESSAGE], Thresholds(webhook=receiver.url))
    alerting.send_next()
    assert receiver.taken == [
        {
            "hall": "Xã Bát Mọt",
            "at": "2026-10-12T08:01+07:00",
            "kind": "wait",
            "place": "A",
            "value": 1860,
            "sentence": "Hàng A: có người đã chờ 31 phút",
        }
    ]


def test_a_receiver_that_fails_is_tried_again(receiver: Receiver) -> None:
    receiver.failing = 2
    alerting = Alerting(pauses_s=(0, 0, 0))
    alerting.tell([MESSAGE], Thresholds(webhook=receiver.url))
    alerting.send_next()
    assert (receiver.asked, len(receiver.taken)) == (3, 1)


def test_a_dead_receiver_is_given_up_and_the_next_alarm_goes_out(receiver: Receiver) -> None:
    receiver.failing = 4
    alerting = Alerting(pauses_s=(0, 0, 0))
    alerting.tell([MESSAGE, MESSAGE], Thresholds(webhook=receiver.url))
    alerting.send_next()
    assert receiver.taken == []
    alerting.send_next()
    assert (receiver.asked, len(receiver.taken)) == (5, 1)


def test_telling_never_waits_even_for_a_receiver_that_hangs() -> None:
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen(1)
        wanted = Thresholds(webhook=f"http://127.0.0.1:{deaf.getsockname()[1]}/")
        alerting = Alerting()
        alerting.tell([MESSAGE] * 1000, wanted)  # more than are kept: the rest is dropped
        assert alerting._waiting.full()


def test_nothing_is_sent_that_nobody_wants() -> None:
    alerting = Alerting("smtp://127.0.0.1:1")
    alerting.tell([MESSAGE], Thresholds())
    assert alerting._waiting.empty()


def test_a_mail_server_gets_a_letter() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        heard: list[str] = []
        server = threading.Thread(target=_take_mail, args=(listener, heard), daemon=True)
        server.start()
        mail(f"smtp://127.0.0.1:{listener.getsockname()[1]}", "truc@example.vn", MESSAGE)
        server.join(10)
    letter = "".join(heard)
    assert "rcpt to:<truc@example.vn>" in letter.lower()
    assert "Hàng A: có người đã chờ 31 phút" in letter


def _take_mail(listener: socket.socket, heard: list[str]) -> None:
    """The least that a mail server says (RFC 5321)."""
    line, _ = listener.accept()
    with line, line.makefile("rw", encoding="utf-8", newline="\r\n") as talk:

        def say(words: str) -> None:
            talk.write(f"{words}\r\n")
            talk.flush()

        say("220 ready")
        in_letter = False
        while words := talk.readline():
            heard.append(words)
            if in_letter and words.strip() != ".":
                continue
            in_letter = words.upper().startswith("DATA")
            say("354 go on" if in_letter else "221 bye" if words.upper().startswith("QUIT") else "250 ok")


def test_every_alarm_has_its_sentence() -> None:
    for kind in AlarmKind:
        assert "{" not in sentence(Alarm(kind, "A", 60))


def test_housekeeping_notices_an_alarm_and_has_it_sent(
    hall: TestHall, receiver: Receiver, tmp_path: Path
) -> None:
    with hall.work(TUAN) as work:
        wanted = Thresholds(printer=False, device=False, quiet_from="00:00", quiet_until="00:00")
        alarms.set_thresholds(work, replace(wanted, webhook=receiver.url), 900)
    hall.takes()
    alerting = Alerting()
    chores = Housekeeping(hall.store, HALL, tmp_path, lambda _hall: None, alerting=alerting)
    chores._mind_alarms()
    alerting.send_next()
    assert [(each["kind"], each["hall"], each["at"]) for each in receiver.taken] == [
        ("unserved", "Xã Bát Mọt", "2026-10-12T07:30+07:00")
    ]
