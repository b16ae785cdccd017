"""Times that can be believed: forgotten finishes, wrong times, power cuts, walk-ups."""

from __future__ import annotations

from datetime import timedelta

import pytest

from queue_server.domain.actor import SYSTEM
from queue_server.domain.errors import CounterNotOpen, IllegalMove
from queue_server.domain.states import TicketState
from queue_server.domain.ticket import Ticket
from queue_server.operations import forgetting, overview, power, walk_up
from queue_server.operations.issuing import Wish
from queue_server.reports import wait_times
from queue_server.reports.wait_times import Row
from queue_server.storage import records, tickets
from tests.hall import HALL, TestHall
from tests.people import BIRTH, COPY, LAN, MINH, OPENING


def being_served(hall: TestHall) -> Ticket:
    hall.takes()
    called = hall.calls()
    assert called is not None
    return hall.does("start", called)


def figures(hall: TestHall, procedure: str = COPY) -> Row:
    with hall.look() as look:
        rows = wait_times.times(look, look.today, look.today)
    return next(row for row in rows if row.key == procedure)


def noticed(hall: TestHall) -> object:
    with hall.look() as look:
        return overview.desk(look, "1").forgotten_since


def close_unanswered(hall: TestHall) -> list[str]:
    with hall.work(SYSTEM) as work:
        return [each.number for each in forgetting.close_unanswered(work)]


def test_a_service_longer_than_an_hour_is_asked_about_when_nothing_is_known(hall: TestHall) -> None:
    hall.opens()
    being_served(hall)
    hall.passes(minutes=59)
    assert noticed(hall) is None
    hall.passes(minutes=2)
    assert noticed(hall) == OPENING + timedelta(minutes=60)


def test_what_is_usual_is_learnt_from_the_days_before(hall: TestHall) -> None:
    hall.opens()
    for minutes in range(1, 21):
        hall.takes()
        hall.serves(minutes)
    hall.passes(days=1)
    with hall.look() as look:
        assert forgetting.usual(look, COPY) == timedelta(minutes=19)
        assert forgetting.usual(look, BIRTH) == forgetting.FALLBACK


def test_nobody_is_asked_again_when_the_clerk_has_answered(hall: TestHall) -> None:
    hall.opens()
    pao = being_served(hall)
    hall.passes(minutes=70)
    hall.does("still_serving", pao)
    assert noticed(hall) is None
    hall.passes(minutes=61)
    assert noticed(hall) == OPENING + timedelta(minutes=130)


def test_an_unanswered_service_is_closed_at_the_last_activity_and_left_out(hall: TestHall) -> None:
    hall.opens()
    pao = being_served(hall)
    hall.passes(minutes=20)
    hall.does("still_serving", pao)
    hall.passes(minutes=89)
    assert close_unanswered(hall) == []
    hall.passes(minutes=2)
    assert close_unanswered(hall) == [pao.number]
    with hall.look() as look:
        (record,) = records.of_ticket(look.db, pao.id)
    assert (record.ended_at, record.forgotten) == (OPENING + timedelta(minutes=20), True)
    assert (figures(hall).served, figures(hall).service.n) == (1, 0)
    assert hall.calls() is None, "the counter is free again"


def test_the_clerk_flags_a_visit_and_it_is_left_out(hall: TestHall) -> None:
    hall.opens()
    hall.takes()
    pao = hall.serves(5)
    being_served(hall)
    hall.does("times_wrong", pao)
    row = figures(hall)
    assert (row.served, row.service.n, row.wait.n) == (1, 0, 2)


def test_a_running_service_that_is_flagged_is_one_stretch_and_left_out(hall: TestHall) -> None:
    hall.opens()
    pao = being_served(hall)
    hall.passes(minutes=3)
    hall.does("times_wrong", pao)
    hall.passes(minutes=3)
    hall.does("finish", pao)
    assert figures(hall).service.n == 0


def test_nobody_flags_times_at_another_counter_or_before_there_are_any(hall: TestHall) -> None:
    hall.opens()
    hall.opens(MINH, "2")
    pao = hall.takes()
    with pytest.raises(IllegalMove):
        hall.does("times_wrong", pao)
    hall.serves(5)
    with pytest.raises(CounterNotOpen):
        hall.does("times_wrong", pao, MINH)


def test_a_walk_up_counts_as_served_and_not_as_a_wait(hall: TestHall) -> None:
    hall.opens()
    with hall.work(LAN) as work:
        pao = walk_up.serve(work, Wish(COPY), "1")
    assert hall.kinds()[-3:] == ["ticket.issued", "ticket.called", "ticket.started"]
    hall.passes(minutes=4)
    hall.does("finish", pao)
    row = figures(hall)
    assert (row.issued, row.served, row.wait.n, row.service.mean_s) == (1, 1, 0, 240)


# --- power cuts ---


def cut(hall: TestHall, minutes: float) -> None:
    """The power fails after a sign of life, and comes back."""
    with hall.work(SYSTEM) as work:
        power.live(work)
    hall.passes(minutes=minutes)
    with hall.work(SYSTEM) as work:
        power.note_outage(work)


def test_a_power_cut_is_in_the_journal_and_not_in_the_service_time(hall: TestHall) -> None:
    hall.opens()
    pao, mai = hall.takes(), hall.takes()
    hall.calls()
    hall.does("start", pao)
    hall.passes(minutes=4)
    cut(hall, 28)
    assert hall.last_entry().kind == "hall.was_down"
    hall.passes(minutes=2)
    hall.does("finish", pao)
    hall.calls()
    row = figures(hall)
    assert (row.service.max_s, row.wait.max_s) == (6 * 60, 34 * 60)
    with hall.look() as look:
        assert tickets.by_id(look.db, HALL, mai.id).waited_s == 34 * 60


def test_a_short_restart_is_no_power_cut(hall: TestHall) -> None:
    hall.takes()
    cut(hall, 1)
    assert "hall.was_down" not in hall.kinds()


def test_a_night_is_no_power_cut(hall: TestHall) -> None:
    hall.takes()
    cut(hall, 24 * 60)
    assert "hall.was_down" not in hall.kinds()


def test_a_power_cut_does_not_make_a_finish_forgotten(hall: TestHall) -> None:
    hall.opens()
    pao = being_served(hall)
    cut(hall, 58)
    hall.passes(minutes=50)
    assert noticed(hall) is None
    assert close_unanswered(hall) == []
    assert hall.state_of(pao) is TicketState.SERVING
