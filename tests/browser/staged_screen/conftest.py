"""A staged hall, and a screen that hangs in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.staged_screen.screen import Screen
from tests.display.packs import write_quick_pack
from tests.display.troupe import ROOT, Troupe

SOCKET_CLIENT = ROOT / "queue_server" / "static" / "vendor" / "socket.io.min.js"


@pytest.fixture(scope="session")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("voice")
    for language in ("vi", "en"):
        write_quick_pack(folder / language, language)
    return folder


@pytest.fixture(scope="session")
def troupe(tmp_path_factory: pytest.TempPathFactory, packs: Path) -> Iterator[Troupe]:
    if not SOCKET_CLIENT.exists():
        pytest.skip("The Socket.IO client is not here: make assets")
    troupe = Troupe(tmp_path_factory.mktemp("stage"), packs)
    yield troupe
    troupe.kill()


@pytest.fixture
def hall(troupe: Troupe) -> Troupe:
    """A hall in the morning, before the first call."""
    troupe.begin_the_day()
    return troupe


@pytest.fixture
def screen(page: Page, hall: Troupe) -> Screen:
    page.set_viewport_size({"width": 1920, "height": 1080})
    return Screen(page, hall)
