"""Outcomes by procedure; assisted filing has a share of its own."""

from __future__ import annotations

from queue_server.domain.states import Outcome
from queue_server.operations.moving import Result
from queue_server.reports.outcomes import outcomes
from tests.hall import TestHall
from tests.people import BIRTH, COPY, LAN, MINH


def ends(hall: TestHall, procedure: str, outcome: Outcome) -> None:
    clerk, code = (LAN, "1") if procedure == COPY else (MINH, "2")
    hall.takes(procedure)
    called = hall.calls(clerk, code)
    assert called is not None
    hall.does("start", called, clerk)
    hall.does("finish", called, clerk, result=Result(outcome))


def test_every_outcome_is_counted_under_its_procedure(hall: TestHall) -> None:
    hall.opens(LAN, "1")
    hall.opens(MINH, "2")
    for outcome in (Outcome.DONE, Outcome.ASSISTED_ONLINE, Outcome.ASSISTED_ONLINE, Outcome.MISSING_PAPERS):
        ends(hall, COPY, outcome)
    ends(hall, BIRTH, Outcome.FILE_RECEIVED)

    with hall.look() as look:
        birth, copy = outcomes(look, look.today, look.today)
    assert (birth.key, birth.outcomes, birth.assisted_share) == (BIRTH, {"file_received": 1}, 0.0)
    assert copy.outcomes == {"done": 1, "assisted_online": 2, "missing_papers": 1}
    assert (copy.services, copy.assisted_share) == (4, 0.5)


def test_who_is_set_aside_has_not_ended(hall: TestHall) -> None:
    hall.opens()
    ticket = hall.takes()
    hall.calls()
    hall.does("start", ticket)
    hall.does("park", ticket, reason="payment")
    with hall.look() as look:
        assert outcomes(look, look.today, look.today) == []
