"""Tickets; every change is guarded by the state it starts from."""

from __future__ import annotations

from queue_server.storage.tickets.called import called_since, last_called, last_served
from queue_server.storage.tickets.counts import Stays, given, priorities, stays, within
from queue_server.storage.tickets.line import (
    QueueLength,
    ahead,
    before,
    in_line,
    in_states,
    lengths,
    newest_signs,
    next_in_line,
    places,
)
from queue_server.storage.tickets.one import (
    by_id,
    by_link,
    by_number,
    insert_ticket,
    last_of_series,
    neighbours,
    of_days,
    page,
    save,
)
from queue_server.storage.tickets.turns import (
    AtCounter,
    all_at_counters,
    at_counter,
    at_counters,
    directed_to,
    next_for,
)

__all__ = [
    "AtCounter",
    "QueueLength",
    "Stays",
    "ahead",
    "all_at_counters",
    "at_counter",
    "at_counters",
    "before",
    "by_id",
    "by_link",
    "by_number",
    "called_since",
    "directed_to",
    "given",
    "in_line",
    "in_states",
    "insert_ticket",
    "last_called",
    "last_of_series",
    "last_served",
    "lengths",
    "neighbours",
    "newest_signs",
    "next_for",
    "next_in_line",
    "of_days",
    "page",
    "places",
    "priorities",
    "save",
    "stays",
    "within",
]
