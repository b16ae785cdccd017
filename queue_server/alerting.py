"""Sends alarms by webhook and mail from a thread of its own: a receiver that hangs holds nothing up."""

from __future__ import annotations

import json
import logging
import queue
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit
from urllib.request import Request, urlopen

from queue_server.domain.alarms import Alarm, AlarmKind, Thresholds
from queue_server.mail import deliver

log = logging.getLogger(__name__)

PATIENCE_S = 5.0
PAUSES_S = (2.0, 10.0, 60.0)
MOST = 200


@dataclass(frozen=True)
class Message:
    """What is told of one alarm: to a program as JSON, to a person as a sentence."""

    hall: str
    alarm: Alarm
    at: str
    sentence: str

    def to_json(self) -> dict[str, object]:
        told = {"kind": self.alarm.kind.value, "place": self.alarm.place, "value": self.alarm.value}
        return {"hall": self.hall, "at": self.at, **told, "sentence": self.sentence}


_SENTENCES = {
    AlarmKind.WAIT: "Hàng {place}: có người đã chờ {minutes} phút",
    AlarmKind.WAITING: "Hàng {place}: {value} người đang chờ",
    AlarmKind.SERVICE: "Quầy {place}: một lượt phục vụ đã kéo dài {minutes} phút",
    AlarmKind.UNSERVED: "Hàng {place}: có người chờ mà chưa quầy nào mở",
    AlarmKind.PRINTER: "Máy in {place} không in được",
    AlarmKind.DEVICE: "Thiết bị {place} mất liên lạc",
    AlarmKind.RATING: "Hôm nay có {value} đánh giá ở mức thấp nhất",
}


def sentence(alarm: Alarm) -> str:
    """The alarm in the language of the office."""
    return _SENTENCES[alarm.kind].format(place=alarm.place, value=alarm.value, minutes=alarm.value // 60)


class Alerting:
    """A queue of messages; each is tried four times in a good minute, then given up and logged."""

    def __init__(self, mail_url: str | None = None, pauses_s: Iterable[float] = PAUSES_S) -> None:
        self._mail_url = mail_url
        self._pauses_s = tuple(pauses_s)
        self._waiting: queue.Queue[tuple[Callable[[], None], str]] = queue.Queue(MOST)

    def tell(self, messages: Iterable[Message], wanted: Thresholds) -> None:
        """Have them sent; never waits, and drops what a dead receiver has piled up."""
        for message in messages:
            if wanted.webhook:
                self._put(lambda m=message: post(wanted.webhook, m), "webhook")  # type: ignore[misc]
            if wanted.mail_to and self._mail_url:
                self._put(lambda m=message: mail(self._mail_url or "", wanted.mail_to, m), "mail")  # type: ignore[misc]

    def _put(self, send: Callable[[], None], way: str) -> None:
        try:
            self._waiting.put_nowait((send, way))
        except queue.Full:
            log.error("an alarm was not sent by %s: too many are waiting", way)

    def run(self) -> None:
        """Send for ever."""
        while True:
            self.send_next()

    def send_next(self) -> None:
        """Wait for a message and send it, again after each pause if that fails."""
        send, way = self._waiting.get()
        for pause_s in (*self._pauses_s, None):
            try:
                return send()
            except Exception as reason:
                log.warning("an alarm could not be sent by %s: %s", way, reason)
            if pause_s is not None:
                time.sleep(pause_s)
        log.error("an alarm was given up: no answer by %s", way)


def post(url: str, message: Message) -> None:
    """As JSON to a webhook. OSError where nobody takes it."""
    body = json.dumps(message.to_json(), ensure_ascii=False).encode()
    request = Request(url, body, {"Content-Type": "application/json; charset=utf-8"}, method="POST")
    with urlopen(request, timeout=PATIENCE_S) as answer:
        answer.read(1)


def mail(server: str, to: str, message: Message) -> None:
    """As a mail through `smtp://USER:PASSWORD@HOST:PORT`, or smtps. OSError or SMTPException if it fails."""
    letter = EmailMessage()
    letter["Subject"], letter["To"] = message.sentence[:120], to
    letter["From"] = unquote(urlsplit(server).username or "") or to
    letter.set_content(f"{message.sentence}\n{message.hall}, {message.at}\n")
    deliver(letter, server, PATIENCE_S)
