"""What every row of the journal has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing that happened at `at` by the actor named `by`."""

    kind: ClassVar[str]
    at: datetime
    by: str

    def body(self) -> dict[str, Any]:
        """What the journal keeps besides kind, time and actor."""
        return {key: value for key, value in vars(self).items() if key not in ("at", "by")}
