"""A screen in the browser, as somebody in the hall sees and hears it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

from tests.display.troupe import Troupe

LOG = """() => [...document.querySelectorAll("#spoken li")].map((entry) => ({...entry.dataset}))"""


@dataclass(frozen=True)
class Spoken:
    """One announcement: the number, its call, when it began and ended on the clock of the sound card."""

    number: str
    call_id: int
    start: float
    end: float
    languages: list[str]


class Screen:
    def __init__(self, page: Page, hall: Troupe) -> None:
        self.page = page
        self._hall = hall

    def open(self, code: str = "D1", **wishes: str) -> Screen:
        query = "&".join(f"{key}={value}" for key, value in wishes.items())
        self.page.goto(f"{self._hall.address}/display/{code}?{query}")
        return self

    def wait_for_state(self, state: str, seconds: float = 8) -> None:
        self.page.wait_for_selector(f'body[data-state="{state}"]', timeout=seconds * 1000)

    def wait_for_newest(self, number: str, seconds: float = 5) -> None:
        self.page.wait_for_selector(f'#newest[data-number="{number}"]', timeout=seconds * 1000)

    def wait_for_spoken(self, count: int, seconds: float = 20) -> list[Spoken]:
        last = self.page.locator("#spoken li").nth(count - 1)
        last.wait_for(state="attached", timeout=seconds * 1000)
        return self.spoken()

    def spoken(self) -> list[Spoken]:
        entries: list[dict[str, Any]] = self.page.evaluate(LOG)
        return [
            Spoken(
                number=entry["said"],
                call_id=int(entry["spoken"]),
                start=float(entry["start"]),
                end=float(entry["end"]),
                languages=entry["languages"].split(),
            )
            for entry in entries
        ]

    def shown(self) -> list[str]:
        """The numbers on the screen, newest first."""
        return list(
            self.page.eval_on_selector_all("main [data-number]", "all => all.map(e => e.dataset.number)")
        )
