"""The kiosk's page on a cheap tablet: how soon it can be touched, and how much comes over the line."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.figures import Alone, median

CHROMIUM = Path("/usr/bin/chromium")
ARGS = ["--no-sandbox", "--disable-gpu"]
SLOWER = 6
INTERACTIVE_MS = 1000
MOST_KB = 140
SETTLED_MS = 3000
LONGEST_S = 60
# So long a browser is busy with its own start, with which a page has nothing to do.
STARTED_MS = 2000
# Somebody touches the first queue again and again from before it is there, until its procedures are shown.
TOUCH = """(() => {
  window.touched = {};
  const touch = () => {
    const isAnswered = document.getElementById("kiosk")?.dataset.showing === "queue-A";
    if (isAnswered) return void (window.touched.answered = performance.now());
    document.querySelector("#queue-A")?.click();
    setTimeout(touch, 10);
  };
  touch();
})()"""
# Answered, and seen: whichever comes later.
INTERACTIVE = """() => {
  const answered = window.touched?.answered;
  const [seen] = performance.getEntriesByName("first-contentful-paint");
  return answered && seen && Math.max(answered, seen.startTime);
}"""

Say = Callable[[str], None]


def figures(address: str, rounds: int, say: Say) -> Iterator[Alone]:
    """The kiosk at `address` opened so many times by a browser without a cache; nothing without Chromium."""
    if not CHROMIUM.exists():
        say("the kiosk's page is left out: Chromium is not here")
        return
    say(f"the kiosk's page, {rounds} times, and {rounds} times on a processor {SLOWER} times slower")
    quick = [_open(address, 1) for _ in range(rounds)]
    slow = [_open(address, SLOWER) for _ in range(rounds)]
    cold = [_open(address, SLOWER, rested_ms=0) for _ in range(rounds)]
    yield Alone("kiosk answers the first touch", "ms", median([each.soon_ms for each in quick]))
    named = f"… processor {SLOWER} times slower"
    yield Alone(named, "ms", median([each.soon_ms for each in slow]), at_most=INTERACTIVE_MS)
    yield Alone("… of it in the page's own thread", "ms", median([each.busy_ms for each in slow]))
    yield Alone("… quickest of them", "ms", min(each.soon_ms for each in slow))
    yield Alone("… while the browser itself still starts", "ms", median([each.soon_ms for each in cold]))
    yield Alone("load of this machine meanwhile", "", os.getloadavg()[0])
    yield Alone("transferred for the kiosk in all", "KB", max(each.kb for each in slow), at_most=MOST_KB)


@dataclass(frozen=True)
class Opened:
    """When the first touch was answered, what its thread had done by then, and all that was transferred."""

    soon_ms: float
    busy_ms: float
    kb: float


def _open(address: str, slower: int, rested_ms: int = STARTED_MS) -> Opened:
    from playwright.sync_api import sync_playwright  # takes a while, and only here

    sizes: list[float] = []
    with sync_playwright() as chromium:
        browser = chromium.chromium.launch(executable_path=str(CHROMIUM), args=ARGS)
        page = browser.new_page(viewport={"width": 1280, "height": 800}, service_workers="block")
        tablet = page.context.new_cdp_session(page)
        for domain in ("Network", "Performance"):
            tablet.send(f"{domain}.enable")
        tablet.send("Emulation.setCPUThrottlingRate", {"rate": slower})
        tablet.on("Network.loadingFinished", lambda told: sizes.append(told["encodedDataLength"]))
        page.add_init_script(TOUCH)
        page.wait_for_timeout(rested_ms)
        page.goto(address, wait_until="commit")
        soon = _awaited(page)
        busy = {each["name"]: each["value"] for each in tablet.send("Performance.getMetrics")["metrics"]}
        page.wait_for_timeout(SETTLED_MS)
        browser.close()
    return Opened(soon, busy["TaskDuration"] * 1000, sum(sizes) / 1000)


def _awaited(page: Any) -> float:
    until = time.monotonic() + LONGEST_S
    while time.monotonic() < until:
        soon = page.evaluate(INTERACTIVE)
        if soon:
            return float(soon)
        time.sleep(0.1)
    raise TimeoutError("The kiosk did not answer.")
