"""What a hall screen shows, as one frozen value."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any


@dataclass(frozen=True)
class Call:
    """A number called to a counter; `call_id` is new with every call and recall, `calls` counts them."""

    call_id: int
    number: str
    counter: str
    counter_label: str
    called_at: datetime
    calls: int


@dataclass(frozen=True)
class WaitingLine:
    """How many wait in a queue."""

    queue: str
    label: str
    count: int


@dataclass(frozen=True)
class Board:
    """The whole state of a screen, newest call first; `seq` is the number of the newest change in it."""

    hall: str
    seq: int
    at: datetime
    open: bool
    notice: str
    calls: tuple[Call, ...]
    waiting: tuple[WaitingLine, ...]

    def to_json(self) -> dict[str, Any]:
        """The payload of `board.state`."""
        calls = [{**asdict(call), "called_at": instant(call.called_at)} for call in self.calls]
        return {**asdict(self), "at": instant(self.at), "calls": calls}

    @property
    def etag(self) -> str:
        """The same for the same content, whenever it is looked at."""
        shown = {key: value for key, value in self.to_json().items() if key not in ("at", "seq")}
        return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()[:32]


def instant(at: datetime) -> str:
    """RFC 3339 in UTC."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")
