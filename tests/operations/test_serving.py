"""What becomes of somebody who was called."""

from __future__ import annotations

import pytest

from queue_server.domain.errors import AlreadyMoved, DayOver, NotAtThisCounter, NotFound
from queue_server.domain.states import Outcome, TicketState
from queue_server.operations import moving
from queue_server.operations.moving import Result
from queue_server.operations.sending import Target
from queue_server.storage import tickets
from tests.hall import HALL, TestHall
from tests.people import BIRTH, HOA, LAN, MINH, NGA


@pytest.fixture
def desk(hall: TestHall) -> TestHall:
    """Lan at counter 1, Minh at 2, Nga at 4."""
    hall.opens(LAN, "1")
    hall.opens(MINH, "2")
    hall.opens(NGA, "4")
    return hall


def test_a_visit_from_call_to_finish(desk: TestHall) -> None:
    pao = desk.takes()
    desk.passes(minutes=5)
    desk.calls()
    desk.passes(minutes=1)
    desk.does("start", pao)
    desk.passes(minutes=9)
    served = desk.does("finish", pao, result=Result(Outcome.FILE_RECEIVED))
    assert served.state is TicketState.SERVED
    assert desk.records(pao) == [("2.000815", "1", "lan", 540, "file_received")]


def test_a_transfer_keeps_the_place_and_the_service_so_far(desk: TestHall) -> None:
    pao = desk.takes()
    desk.calls()
    desk.does("start", pao)
    desk.passes(minutes=3)
    sent = desk.does("transfer", pao, target=Target(BIRTH))
    assert (sent.state, sent.queue, sent.number, sent.due_at) == ("waiting", "H", "A001", pao.due_at)
    called = desk.calls(MINH, "2")
    assert called is not None
    assert called.id == pao.id
    assert desk.records(pao) == [("2.000815", "1", "lan", 180, None)]


def test_who_is_directed_to_a_counter_is_called_only_there(desk: TestHall) -> None:
    pao = desk.takes()
    desk.calls()
    desk.does("transfer", pao, target=Target(counter="2"))
    assert desk.calls(NGA, "4") is None
    called = desk.calls(MINH, "2")
    assert called is not None


def test_a_transfer_to_nowhere_changes_nothing(desk: TestHall) -> None:
    pao = desk.takes()
    desk.calls()
    for wrong in ({"procedure": "9.999999"}, {"counter": "99"}):
        with pytest.raises(NotFound):
            desk.does("transfer", pao, target=Target(**wrong))
    assert desk.state_of(pao) is TicketState.CALLED


def test_put_back_keeps_the_place(desk: TestHall) -> None:
    pao, _mai = desk.takes(), desk.takes()
    desk.calls()
    back = desk.does("put_back", pao)
    assert (back.state, back.due_at, back.counter) == ("waiting", pao.due_at, None)
    called = desk.calls()
    assert called is not None
    assert called.id == pao.id


def test_a_missed_person_who_returns_waits_from_now(desk: TestHall) -> None:
    pao, mai = desk.takes(), desk.takes()
    desk.calls()
    desk.does("miss", pao)
    desk.passes(minutes=10)
    back = desk.does("reinstate", pao, HOA)
    assert back.due_at == desk.clock.now
    called = desk.calls()
    assert called is not None
    assert called.id == mai.id


def test_a_hasty_press_that_is_undone_costs_nobody_the_place(desk: TestHall) -> None:
    pao, _mai = desk.takes(), desk.takes()
    desk.calls()
    desk.does("miss", pao)
    desk.passes(seconds=8)
    assert desk.does("reinstate", pao).due_at == pao.due_at
    called = desk.calls()
    assert called is not None
    assert called.id == pao.id


def test_a_missed_person_cannot_return_the_next_day(desk: TestHall) -> None:
    pao = desk.takes()
    desk.calls()
    desk.does("miss", pao)
    desk.passes(days=1)
    with pytest.raises(DayOver):
        desk.does("reinstate", pao, HOA)


def test_nobody_finishes_who_sits_at_another_counter(desk: TestHall) -> None:
    pao = desk.takes()
    desk.calls()
    desk.does("start", pao)
    with pytest.raises(NotAtThisCounter):
        desk.does("finish", pao, MINH)


def test_the_greeter_cancels_who_gives_up(desk: TestHall) -> None:
    pao = desk.takes()
    assert desk.does("cancel", pao, HOA, reason="went home").state is TicketState.CANCELLED


def test_a_move_that_somebody_else_made_first_is_refused(desk: TestHall) -> None:
    pao = desk.takes()
    desk.calls()
    with desk.look() as look:
        seen = tickets.by_id(look.db, HALL, pao.id)
    desk.does("start", pao)
    with pytest.raises(AlreadyMoved), desk.work(LAN) as work:
        moving.miss(work, seen)
    assert desk.state_of(pao) is TicketState.SERVING
