"""Whose turn it is, as people in the hall would argue about it."""

from __future__ import annotations

from datetime import time

from queue_server.domain import reasons
from queue_server.operations.why import why
from tests.people import BIRTH, COPY, HOA, LAN, LAND, MINH, NGA, RESULT
from tests.stories.conftest import Teller


def test_an_old_woman_arrives_with_priority_behind_twelve(story: Teller) -> None:
    story.hall.opens()
    twelve = story.come(12, every=1)
    (old_woman,) = story.come(1, priority="elderly", every=0)
    assert story.served() == old_woman, "all twelve came within her fifteen minutes"
    assert [story.served() for _ in twelve] == twelve


def test_who_has_waited_longer_than_her_head_start_is_not_passed(story: Teller) -> None:
    story.hall.opens()
    (pao,) = story.come(1, every=20)
    story.come(3, priority="elderly", every=0)
    assert story.next() == pao


def test_on_pension_day_an_ordinary_person_is_passed_only_by_who_comes_within_the_head_start(
    story: Teller,
) -> None:
    story.hall.opens()
    (pao,) = story.come(1, every=0)
    within = story.come(3, priority="elderly", every=5)
    story.come(20, priority="elderly", every=0.1)
    called = [story.served(minutes=1) for _ in range(4)]
    assert called == [*within, pao]


def test_a_person_with_merit_and_an_old_woman_go_by_arrival(story: Teller) -> None:
    story.hall.opens()
    (merit,) = story.come(1, priority="merit")
    (old_woman,) = story.come(1, priority="elderly")
    assert [story.served(), story.served()] == [merit, old_woman]


def test_who_is_sent_to_another_queue_keeps_the_place_of_the_arrival(story: Teller) -> None:
    story.hall.opens()
    story.hall.opens(MINH, "2")
    (pao,) = story.come(1)
    births = story.come(3, BIRTH)
    story.next()
    story.arrives(pao)
    story.sends(pao, procedure=BIRTH)
    assert story.next(MINH, "2") == pao
    story.arrives(pao, MINH)
    story.finishes(pao, MINH)
    assert story.next(MINH, "2") == births[0]


def test_who_stepped_aside_for_a_form_comes_back_before_the_line(story: Teller) -> None:
    story.hall.opens()
    pao, _mai = story.come(2)
    story.next()
    story.arrives(pao)
    story.hall.does("park", story.ticket(pao), reason="filling_in_a_form")
    story.hall.passes(minutes=10)
    assert story.hall.does("call", story.ticket(pao)).state == "called"


def test_who_asks_to_let_three_others_go_first_is_fourth(story: Teller) -> None:
    story.hall.opens()
    pao, *others = story.come(5)
    story.next()
    story.hall.does("put_back", story.ticket(pao), after=3)
    assert [story.served() for _ in range(5)] == [*others[:3], pao, others[3]]


def test_letting_ten_go_first_when_two_wait_means_the_end_of_the_line(story: Teller) -> None:
    story.hall.opens()
    pao, mai, dua = story.come(3)
    story.next()
    story.hall.does("put_back", story.ticket(pao), after=10)
    assert [story.served() for _ in range(3)] == [mai, dua, pao]


def test_who_looks_for_a_paper_for_five_minutes_keeps_the_place(story: Teller) -> None:
    story.hall.opens()
    pao, mai, dua = story.come(3)
    story.next()
    story.hall.does("put_back", story.ticket(pao), grace=True)
    assert story.served(minutes=6) == mai
    assert [story.served(), story.served()] == [pao, dua]


def test_the_greeter_sends_a_deaf_man_to_the_clerk_who_signs(story: Teller) -> None:
    story.hall.opens(LAN, "1")
    story.hall.opens(NGA, "4")
    story.come(2)
    (deaf,) = story.come(1)
    story.hall.does("direct", story.ticket(deaf), HOA, counter="4")
    assert [story.served() for _ in range(2)] == ["A001", "A002"]
    assert story.next() is None, "counter 1 leaves him to counter 4"
    assert story.next(NGA, "4") == deaf


def test_a_direction_is_lifted_when_that_clerk_goes_home(story: Teller) -> None:
    story.hall.opens()
    (deaf,) = story.come(1)
    story.hall.does("direct", story.ticket(deaf), HOA, counter="4")
    assert story.next() is None
    story.hall.does("direct", story.ticket(deaf), HOA, counter=None)
    assert story.next() == deaf


def test_an_appointment_at_eight_is_called_after_who_came_before_eight(story: Teller) -> None:
    story.hall.opens()
    (booked,) = story.come(1, actor=HOA, appointment=time(8, 0), every=20)
    (early,) = story.come(1, every=15)
    (late,) = story.come(1, every=0)
    assert [story.served() for _ in range(3)] == [early, booked, late]


def test_who_has_an_appointment_and_an_empty_hall_does_not_wait_for_the_hour(story: Teller) -> None:
    story.hall.opens()
    (booked,) = story.come(1, actor=HOA, appointment=time(10, 0))
    assert story.next() == booked


def test_who_wishes_to_speak_thai_is_left_to_the_clerk_who_does(story: Teller) -> None:
    story.speaks(NGA, "tai")
    story.hall.opens(LAN, "1")
    story.hall.opens(NGA, "4")
    (thai,) = story.come(1, language="tai", every=1)
    (other,) = story.come(1)
    assert story.next() == other
    assert story.next(NGA, "4") == thai


def test_after_ten_minutes_anybody_calls_who_wishes_to_speak_thai(story: Teller) -> None:
    story.speaks(NGA, "tai")
    story.hall.opens(LAN, "1")
    story.hall.opens(NGA, "4")
    (thai,) = story.come(1, language="tai", every=10)
    assert story.next() == thai


def test_when_nobody_speaks_thai_today_nobody_waits_for_it(story: Teller) -> None:
    story.speaks(NGA, "tai")
    story.hall.opens(LAN, "1")
    (thai,) = story.come(1, language="tai", every=0)
    assert story.next() == thai


def test_when_the_land_queue_waits_more_than_twenty_minutes_counter_one_helps(story: Teller) -> None:
    story.hall.opens()
    story.serves_queues("1", ["A", "X", "K"], K=1200)
    (land,) = story.come(1, LAND, every=15)
    (copy,) = story.come(1)
    assert story.served(minutes=6) == copy
    assert story.next() == land


def test_a_helping_counter_takes_one_and_goes_back_to_its_own(story: Teller) -> None:
    story.hall.opens()
    story.serves_queues("1", ["A", "X", "K"], K=1200)
    first, second = story.come(2, LAND, every=12)
    (copy,) = story.come(1, every=0)
    assert [story.served(minutes=3), story.served(minutes=3), story.next()] == [first, copy, None]
    assert second != first


def test_a_common_queue_is_not_pinned_to_a_counter_before_the_call(story: Teller) -> None:
    story.hall.opens(LAN, "1")
    story.hall.opens(NGA, "4")
    first, second, third = story.come(3)
    assert (story.next(LAN, "1"), story.next(NGA, "4")) == (first, second)
    story.arrives(second, NGA)
    story.finishes(second, NGA)
    assert story.next(NGA, "4") == third, "whoever is free first"


def test_results_and_copies_are_one_line_at_counter_one(story: Teller) -> None:
    story.hall.opens()
    (result,) = story.come(1, RESULT)
    (copy,) = story.come(1, COPY)
    assert [story.served(), story.served()] == [result, copy]


def test_somebody_asks_why_he_was_before_me(story: Teller) -> None:
    story.hall.opens()
    me, him = story.come(2)
    story.hall.does("call", story.ticket(him), reason="bus_leaves")
    with story.hall.look() as look:
        *_, last = why(look, story.ticket(me))
    assert isinstance(last, reasons.WasPassed)
    assert (last.details["other"], last.details["because"].details["reason"]) == (him, "bus_leaves")
