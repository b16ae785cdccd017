"""Whose turn it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from queue_server.domain import turn
from queue_server.domain.hall import Counter, CounterState
from queue_server.domain.ticket import Ticket
from tests.domain.test_every_move_of_every_role import PAO
from tests.people import OPENING

LATER = OPENING + timedelta(hours=1)

ONE = Counter(code="1", names={"vi": "Quầy 1"}, state=CounterState.OPEN, queues=("A", "X"))


def ticket(id: int, minute: float = 0, head_start: float = 0, **change: str) -> Ticket:
    came = OPENING + timedelta(minutes=minute)
    due = turn.due_at(came, timedelta(minutes=head_start))
    return replace(PAO, id=id, issued_at=came, due_at=due, **change)


def test_who_came_first_is_called_first() -> None:
    assert turn.pick([ticket(2, 5), ticket(1, 0), ticket(3, 9)], ONE, LATER) == ticket(1, 0)


def test_two_who_came_at_the_same_instant_go_by_number() -> None:
    assert turn.pick([ticket(2), ticket(1)], ONE, LATER) == ticket(1)


def test_an_old_woman_passes_those_who_came_within_her_head_start() -> None:
    old_woman = ticket(3, 20, head_start=15)
    assert turn.pick([ticket(1, 4), old_woman], ONE, LATER) == ticket(1, 4)
    assert turn.pick([ticket(2, 6), old_woman], ONE, LATER) == old_woman


def test_a_counter_calls_only_from_its_own_queues() -> None:
    assert turn.pick([ticket(1, queue="H")], ONE, LATER) is None


def test_who_is_directed_to_a_counter_is_called_by_that_one_alone() -> None:
    directed = ticket(1, queue="H", directed="1")
    two = replace(ONE, code="2", queues=("H",))
    assert turn.pick([directed], ONE, LATER) == directed
    assert turn.pick([directed], two, LATER) is None


def test_nobody_waits() -> None:
    assert turn.pick([], ONE, LATER) is None


def test_a_head_start_is_capped_and_never_negative() -> None:
    assert turn.due_at(OPENING, timedelta(days=9)) == OPENING - turn.HEAD_START_CAP
    assert turn.due_at(OPENING, timedelta(minutes=-5)) == OPENING


arrivals = st.lists(st.tuples(st.floats(0, 300), st.sampled_from([0, 0, 15, 90])), min_size=1, max_size=30)


@given(arrivals)
def test_nobody_is_passed_by_who_came_later_than_the_cap(people: list[tuple[float, float]]) -> None:
    waiting = [ticket(n, minute, head) for n, (minute, head) in enumerate(people)]
    called: list[Ticket] = []
    while waiting:
        chosen = turn.pick(waiting, ONE, LATER)
        assert chosen is not None
        waiting.remove(chosen)
        called.append(chosen)
        assert all(chosen.issued_at - other.issued_at <= turn.HEAD_START_CAP for other in waiting)
    assert [turn.order(each) for each in called] == sorted(turn.order(each) for each in called)
