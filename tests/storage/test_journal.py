"""The journal: dense numbers, whole entries, read back as they were written."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from queue_server.domain.durations import segments, times
from queue_server.domain.errors import QueueError
from queue_server.storage import journal
from tests.hall import HALL, TestHall
from tests.people import LAN, MINH, OPENING


def test_numbers_are_dense_and_a_refused_move_takes_none(hall: TestHall) -> None:
    hall.opens()
    hall.takes()
    with pytest.raises(QueueError):
        hall.calls(MINH)
    hall.serves(2)
    with hall.look() as look:
        seqs = [row.seq for row in journal.after(look.db, HALL, 0, 100)]
        assert seqs == list(range(1, look.hall.seq + 1))


def test_what_was_told_is_what_is_read_back(hall: TestHall) -> None:
    hall.opens()
    hall.takes(priority="elderly", people=3)
    hall.serves(4)
    told = [entry for news in hall.news for _, entry in news.entries if entry.kind.startswith("ticket.")]
    with hall.look() as look:
        [read] = journal.of_tickets(look.db, HALL, OPENING.date(), OPENING.date()).values()
    assert read == told


def test_a_page_of_the_journal_goes_on_where_the_last_ended(hall: TestHall) -> None:
    for _ in range(5):
        hall.takes()
    with hall.look() as look:
        first = journal.after(look.db, HALL, 0, 4)
        rest = journal.after(look.db, HALL, first[-1].seq, 100)
        assert [row.seq for row in first + rest] == list(range(1, look.hall.seq + 1))


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(minutes=st.lists(st.floats(0.5, 40), min_size=1, max_size=4))
def test_the_waits_on_the_tickets_are_those_of_the_journal(hall: TestHall, minutes: list[float]) -> None:
    # Each example has a morning of its own, so that none runs past midnight.
    hall.clock.now = (hall.clock.now + timedelta(days=1)).replace(hour=0, minute=30)
    hall.opens(LAN)
    for wait in minutes:
        hall.takes()
        hall.passes(minutes=wait)
        served = hall.serves(1)
        with hall.look() as look:
            day = look.hall.day(look.now)
            entries = journal.of_tickets(look.db, HALL, OPENING.date(), day)[served.id]
        assert times(segments(entries)).wait_s == pytest.approx(served.waited_s)
