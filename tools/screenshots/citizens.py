"""Pictures of what citizens see: the panels of the kiosk, the own ticket in its states, and booking."""

from __future__ import annotations

import io
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, expect

KIOSK, PHONE = (1280, 800), (390, 844)
COLOURS = 128

# A queue as it stands in the last half hour before the break.
SOON_OVER = """() => {
  const queue = document.querySelector("#queue-A");
  Object.assign(queue.dataset, { until: "11:30", after: "13:30" });
  queue.click();
  document.querySelector("[data-panel='queue-A'] [data-procedure]").click();
}"""


def save(page: Page, place: Path) -> None:
    """A picture in few colours, as small as it can be without looking it."""
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(place, optimize=True)
    print(place.name, flush=True)


def _languages(page: Page) -> None:
    page.click(".kiosk-foot [data-show=languages]")


def _priority(page: Page) -> None:
    page.click(".kiosk-foot [data-show=priority]")


def _search(page: Page) -> None:
    page.click(".kiosk-foot [data-show=search]")
    for key in "dkks":
        page.click(f"[data-panel=search] [data-key='{key}']")


def _bring(page: Page) -> None:
    page.click("#queue-H")
    page.click("[data-panel=queue-H] [data-bring] >> nth=0")


def _promise(page: Page) -> None:
    page.evaluate(SOON_OVER)


def _appointment(page: Page) -> None:
    page.click(".kiosk-foot [data-show=appointment]")


def _number(page: Page) -> None:
    page.click("#queue-X")
    if page.locator("[data-panel=collect]:visible").count():
        page.click("[data-panel=collect] [data-simply]")
    expect(page.locator("[data-panel=number]")).to_be_visible()


def _away(page: Page) -> None:
    page.context.set_offline(True)
    page.click("#queue-S")
    if page.locator("[data-panel=queue-S]:visible").count():
        page.click("[data-panel=queue-S] [data-procedure]:visible >> nth=0")
    expect(page.locator("[data-panel=away]")).to_be_visible(timeout=20_000)


PANELS: dict[str, Callable[[Page], None]] = {
    "languages": _languages,
    "priority": _priority,
    "search": _search,
    "bring": _bring,
    "promise": _promise,
    "appointment": _appointment,
    "number": _number,
    "away": _away,
}


def kiosk(browser: Browser, address: str, folder: Path) -> None:
    """Each panel, reached as a citizen reaches it."""
    for name, touch in PANELS.items():
        page = _page(browser, KIOSK)
        page.goto(f"{address}/kiosk/K1")
        expect(page.locator("#kiosk[data-whole]")).to_be_visible()
        touch(page)
        page.wait_for_timeout(1000)  # movements coming to rest
        save(page, folder / f"kiosk-{name}.png")
        page.context.close()


def phone(browser: Browser, address: str, data: Path, folder: Path) -> None:
    """The own ticket's page in each state that somebody has now, and the page to book on."""
    page = _page(browser, PHONE)
    for state, link in _links(data).items():
        page.goto(f"{address}/t/{link}")
        page.wait_for_timeout(1000)
        save(page, folder / f"ticket-{state}.png")
    page.goto(f"{address}/book")
    page.click("#queue-H summary")
    page.wait_for_timeout(500)
    save(page, folder / "book.png")
    page.click("#queue-H [data-procedure] >> nth=0")
    page.locator(".book-days .button").nth(1).click()
    page.wait_for_timeout(500)
    save(page, folder / "book-time.png")
    page.context.close()


def _links(data: Path) -> dict[str, str]:
    """The newest link of each state."""
    with closing(sqlite3.connect(data / "queue.sqlite")) as db:
        return dict(db.execute("SELECT state, link FROM ticket ORDER BY id").fetchall())


def _page(browser: Browser, size: tuple[int, int]) -> Page:
    width, height = size
    zone = "Asia/Ho_Chi_Minh"
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale="vi-VN", timezone_id=zone
    )
    return context.new_page()
