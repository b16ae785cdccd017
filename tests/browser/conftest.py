"""A served hall and a browser that complains about what a reader would never see."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import ConsoleMessage, Page, WebSocketRoute, expect

from tests.browser.server import PASSWORD, HallServer, found

CHROMIUM = Path("/usr/bin/chromium")
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--autoplay-policy=no-user-gesture-required",
]

expect.set_options(timeout=15_000)  # a patience for slow machines; what is promised in seconds says so itself

SignIn = Callable[[str, str], Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if not CHROMIUM.exists():
                item.add_marker(pytest.mark.skip(reason="Chromium is not here: apt-get install chromium"))


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return {"executable_path": str(CHROMIUM), "args": ARGS}


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    return {
        "locale": "vi-VN",
        "timezone_id": "Asia/Ho_Chi_Minh",
        "viewport": {"width": 1366, "height": 768},
    }


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of a sample hall in which nothing has happened yet."""
    data = tmp_path_factory.mktemp("founded")
    found(data)
    return data


@pytest.fixture(scope="module")
def settings() -> dict[str, str]:
    """What the tests of a file set otherwise than usual."""
    return {}


@pytest.fixture(scope="module")
def hall_server(
    founded: Path, settings: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[HallServer]:
    """The sample hall on a free port, one for the tests of a file."""
    data = tmp_path_factory.mktemp("hall")
    shutil.copytree(founded, data, dirs_exist_ok=True)
    server = HallServer(data, **settings)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def complaints() -> list[str]:
    """What the browser complained about; a test that causes trouble on purpose clears it."""
    return []


@pytest.fixture(autouse=True)
def _without_complaints(page: Page, complaints: list[str]) -> Iterator[None]:
    """No error in the console, which is also where a breach of the content policy shows."""

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error":
            complaints.append(f"{message.text} ({message.location.get('url', '')})")

    page.on("console", hear)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield
    assert complaints == []


@pytest.fixture
def sign_in(page: Page, hall_server: HallServer) -> SignIn:
    """Sign in as somebody and open a page; the second time with the cookie of the first."""

    def open_as(login: str, path: str) -> Page:
        if login in hall_server.cookies:
            page.context.add_cookies(hall_server.cookies[login])
            page.goto(f"{hall_server.address}{path}")
            return page
        page.goto(f"{hall_server.address}/login?next={path}")
        page.fill("[name=login]", login)
        page.fill("[name=password]", PASSWORD)
        page.press("[name=password]", "Enter")
        page.wait_for_url(f"{hall_server.address}{path}")
        hall_server.cookies[login] = page.context.cookies()
        return page

    return open_as


@pytest.fixture
def without_sockets(page: Page) -> None:
    """The page finds no live line."""

    def hang_up(line: WebSocketRoute) -> None:
        line.close()

    page.route_web_socket("**/socket.io/**", hang_up)
