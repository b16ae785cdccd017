"""`queue-server speak`: the hall's machine speaks what its board shows."""

from __future__ import annotations

import os
import signal
import subprocess
import wave
from array import array
from datetime import UTC, datetime
from pathlib import Path

import pytest

from queue_server.domain.actor import Actor
from queue_server.domain.states import Role
from queue_server.operations import voices
from queue_server.speaking import Speaking
from tests.browser.server import COMMAND, ROOT, until
from tests.databases import SQLite
from tests.display.packs import write_quick_pack
from tests.hall import HALL, TestHall, found

ADMIN = Actor("admin", frozenset({Role.ADMIN}))


class Card:
    """A sound card that notes what it is given and is busy as long as a test wishes."""

    def __init__(self) -> None:
        self.played: list[array[int]] = []
        self.busy = False

    def play(self, samples: array[int], rate: int) -> None:
        self.played.append(samples)

    def close(self) -> None:
        pass


@pytest.fixture
def card() -> Card:
    return Card()


@pytest.fixture
def speaking(hall: TestHall, tmp_path: Path, card: Card) -> Speaking:
    for language in ("vi", "en"):
        write_quick_pack(tmp_path / "voice" / language, language)
    return Speaking(hall.store, HALL, tmp_path, "D1", card)


def called(hall: TestHall, count: int) -> list[str]:
    """So many people are called to counter 1, one after the other; their numbers."""
    hall.opens()
    numbers = []
    for _ in range(count):
        hall.takes()
        ticket = hall.calls()
        assert ticket is not None
        numbers.append(ticket.number)
        hall.does("start", ticket)
        hall.does("finish", ticket)
    return numbers


def said(speaking: Speaking) -> list[str]:
    return [number for _ in range(30) if (number := speaking.step())]


def test_every_call_is_spoken_once_in_order(hall: TestHall, speaking: Speaking) -> None:
    numbers = called(hall, 4)
    assert said(speaking) == numbers
    assert said(speaking) == []


def test_nothing_is_begun_while_something_is_spoken(hall: TestHall, speaking: Speaking, card: Card) -> None:
    first, *others = called(hall, 3)
    assert speaking.step() == first
    card.busy = True
    assert said(speaking) == []
    card.busy = False
    assert said(speaking) == others


def test_twenty_calls_during_one_are_all_spoken_afterwards(
    hall: TestHall, speaking: Speaking, card: Card
) -> None:
    """The board shows the newest ten alone: the line is followed while the card is busy."""
    card.busy = True
    numbers = []
    for _ in range(20):
        numbers += called(hall, 1)
        speaking.step()
    card.busy = False
    assert said(speaking) == numbers


def test_what_is_older_than_a_minute_is_not_spoken(hall: TestHall, speaking: Speaking) -> None:
    called(hall, 1)
    hall.passes(seconds=61)
    assert said(speaking) == []


def test_the_wish_of_the_hall_holds_from_the_next_call_on(
    hall: TestHall, speaking: Speaking, card: Card
) -> None:
    called(hall, 1)
    said(speaking)
    with hall.work(ADMIN) as work:
        voices.set_wish(work, second="", day=0.5, night=0.5)
    called(hall, 1)
    said(speaking)
    both, alone = card.played
    assert len(alone) < len(both)
    assert max(alone) == pytest.approx(max(both) / 2, abs=2)


def test_a_voice_that_is_broken_leaves_the_other_its_say(
    hall: TestHall, speaking: Speaking, card: Card, tmp_path: Path
) -> None:
    (tmp_path / "voice" / "en" / "pack.json").write_text("{")
    numbers = called(hall, 1)
    assert said(speaking) == numbers
    assert len(card.played[0]) > 22050


def test_the_command_speaks_into_a_file_until_it_is_interrupted(tmp_path: Path, sqlite: SQLite) -> None:
    url = sqlite.like(found)
    write_quick_pack(tmp_path / "voice" / "vi", "vi")
    into = tmp_path / "said.wav"
    environment = {**os.environ, "QUEUE_DATA": str(tmp_path), "QUEUE_DATABASE_URL": url}
    hall = TestHall(url)
    hall.clock.now = datetime.now(UTC)
    called(hall, 2)
    running = subprocess.Popen([*COMMAND, "speak", "--to", str(into)], cwd=ROOT, env=environment)
    until(lambda: (tmp_path / "spoken-D1.json").exists() and frames(into) > 2 * 22050, 20)
    running.send_signal(signal.SIGINT)
    assert running.wait(10) == 0
    hall.store.engine.dispose()


def frames(path: Path) -> int:
    if not path.exists() or path.stat().st_size < 44:
        return 0
    with wave.open(str(path)) as heard:
        return heard.getnframes()
