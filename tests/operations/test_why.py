"""One sentence says why a ticket is where it is, and why another was called before it."""

from __future__ import annotations

from typing import Any

import pytest

from queue_server.domain import reasons
from queue_server.domain.reasons import Clause
from queue_server.domain.ticket import Ticket
from queue_server.operations import counters, walk_up
from queue_server.operations.issuing import Wish
from queue_server.operations.sending import Target
from queue_server.operations.why import why
from queue_server.storage import halls, tickets
from tests.hall import HALL, TestHall
from tests.people import BIRTH, COPY, HOA, LAN, LAND, MINH, TUAN


def explained(hall: TestHall, ticket: Ticket) -> list[Clause]:
    with hall.look() as look:
        return why(look, tickets.by_id(look.db, HALL, ticket.id))


def first(hall: TestHall, ticket: Ticket, kind: type[Clause]) -> dict[str, Any]:
    """The details of the first clause, which is of this kind."""
    clause = explained(hall, ticket)[0]
    assert type(clause) is kind, clause
    return clause.details


def passing(hall: TestHall, ticket: Ticket, kind: type[Clause]) -> dict[str, Any]:
    """The details of the reason why another was called before the ticket."""
    *_, last = explained(hall, ticket)
    assert isinstance(last, reasons.WasPassed)
    because: Clause = last.details["because"]
    assert type(because) is kind, because
    return {**because.details, "other": last.details["other"]}


def test_the_first_in_line_is_called_next(hall: TestHall) -> None:
    hall.opens()
    pao = hall.takes()
    assert first(hall, pao, reasons.IsNext)["counters"] == "1"


def test_others_came_earlier_or_have_priority(hall: TestHall) -> None:
    hall.opens()
    hall.takes()
    hall.takes()
    pao = hall.takes()
    hall.passes(minutes=3)
    hall.takes(priority="elderly")
    details = first(hall, pao, reasons.HasOthersBefore)
    assert (details["count"], details["counter"]) == (3, "1")
    assert {type(each): each.details["count"] for each in details["because"]} == {
        reasons.HavePriority: 1,
        reasons.CameEarlier: 2,
    }


def test_nobody_serves_the_queue(hall: TestHall) -> None:
    hall.opens()
    land = hall.takes(LAND)
    assert first(hall, land, reasons.NobodyServes)["queue"] == "K"


def test_the_grace_of_who_was_put_back_runs(hall: TestHall) -> None:
    hall.opens()
    pao = hall.takes()
    hall.calls()
    hall.does("put_back", pao, grace=True)
    assert first(hall, pao, reasons.InGrace)["until"] == "07:35"


def test_a_helping_counter_does_not_help_yet(hall: TestHall) -> None:
    hall.opens()
    with hall.work(LAN) as work:
        halls.set_queues(work.db, HALL, "1", ["A", "K"], {"K": 1200})
    land = hall.takes(LAND)
    assert first(hall, land, reasons.HelpIsNotDue)["until"] == "07:50"
    copy = hall.takes(COPY)
    hall.passes(minutes=1)
    hall.calls()
    assert passing(hall, land, reasons.ServesOtherQueues) == {
        "counter": "1",
        "queue": "K",
        "other": copy.number,
    }


def test_who_is_directed_waits_for_one_counter(hall: TestHall) -> None:
    hall.opens()
    pao = hall.takes()
    hall.does("direct", pao, HOA, counter="2")
    assert first(hall, pao, reasons.DirectedToClosed)["counter"] == "2"
    hall.takes(BIRTH)
    hall.opens(MINH, "2")
    assert first(hall, pao, reasons.IsNext)["counters"] == "2"


def test_a_jump_is_told_with_its_reason(hall: TestHall) -> None:
    hall.opens()
    pao, mai = hall.takes(), hall.takes()
    hall.passes(minutes=2)
    hall.does("call", mai, reason="bus_leaves")
    details = passing(hall, pao, reasons.WasChosen)
    assert (details["other"], details["reason"]) == (mai.number, "bus_leaves")
    called = first(hall, mai, reasons.WasCalled)
    assert type(called["because"]) is reasons.WasChosen


def test_a_walk_up_is_told_as_one(hall: TestHall) -> None:
    hall.opens()
    pao = hall.takes()
    hall.passes(minutes=1)
    with hall.work(LAN) as work:
        visitor = walk_up.serve(work, Wish(COPY), "1")
    assert passing(hall, pao, reasons.WalkedUp)["other"] == visitor.number


def test_who_was_put_behind_others_is_told_so(hall: TestHall) -> None:
    hall.opens()
    pao, _mai, _dua = hall.takes(), hall.takes(), hall.takes()
    hall.calls()
    hall.does("put_back", pao, after=2)
    details = first(hall, pao, reasons.HasOthersBefore)
    assert (details["count"], type(details["merit"][0])) == (2, reasons.WasPutBehind)


def test_who_was_sent_on_kept_the_place(hall: TestHall) -> None:
    hall.opens()
    hall.opens(MINH, "2")
    pao = hall.takes()
    hall.calls()
    hall.does("transfer", pao, target=Target(BIRTH))
    assert type(first(hall, pao, reasons.IsNext)["merit"][0]) is reasons.KeptItsPlace


def test_the_noon_rest_is_told(hall: TestHall) -> None:
    hall.keeps_hours()
    hall.opens()
    pao = hall.takes()
    hall.passes(hours=4, minutes=10)
    assert explained(hall, pao)[1].details["until"] == "13:30"


@pytest.mark.parametrize(
    ("verbs", "kind"),
    [
        (["start"], reasons.IsServed),
        (["start", "park"], reasons.SteppedAside),
        (["start", "finish"], reasons.WasServed),
        (["miss"], reasons.DidNotCome),
        (["cancel"], reasons.GaveUp),
        ([], reasons.WasCalled),
    ],
)
def test_every_state_has_its_sentence(hall: TestHall, verbs: list[str], kind: type[Clause]) -> None:
    hall.opens()
    pao = hall.takes()
    hall.calls()
    for verb in verbs:
        hall.does(verb, pao)
    first(hall, pao, kind)


def test_who_waited_for_a_counter_that_closed_is_called_by_any_of_the_queue(hall: TestHall) -> None:
    hall.opens(LAN, "1")
    hall.opens(MINH, "2")
    pao, mai = hall.takes(), hall.takes()
    hall.does("direct", pao, HOA, counter="2")
    hall.does("transfer", mai, HOA, target=Target(counter="4"))
    assert hall.calls(LAN, "1") is None
    with hall.work(MINH) as work:
        counters.close_counter(work, "2")

    entry = hall.last_entry()
    assert (entry.kind, entry.by, entry.reason, entry.directed) == (
        "ticket.directed",
        "system",
        "counter_closed",
        None,
    )
    stands, closed = explained(hall, pao)
    assert (type(stands), closed.details) == (reasons.IsNext, {"counter": "2"})
    assert type(closed) is reasons.CounterHasClosed
    assert first(hall, mai, reasons.DirectedToClosed)["counter"] == "4"


def test_a_manager_who_frees_a_counter_lets_go_who_waits_for_it(hall: TestHall) -> None:
    hall.opens(LAN, "1")
    hall.opens(MINH, "2")
    pao = hall.takes()
    hall.does("direct", pao, HOA, counter="2")
    with hall.work(TUAN) as work:
        counters.seat(work, "2", None)
    called = hall.calls(LAN, "1")
    assert called is not None
    assert called.id == pao.id


def test_a_pause_lets_nobody_go(hall: TestHall) -> None:
    hall.opens(LAN, "1")
    hall.opens(MINH, "2")
    pao = hall.takes()
    hall.does("direct", pao, HOA, counter="2")
    with hall.work(MINH) as work:
        counters.pause_counter(work, "2")
    assert hall.calls(LAN, "1") is None
    assert first(hall, pao, reasons.DirectedToClosed)["counter"] == "2"
