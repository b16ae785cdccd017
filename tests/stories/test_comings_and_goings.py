"""People who do not come, come late, give up, or come without a number."""

from __future__ import annotations

from datetime import timedelta

import pytest

from queue_server.domain.errors import CounterBusy, IllegalMove, NotAllowed, TooSoon
from queue_server.domain.states import Outcome
from queue_server.operations.moving import Result
from queue_server.reports import wait_times
from tests.people import HOA, KIOSK, LAN, OPENING, TUAN
from tests.stories.conftest import Teller


def test_nobody_comes_and_the_next_is_called(story: Teller) -> None:
    story.hall.opens()
    pao, mai = story.come(2)
    story.next()
    story.hall.passes(seconds=6)
    story.hall.does("recall", story.ticket(pao))
    story.hall.does("miss", story.ticket(pao))
    assert (story.ticket(pao).state, story.next()) == ("no_show", mai)


def test_a_hasty_did_not_come_is_undone(story: Teller) -> None:
    story.hall.opens()
    pao, _mai = story.come(2)
    story.next()
    story.hall.does("miss", story.ticket(pao))
    story.hall.passes(seconds=8)
    story.hall.does("reinstate", story.ticket(pao))
    assert story.next() == pao


def test_who_comes_back_after_twenty_minutes_waits_from_then(story: Teller) -> None:
    story.hall.opens()
    pao, mai = story.come(2, every=0)
    story.next()
    story.hall.does("miss", story.ticket(pao))
    story.hall.passes(minutes=20)
    story.hall.does("reinstate", story.ticket(pao), HOA)
    assert story.ticket(pao).due_at == OPENING + timedelta(minutes=20)
    assert [story.served(), story.served()] == [mai, pao]


def test_the_time_away_is_no_wait(story: Teller) -> None:
    story.hall.opens()
    (pao,) = story.come(1, every=10)
    story.next()
    story.hall.does("miss", story.ticket(pao))
    story.hall.passes(minutes=60)
    story.hall.does("reinstate", story.ticket(pao), HOA)
    story.hall.passes(minutes=5)
    story.next()
    assert story.ticket(pao).waited_s == 15 * 60


def test_an_impatient_clerk_cannot_call_twice_in_five_seconds(story: Teller) -> None:
    story.hall.opens()
    (pao,) = story.come(1)
    story.next()
    with pytest.raises(TooSoon):
        story.hall.does("recall", story.ticket(pao))


def test_who_gives_up_is_not_called(story: Teller) -> None:
    story.hall.opens()
    pao, mai = story.come(2)
    story.hall.does("cancel", story.ticket(pao), HOA, reason="went home")
    assert story.served() == mai
    with pytest.raises(IllegalMove):
        story.hall.does("call", story.ticket(pao), reason="friend")


def test_a_villager_in_the_wrong_hall_is_told_so_and_it_is_counted(story: Teller) -> None:
    story.hall.opens()
    (pao,) = story.come(1)
    story.next()
    story.arrives(pao)
    story.hall.does("finish", story.ticket(pao), result=Result(Outcome.WRONG_PLACE))
    assert story.hall.records(story.ticket(pao))[0][-1] == "wrong_place"


def test_an_empty_hall_needs_no_number(story: Teller) -> None:
    story.hall.opens()
    visitor = story.walks_up()
    story.hall.passes(minutes=6)
    story.finishes(visitor)
    with story.hall.look() as look:
        (row,) = wait_times.times(look, look.today, look.today)
    assert (row.served, row.service.mean_s, row.wait.n) == (1, 360, 0)


def test_a_walk_up_while_others_wait_is_counted_as_out_of_turn(story: Teller) -> None:
    story.hall.opens()
    story.come(2)
    story.walks_up()
    calls = [entry for news in story.hall.news for _, entry in news.entries if entry.kind == "ticket.called"]
    assert [(entry.chosen, entry.reason) for entry in calls] == [(True, "walk_up")]


def test_nobody_walks_up_to_a_busy_counter(story: Teller) -> None:
    story.hall.opens()
    story.come(1)
    story.next()
    with pytest.raises(CounterBusy):
        story.walks_up()


def test_a_manager_and_a_kiosk_move_nobody(story: Teller) -> None:
    story.hall.opens()
    (pao,) = story.come(1)
    for nobody in (TUAN, KIOSK):
        with pytest.raises(NotAllowed):
            story.hall.does("direct", story.ticket(pao), nobody, counter="1")
    assert story.ticket(pao).directed is None


def test_eleven_copies_are_one_service_with_a_quantity(story: Teller) -> None:
    story.hall.opens()
    (pao,) = story.come(1)
    story.next()
    story.arrives(pao)
    story.hall.does("finish", story.ticket(pao), LAN, result=Result(quantity=11, file_number="HS-7"))
    assert story.hall.last_entry().quantity == 11
