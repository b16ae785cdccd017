"""A hall whose line can be cut in every way that a cable or a computer knows, and its screens."""

from __future__ import annotations

import json
import sqlite3
import wave
from array import array
from contextlib import closing
from math import sin
from pathlib import Path
from typing import Any

import psutil
from playwright.sync_api import Locator, Page, expect

from display.announcements import counted
from display.voice.words import TEMPLATES, spelt
from tests.browser.server import HallServer, until

COPY, BIRTH, LAND, POLICY = "2.000815", "1.001193", "1.013978", "1.011607"
PROCEDURES = {"1": COPY, "2": BIRTH, "3": LAND, "4": COPY}
RATE = 8000
SPOKEN = "[...document.querySelectorAll('#spoken [data-spoken]')].map((call) => ({...call.dataset}))"


class ScreenHall(HallServer):
    """A hall whose line can be cut in every way that a cable or a computer knows."""

    def call(self, counter: str) -> dict[str, Any]:
        """Somebody takes a number and is called to a counter at once."""
        self.takes(PROCEDURES[counter])
        called: dict[str, Any] = self.ask("POST", f"/counters/{counter}/call-next", f"clerk{counter}")
        return called

    def open(self, *counters: str) -> None:
        for counter in counters:
            self.ask("POST", f"/counters/{counter}/open", f"clerk{counter}")

    def recall(self, ticket: dict[str, Any], counter: str) -> None:
        self.ask("POST", f"/tickets/{ticket['id']}/recall", f"clerk{counter}")

    def finish(self, ticket: dict[str, Any], counter: str) -> None:
        for action in ("start", "finish"):
            self.ask("POST", f"/tickets/{ticket['id']}/{action}", f"clerk{counter}")

    def passes(self, seconds: float) -> None:
        """Every call so far was made so much earlier."""
        with closing(sqlite3.connect(self.data / "queue.sqlite", timeout=10)) as db, db:
            db.execute("UPDATE ticket SET called_at = called_at - ?", [round(seconds * 1e6)])

    def calms_down(self) -> None:
        """Everybody at a counter is served, and all calls are long past."""
        for ticket in self.tickets():
            if ticket["state"] == "called":
                self.finish(ticket, ticket["counter"])
        self.passes(300)

    def freeze(self) -> None:
        """As if the cable were pulled: nothing is closed, and nothing comes any more."""
        for process in self._processes():
            process.suspend()

    def thaw(self) -> None:
        for process in self._processes():
            process.resume()

    def kill(self) -> None:
        for process in self._processes():
            process.kill()
        self.stop()

    def copy_database(self) -> bytes:
        with closing(sqlite3.connect(self.data / "queue.sqlite")) as db:
            return db.serialize()

    def restore_database(self, earlier: bytes) -> None:
        """Only while the server is down."""
        for beside in self.data.glob("queue.sqlite-*"):
            beside.unlink()
        (self.data / "queue.sqlite").write_bytes(earlier)

    def _processes(self) -> list[psutil.Process]:
        assert self._process is not None
        server = psutil.Process(self._process.pid)
        return [server, *server.children(recursive=True)]


def record(folder: Path, language: str) -> None:
    """A voice that is quick enough for a test: its chime rings 1 s, and each word needs 30 ms."""
    folder.mkdir(parents=True)
    clips = {word: f"w{turn}.wav" for turn, word in enumerate(spelt(language))}
    for name, length in [("chime.wav", RATE), *((clip, 240) for clip in clips.values())]:
        with wave.open(str(folder / name), "wb") as file:
            file.setparams((1, 2, RATE, 0, "NONE", ""))
            file.writeframes(array("h", (int(9000 * sin(at)) for at in range(length))).tobytes())
    pack = {"id": language, "language": language, "speaker": "a test", "voice": "quick", "licence": "none"}
    how = {"sample_rate": RATE, "gap_ms": 0, "reading": "digits", "template": TEMPLATES[language]}
    numbers = {"counted": [" ".join(counted(language, value)) for value in range(1000)]}
    (folder / "pack.json").write_text(
        json.dumps({**pack, **how, "chime": "chime.wav", "clips": clips, **numbers})
    )


def open_screen(page: Page, hall: HallServer, code: str = "D1") -> Page:
    page.goto(f"{hall.address}/display/{code}")
    expect(page.locator("body")).to_have_attribute("data-state", "live")
    return page


def newest(page: Page) -> Locator:
    return page.locator("#newest[data-number]:visible")


def spoken(page: Page) -> list[dict[str, str]]:
    said: list[dict[str, str]] = page.evaluate(SPOKEN)
    return said


def until_spoken(page: Page, count: int) -> list[str]:
    """The numbers that were spoken, as soon as there are so many."""
    until(lambda: len(spoken(page)) >= count, 25.0)
    return [call["said"] for call in spoken(page)]
