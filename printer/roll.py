"""How much paper is left: millimetres printed since the roll was changed. Kept over restarts.

Sensors of cheap printers are missing or late; each real end of a roll teaches how long rolls are.
"""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path

WARN_AT_SLIPS = 40
SHORTEST_ROLL_MM = 3_000.0
"""An end after less is an opened cover or a torn rest, and teaches nothing."""
_BLEND = 0.1


class Roll:
    """The roll in one printer. `length_mm` is 0 while nobody told or taught it: then nothing is warned of."""

    def __init__(self, path: Path, length_mm: float = 0.0) -> None:
        self._path = path
        self._lock = threading.Lock()
        kept = _read(path)
        self.used_mm = kept.get("used_mm", 0.0)
        self.slip_mm = kept.get("slip_mm", 0.0)
        self.length_mm = length_mm or kept.get("length_mm", 0.0)

    @property
    def slips_left(self) -> int | None:
        """About how many more slips there is paper for; None while the length is unknown."""
        if not self.length_mm or not self.slip_mm:
            return None
        return max(0, int((self.length_mm - self.used_mm) / self.slip_mm))

    @property
    def low(self) -> bool:
        """Whether it is time to put a new roll beside the printer."""
        left = self.slips_left
        return left is not None and left <= WARN_AT_SLIPS

    def printed(self, millimetres: float) -> None:
        """A slip came out."""
        with self._lock:
            self.used_mm += millimetres
            self.slip_mm += (millimetres - self.slip_mm) * (_BLEND if self.slip_mm else 1.0)
            self._write()

    def ended(self) -> None:
        """The printer said that its paper ran out: so long was this roll."""
        with self._lock:
            if self.used_mm >= max(SHORTEST_ROLL_MM, self.length_mm / 2):
                self.length_mm = self.used_mm
                self._write()

    def changed(self) -> None:
        """A full roll was put in."""
        with self._lock:
            self.used_mm = 0.0
            self._write()

    def _write(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        beside = self._path.with_suffix(".new")
        kept = {"used_mm": self.used_mm, "slip_mm": self.slip_mm, "length_mm": self.length_mm}
        beside.write_text(json.dumps({key: round(value, 1) for key, value in kept.items()}))
        os.replace(beside, self._path)


def _read(path: Path) -> dict[str, float]:
    try:
        kept = json.loads(path.read_text())
    except (OSError, ValueError):
        return {}
    known = kept.items() if isinstance(kept, dict) else ()
    return {key: float(value) for key, value in known if isinstance(value, (int, float))}
