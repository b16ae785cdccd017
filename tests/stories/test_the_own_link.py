"""Em Dua follows the queue on a phone: more time once, giving up, and a link that ends with the day."""

from __future__ import annotations

import pytest

from queue_server.domain.actor import CITIZEN
from queue_server.domain.errors import IllegalMove, LinkExpired, MoreTimeUsed, UnknownLink
from queue_server.domain.ticket import Ticket
from queue_server.operations import own
from queue_server.operations.own import Own
from tests.stories.conftest import Teller


def asks_for_more_time(story: Teller, number: str) -> Ticket:
    with story.hall.work(CITIZEN) as work:
        return own.more_time(work, own.by_link(work, story.ticket(number).link))


def gives_up(story: Teller, number: str) -> Ticket:
    with story.hall.work(CITIZEN) as work:
        return own.give_up(work, own.by_link(work, story.ticket(number).link))


def looks(story: Teller, number: str) -> Own:
    with story.hall.look() as look:
        return own.own(look, story.ticket(number).link)


def test_em_dua_asks_for_more_time_and_three_others_go_first(story: Teller) -> None:
    story.hall.opens()
    dua, *others = story.come(5)
    asks_for_more_time(story, dua)
    assert [story.served() for _ in range(5)] == [*others[:3], dua, others[3]]


def test_who_is_called_may_still_ask_for_more_time_and_the_counter_is_free(story: Teller) -> None:
    story.hall.opens()
    dua, mai = story.come(2, every=0)
    assert story.next() == dua
    asks_for_more_time(story, dua)
    assert story.served(minutes=2) == mai
    assert story.next() is None, "five minutes of grace, though nobody else waits"
    story.hall.passes(minutes=3)
    assert story.next() == dua


def test_more_time_is_given_once(story: Teller) -> None:
    dua, *_ = story.come(5, every=0)
    first = asks_for_more_time(story, dua)
    with pytest.raises(MoreTimeUsed):
        asks_for_more_time(story, dua)
    assert story.ticket(dua) == first


def test_what_the_staff_puts_back_is_no_wish_of_the_citizen(story: Teller) -> None:
    story.hall.opens()
    dua, *_ = story.come(5, every=0)
    story.next()
    story.hall.does("put_back", story.ticket(dua), after=1)
    asks_for_more_time(story, dua)


def test_who_is_being_served_needs_no_more_time(story: Teller) -> None:
    story.hall.opens()
    (dua,) = story.come(1)
    story.next()
    story.arrives(dua)
    with pytest.raises(IllegalMove):
        asks_for_more_time(story, dua)
    with pytest.raises(IllegalMove):
        gives_up(story, dua)


@pytest.mark.parametrize("is_called", [False, True])
def test_who_gives_up_leaves_the_turn_to_the_next(story: Teller, is_called: bool) -> None:
    story.hall.opens()
    dua, mai = story.come(2)
    if is_called:
        story.next()
    assert gives_up(story, dua).state == "cancelled"
    assert story.next() == mai
    with pytest.raises(IllegalMove):
        gives_up(story, dua)


def test_the_page_counts_down_and_tells_who_is_at_the_counters(story: Teller) -> None:
    story.hall.opens()
    pao, *_, dua = story.come(6, every=0)
    assert (looks(story, dua).ahead, looks(story, dua).is_soon) == (5, False)
    story.next()
    seen = looks(story, dua)
    assert (seen.ahead, [each.number for each in seen.calling], seen.is_soon) == (4, [pao], False)
    story.arrives(pao)
    story.finishes(pao)
    story.next()
    assert looks(story, dua).is_soon


def test_a_link_ends_with_the_day(story: Teller) -> None:
    (dua,) = story.come(1)
    link = story.ticket(dua).link
    story.hall.passes(days=1)
    with story.hall.look() as look, pytest.raises(LinkExpired, match="12/10/2026"):
        own.own(look, link)
    with story.hall.look() as look, pytest.raises(UnknownLink):
        own.own(look, link[:-1])
