"""One founded hall, copied for each test, with a voice that is quickly heard."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.hall_screen.hall import ScreenHall, open_screen, record
from tests.browser.server import found


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of a hall in which nothing has happened yet."""
    data = tmp_path_factory.mktemp("founded")
    for language in ("vi", "en"):
        record(data / "voice" / language, language)
    found(data)
    return data


def served(founded: Path, data: Path) -> Iterator[ScreenHall]:
    shutil.copytree(founded, data, dirs_exist_ok=True)
    server = ScreenHall(data)
    server.start()
    server.open("1", "2", "3", "4")
    yield server
    server.stop()


@pytest.fixture(scope="module")
def busy_hall(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ScreenHall]:
    yield from served(founded, tmp_path_factory.mktemp("hall"))


@pytest.fixture
def hall(busy_hall: ScreenHall) -> ScreenHall:
    """A hall in which nobody is called at the moment; it has a past."""
    busy_hall.calms_down()
    return busy_hall


@pytest.fixture
def new_hall(founded: Path, tmp_path: Path) -> Iterator[ScreenHall]:
    """A hall in which nobody was called yet."""
    yield from served(founded, tmp_path)


@pytest.fixture
def screen(page: Page, hall: ScreenHall) -> Page:
    return open_screen(page, hall)
