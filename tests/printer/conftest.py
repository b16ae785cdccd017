from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from printer.drivers import conversation, file, network
from printer.virtual import VirtualServer
from tests.printer.hall import Hall


@pytest.fixture
def server(tmp_path: Path) -> Iterator[VirtualServer]:
    """A printer that really listens."""
    with VirtualServer(tmp_path / "paper") as virtual:
        yield virtual


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    """A hall whose spoolers end with the test."""
    made = Hall(tmp_path)
    yield made
    for spooler in made.spoolers:
        spooler.stop()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waits of less than a second instead of three, so that silence is tested quickly."""
    for module in (conversation, file, network):
        monkeypatch.setattr(module, "TIMEOUT_S", 0.8)
    monkeypatch.setattr(conversation, "SHORT_PATIENCE_S", 0.2)
    monkeypatch.setattr(conversation, "ASK_AGAIN_S", 0.3)
    monkeypatch.setattr(conversation, "SLOWEST_BYTES_S", 30_000)


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """For a printer that always answers: no machine is so busy that an answer comes too late."""
    for module in (conversation, network):
        monkeypatch.setattr(module, "TIMEOUT_S", 30.0)
    monkeypatch.setattr(conversation, "SHORT_PATIENCE_S", 30.0)
