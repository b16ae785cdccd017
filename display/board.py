"""What a hall screen shows, as one frozen value."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any


@dataclass(frozen=True)
class Call:
    """A number called to a counter; `call_id` is new with every call and recall, `calls` counts them.

    `sign` is the ticket's own sign and `sign_label` what it shows.
    """

    call_id: int
    number: str
    counter: str
    counter_label: str
    called_at: datetime
    calls: int
    sign: str | None = None
    sign_label: str | None = None


@dataclass(frozen=True)
class WaitingLine:
    """How many wait in a queue, since when the longest of them, and the numbers that are next if known."""

    queue: str
    label: str
    count: int
    since: datetime | None = None
    next: tuple[str, ...] = ()


@dataclass(frozen=True)
class Board:
    """The whole state of a screen, newest call first; `seq` is the number of the newest change in it.

    `priority` counts the numbers with priority given out today, and says no more of anybody. `edition` is
    another one whenever there are other slides or voices to fetch.
    """

    hall: str
    seq: int
    at: datetime
    open: bool
    notice: str
    calls: tuple[Call, ...]
    waiting: tuple[WaitingLine, ...]
    priority: int = 0
    edition: str = ""

    def to_json(self) -> dict[str, Any]:
        """The payload of `board.state`."""
        calls = [{**asdict(call), "called_at": instant(call.called_at)} for call in self.calls]
        waiting = [_line(each) for each in self.waiting]
        return {**asdict(self), "at": instant(self.at), "calls": calls, "waiting": waiting}

    @property
    def etag(self) -> str:
        """The same for the same content, whenever it is looked at."""
        shown = {key: value for key, value in self.to_json().items() if key not in ("at", "seq")}
        return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()[:32]


def _line(line: WaitingLine) -> dict[str, Any]:
    since = None if line.since is None else instant(line.since)
    return {**asdict(line), "since": since, "next": list(line.next)}


def instant(at: datetime) -> str:
    """RFC 3339 in UTC."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")
