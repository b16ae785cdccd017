"""People who come with several matters, and matters that need several counters."""

from __future__ import annotations

import pytest

from queue_server.domain.errors import IllegalMove
from queue_server.domain.states import Outcome
from queue_server.operations import counters
from queue_server.operations.moving import Result
from queue_server.operations.sending import Target
from queue_server.reports import wait_times
from tests.people import BIRTH, COPY, LAN, LAND, MINH, NGA
from tests.stories.conftest import Teller


def test_three_matters_at_one_counter_are_three_services_under_one_number(story: Teller) -> None:
    story.hall.opens(NGA, "4")
    (pao,) = story.come(1, every=0)
    story.next(NGA, "4")
    story.arrives(pao, NGA)
    story.hall.passes(minutes=4)
    story.hall.does("add", story.ticket(pao), NGA, procedure=BIRTH, outcome=Outcome.DONE)
    story.hall.passes(minutes=7)
    story.hall.does("add", story.ticket(pao), NGA, procedure=LAND, outcome=Outcome.MISSING_PAPERS)
    story.hall.passes(minutes=2)
    story.hall.does("finish", story.ticket(pao), NGA, result=Result(Outcome.GUIDANCE_ONLY))
    assert story.hall.records(story.ticket(pao)) == [
        (COPY, "4", "nga", 240, "done"),
        (BIRTH, "4", "nga", 420, "missing_papers"),
        (LAND, "4", "nga", 120, "guidance_only"),
    ]
    with story.hall.look() as look:
        rows = wait_times.times(look, look.today, look.today)
    assert {row.key: row.service.mean_s for row in rows} == {COPY: 240, BIRTH: 420, LAND: 120}
    assert sum(row.issued for row in rows) == 1, "a visit is one visit"


def test_a_matter_is_left_for_another_and_taken_up_again(story: Teller) -> None:
    story.hall.opens(NGA, "4")
    (pao,) = story.come(1, every=0)
    story.next(NGA, "4")
    story.arrives(pao, NGA)
    story.hall.passes(minutes=1)
    story.hall.does("add", story.ticket(pao), NGA, procedure=BIRTH)
    story.hall.passes(minutes=2)
    story.hall.does("resume", story.ticket(pao), NGA, record=1, outcome=Outcome.DONE)
    story.hall.passes(minutes=3)
    story.finishes(pao, NGA)
    told = [(procedure, seconds) for procedure, _, _, seconds, _ in story.hall.records(story.ticket(pao))]
    assert told == [(COPY, 60), (BIRTH, 120), (COPY, 180)]


def test_nobody_adds_a_matter_to_somebody_who_has_not_arrived(story: Teller) -> None:
    story.hall.opens()
    (pao,) = story.come(1)
    story.next()
    with pytest.raises(IllegalMove):
        story.hall.does("add", story.ticket(pao), procedure=BIRTH)


def test_who_pays_at_another_counter_comes_back_to_the_one_who_sent_them(story: Teller) -> None:
    story.hall.opens(LAN, "1")
    story.hall.opens(MINH, "2")
    (pao,) = story.come(1)
    story.come(2)
    story.next()
    story.arrives(pao)
    story.sends(pao, procedure=BIRTH, counter="2", returns=True)
    story.served(LAN, "1")
    assert story.served(MINH, "2") == pao
    back = story.ticket(pao)
    assert (back.state, back.directed, back.procedure) == ("waiting", "1", COPY)
    assert story.next(LAN, "1") == pao, "before those who came later"
    story.arrives(pao)
    story.finishes(pao)
    assert story.ticket(pao).state == "served"


def test_who_is_to_return_to_a_closed_counter_is_called_by_any_other_of_the_queue(story: Teller) -> None:
    story.hall.opens(LAN, "1")
    story.hall.opens(MINH, "2")
    (pao,) = story.come(1)
    story.next()
    story.arrives(pao)
    story.sends(pao, procedure=BIRTH, returns=True)
    with story.hall.work(LAN) as work:
        counters.close_counter(work, "1")
    story.served(MINH, "2")
    story.hall.opens(NGA, "4")
    assert (story.ticket(pao).directed, story.next(NGA, "4")) == (None, pao)


def test_the_next_clerk_reads_what_the_first_one_wrote_and_then_it_is_gone(story: Teller) -> None:
    story.hall.opens(LAN, "1")
    story.hall.opens(MINH, "2")
    (pao,) = story.come(1)
    story.next()
    story.hall.does("transfer", story.ticket(pao), target=Target(BIRTH), note="cần mẫu số 12")
    assert story.next(MINH, "2") == pao
    assert story.ticket(pao).note == "cần mẫu số 12"
    story.arrives(pao, MINH)
    story.finishes(pao, MINH)
    assert story.ticket(pao).note is None


def test_who_took_the_wrong_number_is_moved_while_still_waiting(story: Teller) -> None:
    story.hall.opens(MINH, "2")
    (pao,) = story.come(1)
    story.come(1, BIRTH)
    story.sends(pao, MINH, procedure=BIRTH)
    assert story.next(MINH, "2") == pao
