from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from printer.virtual import VirtualServer


@pytest.fixture
def server(tmp_path: Path) -> Iterator[VirtualServer]:
    """A printer that really listens."""
    with VirtualServer(tmp_path / "paper") as virtual:
        yield virtual
