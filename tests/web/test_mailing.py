"""Reports that go out by themselves, to a folder and over a real mail server."""

from __future__ import annotations

import smtplib
import socket
from collections.abc import Iterator
from datetime import date
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from pydantic import ValidationError

from queue_server.config import Config
from queue_server.web import mailing
from queue_server.web.mailing import ReportPost, last_whole
from tests.hall import HALL, TestHall


class Letters:
    """What arrived at the mail server."""

    def __init__(self) -> None:
        self.mails: list[Message] = []
        self.to: list[str] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        self.mails.append(message_from_bytes(envelope.content))
        self.to += envelope.rcpt_tos
        return "250 thank you"


@pytest.fixture
def post() -> Iterator[tuple[str, Letters]]:
    """A mail server on this machine, and what arrives there."""
    letters = Letters()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(letters, hostname="127.0.0.1", port=port)
    server.start()
    yield f"smtp://127.0.0.1:{port}", letters
    server.stop()


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return Config(data=tmp_path, report_folder=tmp_path / "out")


def minds(hall: TestHall, config: Config) -> None:
    """One round of a server that has just started."""
    ReportPost(hall.store, HALL, config).mind()


def test_a_report_goes_out_once_when_its_week_is_over(hall: TestHall, config: Config, tmp_path: Path) -> None:
    minds(hall, config)
    assert not (tmp_path / "out").exists(), "what was over before anybody asked for reports stays"
    hall.passes(days=6)
    minds(hall, config)
    assert not (tmp_path / "out").exists()
    hall.passes(days=1)
    minds(hall, config)
    written = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert written == [f"bao-cao-2026-10-12-2026-10-18.{form}" for form in ("pdf", "xlsx")]
    (tmp_path / "out" / written[0]).unlink()
    minds(hall, config)
    assert len(list((tmp_path / "out").iterdir())) == 1
    hall.passes(days=14)
    minds(hall, config)
    names = {path.stem for path in (tmp_path / "out").iterdir()}
    assert {"bao-cao-2026-10-26-2026-11-01", "bao-cao-2026-10-01-2026-10-31"} <= names


def test_a_mail_carries_both_files_to_everybody(hall: TestHall, post: tuple[str, Letters]) -> None:
    server, letters = post
    with hall.look() as look:
        ready = mailing.parcel(look, date(2026, 10, 1), date(2026, 10, 31))
    mailing.by_mail(ready, server, "hall@example.org", ["head@example.org", "file@example.org"])
    (mail,) = letters.mails
    assert letters.to == ["head@example.org", "file@example.org"]
    files = {
        part.get_filename(): part.get_payload(decode=True) for part in mail.walk() if part.get_filename()
    }
    assert files == ready.files
    assert "01/10/2026" in str(mail.get_payload(0).get_payload(decode=True).decode())  # type: ignore[union-attr]


def test_a_mail_server_that_is_away_is_tried_again(
    hall: TestHall, tmp_path: Path, post: tuple[str, Letters]
) -> None:
    server, letters = post
    away = Config(data=tmp_path, report_mail="head@example.org", smtp_url="smtp://127.0.0.1:9")  # type: ignore[arg-type]
    minds(hall, away)
    hall.passes(days=7)
    minds(hall, away)
    assert letters.mails == []
    minds(hall, away.model_copy(update={"smtp_url": server}))
    assert letters.to == ["head@example.org"]


def test_a_server_that_refuses_says_why(hall: TestHall, post: tuple[str, Letters]) -> None:
    with hall.look() as look:
        ready = mailing.parcel(look, date(2026, 10, 1), date(2026, 10, 31))
    with pytest.raises(smtplib.SMTPException):
        mailing.by_mail(ready, post[0].replace("//", "//user:wrong@"), "a@example.org", ["b@example.org"])


@pytest.mark.parametrize(
    ("span", "first", "last"),
    [
        ("week", "2026-10-05", "2026-10-11"),
        ("month", "2026-09-01", "2026-09-30"),
        ("quarter", "2026-07-01", "2026-09-30"),
        ("year", "2025-01-01", "2025-12-31"),
    ],
)
def test_the_last_whole_span_was_over_before_today(span: str, first: str, last: str) -> None:
    assert tuple(map(str, last_whole(span, date(2026, 10, 12)))) == (first, last)


@pytest.mark.parametrize(
    "wrong",
    [{"report_mail": "nobody"}, {"report_mail": "a@b, c"}, {"smtp_url": "mail"}, {"report_sender": "x"}],
)
def test_wrong_addresses_stop_the_start(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Config(**wrong)
