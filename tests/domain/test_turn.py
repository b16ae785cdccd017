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


# --- what the head start costs the others, with one clerk who is never idle while somebody waits ---

MINUTES = st.integers(1, 12)
visitors = st.lists(
    st.tuples(st.integers(0, 240), MINUTES, st.sampled_from([0, 0, 0, 15, 30, 90])), min_size=1, max_size=40
)


def begun(people: list[tuple[int, int, int]]) -> list[float]:
    """The minute at which the service of each begins; `people` are arrival, service and head start."""
    waiting = {n: ticket(n, came, head) for n, (came, _, head) in enumerate(people)}
    start, free = [0.0] * len(people), 0.0
    while waiting:
        free = max(free, min(people[n][0] for n in waiting))
        here = [each for n, each in waiting.items() if people[n][0] <= free]
        chosen = turn.pick(here, ONE, OPENING + timedelta(days=1))
        assert chosen is not None
        del waiting[chosen.id]
        start[chosen.id] = free
        free += people[chosen.id][1]
    return start


@given(visitors)
def test_an_ordinary_person_waits_longer_only_by_the_work_of_who_came_within_the_cap(
    people: list[tuple[int, int, int]],
) -> None:
    cap = turn.HEAD_START_CAP.total_seconds() / 60
    waits, without = begun(people), begun([(came, minutes, 0) for came, minutes, _ in people])
    for n, (came, _, head) in enumerate(people):
        passing = sum(m for c, m, h in people if h and came <= c <= came + cap)
        if not head:
            assert waits[n] - without[n] <= passing


@given(visitors)
def test_no_ordinary_person_waits_more_than_the_cap_longer_than_without_priorities(
    people: list[tuple[int, int, int]],
) -> None:
    """As long as those with priority alone do not bring more work within the cap than the clerk can do."""
    cap = turn.HEAD_START_CAP.total_seconds() / 60
    waits = begun(people)
    without = begun([(came, minutes, 0) for came, minutes, _ in people])
    for n, (came, _, head) in enumerate(people):
        work = sum(m for c, m, h in people if h and came <= c <= came + cap)
        if not head and work <= cap:
            assert waits[n] - without[n] <= cap


@given(visitors, st.integers(0, 39), st.integers(0, 8))
def test_who_lets_others_go_first_is_called_right_after_them(
    people: list[tuple[int, int, int]], which: int, others: int
) -> None:
    line = sorted((ticket(n, came, head) for n, (came, _, head) in enumerate(people)), key=turn.order)
    polite = line[which % len(line)]
    due = turn.due_behind(polite, [each for each in line if each != polite], others)
    after = sorted((replace(each, due_at=due) if each == polite else each for each in line), key=turn.order)
    place = next(n for n, each in enumerate(after) if each.id == polite.id)
    same_instant = sum(each.due_at == after[place - 1].due_at for each in line) if place else 0
    expected = min(which % len(line) + others, len(line) - 1)
    assert expected <= place <= expected + same_instant


def test_a_late_appointment_passes_nobody_who_came_more_than_the_cap_earlier() -> None:
    assert turn.due_at(LATER, appointment=OPENING - timedelta(hours=2)) == LATER - turn.HEAD_START_CAP
    assert turn.due_at(OPENING, appointment=LATER) == LATER


def test_a_helping_counter_calls_only_who_has_waited_long_enough() -> None:
    helper = replace(ONE, helps_after_s={"X": 1200})
    waiting = [ticket(1, queue="X")]
    assert turn.pick(waiting, helper, OPENING + timedelta(minutes=19)) is None
    assert turn.pick(waiting, helper, OPENING + timedelta(minutes=20)) == waiting[0]


def test_a_person_is_left_to_who_speaks_the_language_for_ten_minutes() -> None:
    two = replace(ONE, code="2")
    waiting = [replace(ticket(1, language="tai"), since=OPENING)]
    soon, later = OPENING + timedelta(minutes=9), OPENING + timedelta(minutes=10)
    assert turn.pick(waiting, ONE, soon, {"tai": [two]}) is None
    assert turn.pick(waiting, two, soon, {"tai": [two]}) == waiting[0]
    assert turn.pick(waiting, ONE, later, {"tai": [two]}) == waiting[0]
    assert turn.pick(waiting, ONE, soon, {}) == waiting[0]
