"""What happens to files of people who wait for a result."""

from __future__ import annotations

from dataclasses import dataclass

from queue_server.domain.journal.entry import Entry


@dataclass(frozen=True, kw_only=True)
class FileChanged(Entry):
    """`what` happened to a file: received, ready, hand-over, send-back, take-again, undo, due, postpone,
    number or asked. `due_at` is the due time after it, `was_due_at` the one before, if it changed.
    """

    kind = "file.changed"
    file: int
    file_number: str | None
    what: str
    state: str
    procedure: str
    ticket: int | None = None
    due_at: str | None = None
    was_due_at: str | None = None
    reason: str | None = None
