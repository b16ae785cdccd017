"""What happens at counters: opened, paused, closed, other queues, and silent calls for help."""

from __future__ import annotations

from dataclasses import dataclass, field

from queue_server.domain.journal.entry import Entry


@dataclass(frozen=True, kw_only=True)
class CounterChanged(Entry):
    """A counter was opened, paused or closed, or serves other queues; `staff` is the clerk's log-in."""

    kind = "counter.state"
    counter: str
    state: str
    staff: str | None = None
    reason: str | None = None
    queues: tuple[str, ...] = ()
    helps_after_s: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class EmergencyEntry(Entry):
    """A silent call for help at a counter; `answered_by` are the log-ins of those who are coming."""

    counter: str
    answered_by: list[str]


@dataclass(frozen=True, kw_only=True)
class EmergencyCalled(EmergencyEntry):
    kind = "emergency.called"


@dataclass(frozen=True, kw_only=True)
class EmergencyAnswered(EmergencyEntry):
    kind = "emergency.answered"


@dataclass(frozen=True, kw_only=True)
class EmergencyEnded(EmergencyEntry):
    kind = "emergency.ended"
