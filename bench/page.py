"""What a call costs in the page of a screen: to its first pixel and first sound, in requests and in memory.

A real Chromium on the sample hall: there is no floor to compare with. Browser and clerk share one clock.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bench.figures import Alone, median, percentile
from bench.load import Line
from bench.measures import Say, Size
from bench.programs import Hall

CHROMIUM = Path("/usr/bin/chromium")
ARGS = ("--no-sandbox", "--disable-gpu", "--autoplay-policy=no-user-gesture-required")
PIXEL_MS, SOUND_MS = 100.0, 300.0
IDLE_S = 60.0
GROWTH_MB = 2.0

# What the page saw of a call: when its number stood in a frame, and for when its first sound was scheduled.
WATCH = """() => {
  window.seen = {};
  const newest = document.querySelector("#newest");
  new MutationObserver(() => {
    const number = newest.dataset.number;
    requestAnimationFrame(() => setTimeout(() => { (window.seen[number] ??= {}).pixel ??= Date.now(); }));
  }).observe(newest, { attributes: true, attributeFilter: ["data-number"] });
  const start = AudioBufferSourceNode.prototype.start;
  AudioBufferSourceNode.prototype.start = function (at = 0) {
    const ahead = Math.max(0, at - this.context.currentTime) * 1000;
    const seen = (window.seen[newest.dataset.number] ??= {});
    seen.sound ??= Date.now() + ahead;
    return start.call(this, at);
  };
}"""


DRAWN = """begun => { const last = Object.values(window.seen).at(-1);
  return last?.pixel >= begun ? last : null; }"""
SPOKEN = """begun => { const last = Object.values(window.seen).at(-1);
  const isDone = document.querySelectorAll(".speaking").length === 0;
  return last?.pixel >= begun && last?.sound >= begun && isDone ? last : null; }"""
LONGEST_S = 60.0


def figures(hall: Hall, size: Size, say: Say) -> Iterator[Alone]:
    """All figures of a screen's page; nothing where there is no Chromium."""
    if not CHROMIUM.exists():
        say("no Chromium here: the page of a screen is not measured")
        return
    # Needed by this measurement alone.
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(ARGS))
        page = browser.new_page(viewport={"width": 1920, "height": 1080})
        yield from called(hall, page, size, say)
        yield idle(page, say)
        page.close()
        yield from a_day(hall, browser.new_page(), size.of_a_day, say)
        browser.close()


def _open(page: Any, hall: Hall) -> None:
    page.goto(f"http://127.0.0.1:{hall.port}/display/D1")
    page.wait_for_selector("body[data-state=live]")
    page.wait_for_selector("body[data-speaks]", state="attached", timeout=60_000)


def called(hall: Hall, page: Any, size: Size, say: Say) -> Iterator[Alone]:
    """From before the clerk's request to the frame with the number, and to its first sound."""
    say(f"{size.shown} calls spoken and {size.drawn} more drawn on a screen in Chromium")
    _open(page, hall)
    page.evaluate(WATCH)
    _wait_for_their_call(hall, size.shown + size.drawn)
    call = hall.clerk()
    spoken = [_seen(page, call, SPOKEN) for _ in range(size.shown)]
    drawn = [_seen(page, call, DRAWN) for _ in range(size.drawn)]
    pixels, sounds = [each["pixel"] for each in spoken + drawn], [each["sound"] for each in spoken]
    yield Alone("call → first pixel in Chromium, p50", "ms", median(pixels))
    yield Alone("… p95", "ms", percentile(pixels, 0.95), at_most=PIXEL_MS)
    yield Alone("call → first sound scheduled, p50", "ms", median(sounds))
    yield Alone("… p95", "ms", percentile(sounds, 0.95), at_most=SOUND_MS)


def _seen(page: Any, call: Callable[[], float], enough: str) -> dict[str, float]:
    """Milliseconds from a call to what the page then had of it, once that is `enough`."""
    sent = call()  # after the last person was served: two requests that are not the call's
    begun = (time.time() - (time.perf_counter() - sent)) * 1000
    until = time.monotonic() + LONGEST_S
    while time.monotonic() < until:
        page.wait_for_timeout(100)
        seen: dict[str, float] | None = page.evaluate(enough, begun)
        if seen:
            return {what: at - begun for what, at in seen.items()}
    raise TimeoutError("A call was not shown and spoken.")


def idle(page: Any, say: Say) -> Alone:
    """Requests of a screen on which nothing happens, in a minute; the socket's ping is none."""
    say("an idle screen for a minute")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.wait_for_timeout(IDLE_S * 1000)
    return Alone("requests of an idle screen in a minute", "", float(len(asked)), at_most=0)


def a_day(hall: Hall, page: Any, calls: int, say: Say) -> Iterator[Alone]:
    """What the page's heap gains from a fifth of a day's calls to all of them, garbage thrown away.

    They come as fast as the server calls; what is older than a minute is shown and not spoken.
    """
    say(f"{calls:,} calls in a row on one page")
    _open(page, hall)
    session = page.context.new_cdp_session(page)
    _call(hall, page, calls // 5)
    before = heap_mb(session)
    _call(hall, page, calls - calls // 5)
    yield Alone("heap of the page after the first calls", "MB", before)
    yield Alone(f"… gained by {calls:,} calls", "MB", heap_mb(session) - before, at_most=GROWTH_MB)


def _call(hall: Hall, page: Any, calls: int) -> None:
    _wait_for_their_call(hall, calls)
    call = hall.clerk()
    for _ in range(calls):
        call()
    page.wait_for_timeout(1000)  # the last of them is shown


def _wait_for_their_call(hall: Hall, people: int) -> None:
    kiosk = hall.kiosk()
    line = Line(kiosk.port, kiosk.token)
    for _ in range(people):
        line.post(kiosk.path, kiosk.body)
    hall.settle()


def heap_mb(session: Any) -> float:
    """The JavaScript heap in use after the garbage was collected."""
    for _ in range(3):
        session.send("HeapProfiler.collectGarbage")
    told = session.send("Runtime.getHeapUsage")
    return float(told["usedSize"]) / 1e6
