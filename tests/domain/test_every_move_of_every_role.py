"""Every action × every state × every role: what the table allows happens, everything else changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest

from queue_server.domain.actor import Actor
from queue_server.domain.errors import IllegalMove, NotAllowed, NotAtThisCounter, TooSoon
from queue_server.domain.states import FINAL, MOVES, OPEN, Action, Role, TicketState
from queue_server.domain.ticket import ENTRY_OF, Ticket, move
from tests.people import LAN, OPENING

PAO = Ticket(
    id=1,
    hall="bat-mot",
    day=date(2026, 10, 12),
    series="A",
    sequence=12,
    queue="A",
    procedure="2.000815",
    state=TicketState.WAITING,
    priority=None,
    language="vi",
    people=1,
    issued_at=OPENING,
    due_at=OPENING,
    since=OPENING,
    counter="1",
    calls=1,
    called_at=OPENING,
    call=7,
)
LATER = OPENING + timedelta(minutes=10)
MOVING = [action for action in Action if action is not Action.ISSUE]

DETAILS: dict[Action, dict[str, Any]] = {
    Action.CALL: {"call": 8, "calls": 1, "waited_s": 600},
    Action.RECALL: {"call": 8, "calls": 2, "waited_s": 600},
    Action.TRANSFER: {"from_queue": "A", "from_procedure": "2.000815"},
    Action.RETURN: {"from_queue": "A", "from_procedure": "2.000815"},
    Action.SWITCH: {"from_procedure": "2.000815"},
}


def someone(role: Role) -> Actor:
    return Actor(role.value, frozenset({role}), counter="1")


@pytest.mark.parametrize(("action", "state", "role"), list(product(MOVING, TicketState, Role)))
def test_a_move_happens_only_as_the_table_says(action: Action, state: TicketState, role: Role) -> None:
    ticket, row = replace(PAO, state=state), MOVES.get((action, state))
    details = DETAILS.get(action, {})

    if row is None:
        with pytest.raises(IllegalMove) as refusal:
            move(ticket, action, someone(role), LATER, **details)
        assert refusal.value.code == "illegal_move"
    elif role not in row.roles:
        with pytest.raises(NotAllowed):
            move(ticket, action, someone(role), LATER, **details)
    else:
        moved, entry = move(ticket, action, someone(role), LATER, **details)
        assert moved.state is row.to
        assert isinstance(entry, ENTRY_OF[action])
        assert (entry.source, entry.target) == (state, row.to)
    assert ticket == replace(PAO, state=state)


def test_every_action_that_moves_is_in_the_table_and_has_an_entry() -> None:
    assert {action for action, _ in MOVES} == set(MOVING) == set(ENTRY_OF)


def test_a_manager_moves_nothing() -> None:
    assert not any(Role.MANAGER in row.roles or Role.ADMIN in row.roles for row in MOVES.values())


def test_final_states_are_left_only_by_a_reinstated_no_show() -> None:
    assert [key for key in MOVES if key[1] in FINAL] == [(Action.REINSTATE, TicketState.NO_SHOW)]


def test_every_open_state_can_end_at_the_end_of_the_day() -> None:
    ends = {state for action, state in MOVES if action in (Action.EXPIRE, Action.CLOSE_OUT)}
    assert ends == OPEN


@pytest.mark.parametrize("action", [Action.START, Action.RECALL, Action.MISS, Action.PUT_BACK])
def test_a_clerk_cannot_touch_who_was_called_to_another_counter(action: Action) -> None:
    at_two = replace(PAO, state=TicketState.CALLED, counter="2")
    with pytest.raises(NotAtThisCounter):
        move(at_two, action, replace(LAN, counter="1"), LATER, **DETAILS.get(action, {}))


def test_a_clerk_without_a_counter_cannot_start_anybody() -> None:
    with pytest.raises(NotAtThisCounter):
        move(replace(PAO, state=TicketState.CALLED), Action.START, LAN, LATER)


def test_the_same_number_is_not_called_again_within_five_seconds() -> None:
    called = replace(PAO, state=TicketState.CALLED, called_at=OPENING)
    lan = replace(LAN, counter="1")
    with pytest.raises(TooSoon):
        move(called, Action.RECALL, lan, OPENING + timedelta(seconds=4.9), **DETAILS[Action.RECALL])
    again, _ = move(called, Action.RECALL, lan, OPENING + timedelta(seconds=5), **DETAILS[Action.RECALL])
    assert again.since == called.since


def test_waits_add_up_over_several_turns() -> None:
    lan = replace(LAN, counter="1")
    called, _ = move(PAO, Action.CALL, lan, OPENING + timedelta(minutes=10), **DETAILS[Action.CALL])
    back, _ = move(called, Action.PUT_BACK, lan, OPENING + timedelta(minutes=12))
    again, _ = move(back, Action.CALL, lan, OPENING + timedelta(minutes=17), **DETAILS[Action.CALL])
    assert again.waited_s == 15 * 60
