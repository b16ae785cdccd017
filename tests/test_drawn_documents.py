"""The documents say what the code does, because they are drawn from it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.documents import DRAWN

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("name", DRAWN)
def test_a_drawn_document_is_up_to_date(name: str) -> None:
    assert (ROOT / name).read_text(encoding="utf-8") == DRAWN[name](), "run: python -m tools.documents"
