"""Take the pictures of `docs/screens/` from a sample hall in the middle of a morning: `make screenshots`."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tools.screenshots import citizens
from tools.screenshots.morning import Morning
from tools.smoke import free_port, wait_until_ready

SCREENS = Path(__file__).resolve().parent.parent.parent / "docs" / "screens"
PASSWORD = "sample-password"
CHROMIUM = ("--no-sandbox", "--disable-gpu", "--autoplay-policy=no-user-gesture-required")
DESK, LONG_DESK, TV = (1280, 800), (1280, 1600), (1920, 1080)


@contextmanager
def hall(data: Path) -> Iterator[str]:
    """The address of a served sample hall whose data are in the folder."""
    Morning(f"sqlite:///{data / 'queue.sqlite'}", PASSWORD).play()
    port = free_port()
    settings = {"QUEUE_PORT": str(port), "QUEUE_DATA": str(data), "QUEUE_SAMPLE_PASSWORD": PASSWORD}
    command = Path(sys.executable).parent / "queue-server"
    server = subprocess.Popen([command, "run"], env={**os.environ, **settings})
    try:
        wait_until_ready(server, f"http://127.0.0.1:{port}")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def ask(url: str, token: str = "", body: dict[str, Any] | None = None) -> Any:
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
    with urlopen(Request(url, json.dumps(body).encode() if body else None, headers)) as answer:
        return json.load(answer)


def print_a_slip(address: str) -> None:
    """Take a number as the greeter and wait until its slip is out."""
    api = f"{address}/api/v1"
    token = ask(f"{api}/login", body={"login": "greeter", "password": PASSWORD})["token"]
    ticket = ask(f"{api}/tickets", token, {"procedure": "2.000815"})["id"]
    give_up = time.monotonic() + 20
    while ask(f"{api}/tickets/{ticket}", token)["slip"] != "printed":
        if time.monotonic() > give_up:
            sys.exit("No slip was printed.")
        time.sleep(0.1)


def page_of(browser: Browser, size: tuple[int, int]) -> Page:
    width, height = size
    return browser.new_context(viewport={"width": width, "height": height}, locale="vi-VN").new_page()


def shoot(
    browser: Browser, address: str, path: str, size: tuple[int, int], name: str, login: str = ""
) -> None:
    page = page_of(browser, size)
    if login:
        page.goto(f"{address}/login")
        page.fill("[name=login]", login)
        page.fill("[name=password]", PASSWORD)
        page.press("[name=password]", "Enter")
        expect(page.locator("[name=password]")).to_have_count(0)
    page.goto(f"{address}{path}")
    page.wait_for_timeout(1500)  # the first snapshot, and movements coming to rest
    citizens.save(page, SCREENS / f"{name}.png")
    page.context.close()


def keep_the_slip(data: Path) -> None:
    shutil.copyfile(min((data / "printed").rglob("*.png")), SCREENS / "slip.png")
    print("slip.png", flush=True)


def main() -> None:
    SCREENS.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        hall(Path(folder)) as address,
        sync_playwright() as playwright,
    ):
        print_a_slip(address)
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(CHROMIUM))
        shoot(browser, address, "/kiosk/K1", DESK, "kiosk")
        citizens.kiosk(browser, address, SCREENS)
        citizens.phone(browser, address, Path(folder), SCREENS)
        shoot(browser, address, "/display/D1", TV, "display")
        shoot(browser, address, "/counter/1", DESK, "counter", "clerk1")
        shoot(browser, address, "/manager", LONG_DESK, "manager", "manager")
        browser.close()
        keep_the_slip(Path(folder))


if __name__ == "__main__":
    main()
