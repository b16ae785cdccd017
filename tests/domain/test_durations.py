"""Wait, walk, service and hold times come from segments."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from queue_server.domain.durations import Times, segments, times
from queue_server.domain.journal import TicketEntry, TicketIssued
from queue_server.domain.states import MOVES, Action, TicketState
from queue_server.domain.ticket import move
from tests.domain.test_every_move_of_every_role import DETAILS, PAO, someone
from tests.people import OPENING


def issued(at: datetime) -> TicketEntry:
    return TicketIssued(
        at=at,
        by="K1",
        ticket=1,
        number="A012",
        queue="A",
        procedure="2.000815",
        source=None,
        target=TicketState.WAITING,
    )


def day_of(*steps: tuple[Action, float], **extra: Any) -> list[TicketEntry]:
    """The entries of a ticket that made these moves, each so many minutes after the one before."""
    ticket, now = replace(PAO, called_at=None), OPENING
    entries = [issued(now)]
    for action, minutes in steps:
        now += timedelta(minutes=minutes)
        by = someone(next(iter(MOVES[(action, ticket.state)].roles)))
        details = {**DETAILS.get(action, {}), **extra.get(action.value, {})}
        ticket, entry = move(ticket, action, by, now, change={"called_at": None}, **details)
        entries.append(entry)
    return entries


def test_a_plain_visit() -> None:
    visit = day_of((Action.CALL, 12), (Action.START, 1), (Action.FINISH, 7))
    assert times(segments(visit)) == Times(wait_s=720, walk_s=60, service_s=420, hold_s=0)


def test_a_transfer_adds_a_second_wait_and_does_not_forget_the_first() -> None:
    visit = day_of(
        (Action.CALL, 10),
        (Action.START, 1),
        (Action.TRANSFER, 2),
        (Action.CALL, 5),
        (Action.START, 1),
        (Action.FINISH, 4),
    )
    assert times(segments(visit)) == Times(wait_s=900, walk_s=120, service_s=360, hold_s=0)


def test_a_parked_person_neither_waits_nor_is_served() -> None:
    visit = day_of(
        (Action.CALL, 1),
        (Action.START, 1),
        (Action.PARK, 3),
        (Action.CALL, 20),
        (Action.START, 1),
        (Action.FINISH, 2),
    )
    assert times(segments(visit)) == Times(wait_s=60, walk_s=120, service_s=300, hold_s=1200)


def test_a_forgotten_service_counts_for_nothing() -> None:
    forgotten = {"outcome": "done", "forgotten": True}
    visit = day_of((Action.CALL, 5), (Action.START, 1), (Action.CLOSE_OUT, 600), close_out=forgotten)
    assert times(segments(visit)) == Times(wait_s=300, walk_s=60, service_s=0, hold_s=0)


def test_a_clock_that_jumped_back_shortens_nothing_below_zero() -> None:
    visit = day_of((Action.CALL, -180), (Action.START, 1), (Action.FINISH, 7))
    assert times(segments(visit)).wait_s == 0


def test_who_still_waits_has_waited_until_now() -> None:
    assert times(segments(day_of(), until=OPENING + timedelta(minutes=3))).wait_s == 180


@given(st.data(), st.integers(0, 12))
def test_the_segments_of_any_visit_add_up_to_its_length(data: st.DataObject, length: int) -> None:
    steps: list[tuple[Action, float]] = []
    state = TicketState.WAITING
    for _ in range(length):
        possible = sorted(action for action, source in MOVES if source is state)
        if not possible:
            break
        action = data.draw(st.sampled_from(possible))
        steps.append((action, data.draw(st.integers(0, 60))))
        state = MOVES[(action, state)].to
    entries = day_of(*steps)
    whole = (entries[-1].at - entries[0].at).total_seconds()
    assert sum(part.seconds for part in segments(entries)) == whole
