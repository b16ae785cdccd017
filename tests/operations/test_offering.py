"""What a citizen can have now: hours, limits, idle counters, and the first places after lunch."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import time, timedelta

import pytest

from queue_server.domain.errors import (
    DailyLimitReached,
    HallClosed,
    NoBreakToday,
    OutsideTicketHours,
    QueueError,
)
from queue_server.operations import issuing, offering, walk_up
from queue_server.operations.issuing import Issued, Wish
from queue_server.operations.offering import Late, Offer, Shut
from queue_server.operations.why import why
from tests.hall import TestHall
from tests.people import BIRTH, COPY, HOA, KIOSK, LAN, LAND, MINH, OPENING


def offer(hall: TestHall, queue: str) -> Offer:
    with hall.look() as look:
        return next(each for each in offering.offers(look) if each.line.code == queue)


def issue(hall: TestHall, procedure: str = COPY, **wish: bool) -> Issued:
    with hall.work(KIOSK) as work:
        return issuing.issue(work, Wish(procedure, **wish))


class TestHours:
    def test_a_queue_with_its_own_hours_gives_numbers_in_them_alone(self, hall: TestHall) -> None:
        hall.gives_numbers("A", ticket_hours=[["07:30", "11:00"], ["13:30", "16:00"]])
        assert hall.takes(COPY).number == "A001"
        hall.passes(hours=3, minutes=30)
        with pytest.raises(OutsideTicketHours) as refused:
            hall.takes(COPY)
        assert str(refused.value) == "Numbers of this queue are given at 07:30–11:00, 13:30–16:00."
        assert hall.takes(BIRTH).number == "H001"

    def test_the_greeter_keeps_the_same_hours(self, hall: TestHall) -> None:
        hall.gives_numbers("A", ticket_hours=[["13:30", "16:00"]])
        with pytest.raises(OutsideTicketHours):
            hall.takes(COPY, HOA)

    def test_a_queue_outside_its_hours_is_shown_with_them(self, hall: TestHall) -> None:
        hall.gives_numbers("A", ticket_hours=[["13:30", "16:00"]])
        shown = offer(hall, "A")
        assert (shown.shut, [str(each) for each in shown.hours]) == (Shut.HOURS, ["13:30–16:00"])
        assert offer(hall, "H").shut is None

    def test_numbers_of_the_hall_may_begin_and_end_before_its_sessions(self, hall: TestHall) -> None:
        hall.keeps_hours()
        hall.gives_numbers_at(["07:00", "11:00"], ["13:00", "16:30"])
        hall.passes(hours=3, minutes=40)
        with pytest.raises(HallClosed):
            hall.takes(COPY)
        hall.passes(hours=2)
        assert hall.takes(COPY).number == "A001"

    def test_every_queue_of_a_closed_hall_is_shown_with_its_hours(self, hall: TestHall) -> None:
        hall.keeps_hours()
        hall.passes(hours=4)
        with hall.look() as look:
            assert {each.shut for each in offering.offers(look)} == {Shut.HOURS}


class TestLimits:
    def test_the_number_beyond_the_limit_is_refused(self, hall: TestHall) -> None:
        hall.gives_numbers("A", daily_limit=2)
        assert [hall.takes(COPY).number for _ in range(2)] == ["A001", "A002"]
        with pytest.raises(DailyLimitReached) as refused:
            hall.takes(COPY)
        assert refused.value.code == "daily_limit_reached"
        assert (offer(hall, "A").shut, offer(hall, "H").shut) == (Shut.LIMIT, None)

    def test_who_gave_up_had_one_of_the_numbers_all_the_same(self, hall: TestHall) -> None:
        hall.gives_numbers("A", daily_limit=1)
        hall.does("cancel", hall.takes(COPY), HOA, reason="left")
        with pytest.raises(DailyLimitReached):
            hall.takes(COPY)

    def test_another_day_has_its_own_numbers(self, hall: TestHall) -> None:
        hall.gives_numbers("A", daily_limit=1)
        hall.takes(COPY)
        hall.passes(days=1)
        assert hall.takes(COPY).number == "A001"

    def test_a_clerk_may_serve_who_stands_there_all_the_same(self, hall: TestHall) -> None:
        hall.gives_numbers("A", daily_limit=1)
        hall.takes(COPY)
        hall.opens(LAN, "1")
        with hall.work(LAN) as work:
            assert walk_up.serve(work, Wish(COPY), "1").number == "A002"

    def test_two_kiosks_and_a_crowd_get_exactly_as_many_as_there_are(self, hall: TestHall) -> None:
        hall.gives_numbers("A", daily_limit=5)
        with ThreadPoolExecutor(8) as crowd:
            answers = list(crowd.map(lambda _: self.number_or_code(hall), range(16)))
        assert sorted(answers) == [f"A00{n}" for n in range(1, 6)] + ["daily_limit_reached"] * 11

    def number_or_code(self, hall: TestHall) -> str:
        try:
            return hall.takes(COPY).number
        except QueueError as refused:
            return refused.code


class TestCounters:
    def test_before_the_first_clerk_sits_down_nothing_is_said_of_who_comes(self, hall: TestHall) -> None:
        with hall.look() as look:
            assert {each.shut for each in offering.offers(look)} == {None}

    def test_a_queue_for_which_nobody_works_is_shown_so(self, hall: TestHall) -> None:
        hall.opens(LAN, "1")
        assert [offer(hall, queue).shut for queue in "AHX"] == [None, Shut.UNMANNED, None]

    def test_a_number_of_it_can_be_had_all_the_same(self, hall: TestHall) -> None:
        hall.opens(LAN, "1")
        assert hall.takes(BIRTH).number == "H001"

    def test_who_comes_to_an_idle_counter_is_sent_there_at_once(self, hall: TestHall) -> None:
        hall.opens(LAN, "1")
        assert (free := offer(hall, "A").free) is not None
        assert free.code == "1"
        first, second = issue(hall), issue(hall)
        assert first.go_to is not None
        assert first.go_to.code == "1"
        assert second.go_to is None
        assert offer(hall, "A").free is None

    def test_a_counter_with_somebody_at_it_is_not_idle(self, hall: TestHall) -> None:
        hall.opens(MINH, "2")
        hall.takes(BIRTH)
        assert hall.calls(MINH, "2")
        assert offer(hall, "H").free is None
        assert issue(hall, BIRTH).go_to is None

    def test_a_paused_counter_sends_for_nobody(self, hall: TestHall) -> None:
        assert issue(hall, LAND).go_to is None


class TestAfterTheBreak:
    def test_who_comes_back_after_lunch_is_first_then_and_not_called_before(self, hall: TestHall) -> None:
        hall.passes(hours=3, minutes=45)
        later = hall.takes(COPY, after_break=True)
        lunch_ends = OPENING + timedelta(hours=6)
        assert (later.not_before, later.due_at) == (lunch_ends, lunch_ends)
        hall.opens(LAN, "1")
        assert hall.calls() is None
        hall.passes(hours=2, minutes=20)
        hall.takes(COPY)
        called = hall.calls()
        assert called is not None
        assert called.id == later.id

    def test_who_waited_all_the_morning_is_called_before_them(self, hall: TestHall) -> None:
        waited = hall.takes(COPY)
        hall.takes(COPY, after_break=True)
        hall.passes(hours=6)
        hall.opens(LAN, "1")
        called = hall.calls()
        assert called is not None
        assert called.id == waited.id

    def test_the_greeter_is_told_why_they_are_not_called(self, hall: TestHall) -> None:
        hall.opens(LAN, "1")
        later = hall.takes(COPY, after_break=True)
        with hall.look() as look:
            clause = why(look, later)[0]
        assert clause.sentence.format(**clause.details) == (
            "A001 chose to come after the break and is not called before 13:30"
        )

    def test_in_the_afternoon_no_further_session_begins(self, hall: TestHall) -> None:
        hall.passes(hours=7)
        with pytest.raises(NoBreakToday):
            hall.takes(COPY, after_break=True)

    def test_nobody_is_sent_to_a_counter_before_the_time_they_chose(self, hall: TestHall) -> None:
        hall.opens(LAN, "1")
        assert issue(hall, after_break=True).go_to is None


class TestBeforeTheBreak:
    def test_who_comes_minutes_before_lunch_while_others_wait_is_told_so(self, hall: TestHall) -> None:
        hall.keeps_hours()
        hall.takes(COPY)
        assert offer(hall, "A").late is None
        hall.passes(hours=3, minutes=50)
        assert offer(hall, "A").late == Late(until=time(11, 30), after=time(13, 30))
        assert offer(hall, "H").late is None

    def test_in_the_evening_there_is_nothing_after(self, hall: TestHall) -> None:
        hall.keeps_hours()
        hall.passes(hours=9, minutes=20)
        hall.takes(COPY)
        assert offer(hall, "A").late == Late(until=time(17, 0), after=None)

    def test_a_hall_open_at_any_hour_has_no_break(self, hall: TestHall) -> None:
        hall.takes(COPY)
        hall.passes(hours=3, minutes=50)
        assert offer(hall, "A").late is None
