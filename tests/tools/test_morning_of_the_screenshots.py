"""The morning of the pictures is one that could have been."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

from queue_server.domain.states import TicketState
from queue_server.storage import spool, tickets
from queue_server.storage.engine import open_engine
from queue_server.storage.work import Store
from tools.screenshots.morning import HALL, Morning


def test_a_morning_leaves_people_served_waiting_and_at_the_counters(empty_database_url: str) -> None:
    ten = datetime(2026, 11, 20, 3, tzinfo=UTC)
    Morning(empty_database_url, "a password", minutes=45, until=ten).play()

    store = Store(open_engine(empty_database_url), lambda: ten)
    with store.look(HALL) as look:
        states = Counter(each.state for each in tickets.in_states(look.db, HALL, tuple(TicketState)))
        unprinted = spool.in_states(look.db, HALL, "P1", "queued")
    store.engine.dispose()
    assert states[TicketState.SERVED] > 8
    assert states[TicketState.WAITING] > 1
    assert 1 <= states[TicketState.CALLED] + states[TicketState.SERVING] <= 4
    assert unprinted == []
