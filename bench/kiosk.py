"""The kiosk's page on a cheap tablet: how soon it can be touched, and how much comes over the line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from bench.figures import Alone, median

CHROMIUM = Path("/usr/bin/chromium")
ARGS = ["--no-sandbox", "--disable-gpu"]
SLOWER = 6
INTERACTIVE_MS = 1000
MOST_KB = 150
SETTLED_MS = 3000
# The scripts of the page are modules: they have run, and listen, before this event ends.
INTERACTIVE = """() => Math.max(performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd,
  performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0)"""

Say = Callable[[str], None]


def figures(address: str, rounds: int, say: Say) -> Iterator[Alone]:
    """The kiosk at `address` opened so many times by a browser without a cache; nothing without Chromium."""
    if not CHROMIUM.exists():
        say("the kiosk's page is left out: Chromium is not here")
        return
    say(f"the kiosk's page, {rounds} times, the processor {SLOWER} times slower")
    opened = [_open(address) for _ in range(rounds)]
    soon = median([milliseconds for milliseconds, _ in opened])
    yield Alone(f"kiosk can be touched, processor {SLOWER} times slower", "ms", soon, at_most=INTERACTIVE_MS)
    yield Alone("transferred for the kiosk in all", "KB", max(kb for _, kb in opened), at_most=MOST_KB)


def _open(address: str) -> tuple[float, float]:
    """Milliseconds until it can be touched, and the kilobytes of everything that it loads by itself."""
    from playwright.sync_api import sync_playwright  # takes a while, and only here

    sizes: list[float] = []
    with sync_playwright() as chromium:
        browser = chromium.chromium.launch(executable_path=str(CHROMIUM), args=ARGS)
        page = browser.new_page(viewport={"width": 1280, "height": 800}, service_workers="block")
        tablet = page.context.new_cdp_session(page)
        tablet.send("Network.enable")
        tablet.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        tablet.on("Network.loadingFinished", lambda told: sizes.append(told["encodedDataLength"]))
        page.goto(address)
        page.wait_for_selector("#queue-A")
        page.wait_for_timeout(SETTLED_MS)
        soon = page.evaluate(INTERACTIVE)
        browser.close()
    return soon, sum(sizes) / 1000
