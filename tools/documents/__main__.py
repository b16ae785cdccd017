"""Draw every document anew."""

from __future__ import annotations

from pathlib import Path

from tools.documents import DRAWN

ROOT = Path(__file__).parent.parent.parent

for name, page in DRAWN.items():
    (ROOT / name).write_text(page(), encoding="utf-8")
    print(f"Drew {name}.")
