"""Own signs: for those who do not read, unique among all who are in the hall."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from printer.own_sign_shapes import SHAPES
from queue_server.domain import signs
from queue_server.domain.check_code import code_of, key_of
from queue_server.domain.signs import SIGNS
from queue_server.domain.states import OPEN
from queue_server.domain.ticket import Ticket
from queue_server.operations import own_signs, paper_numbers, walk_up
from queue_server.operations.issuing import Wish
from queue_server.storage import tickets
from tests.hall import HALL, TestHall
from tests.people import BIRTH, COPY, HOA, LAN, TUAN


def now(hall: TestHall, ticket: Ticket) -> Ticket:
    with hall.look() as look:
        return tickets.by_id(look.db, HALL, ticket.id)


def held(hall: TestHall) -> list[str | None]:
    """The signs of all who are in the hall."""
    with hall.look() as look:
        return [each.sign for each in tickets.in_states(look.db, HALL, OPEN)]


def test_every_sign_is_drawn_and_has_a_name_in_both_languages() -> None:
    assert list(SIGNS) == list(SHAPES)
    assert len(SIGNS) >= 20
    assert all(names["vi"] and names["en"] for names in SIGNS.values())
    assert len({names["vi"] for names in SIGNS.values()}) == len(SIGNS)


def test_each_new_number_has_another_sign_in_the_round(hall: TestHall) -> None:
    given_out = [hall.takes().sign for _ in range(len(SIGNS))]
    assert given_out == list(SIGNS)
    assert hall.last_entry().sign == given_out[-1]


def test_a_sign_that_is_free_again_is_not_the_next(hall: TestHall) -> None:
    hall.opens()
    pao = hall.takes()
    hall.serves(2)
    assert hall.takes().sign != pao.sign


def test_with_more_people_than_signs_the_one_given_out_longest_ago_repeats(hall: TestHall) -> None:
    people = [hall.takes() for _ in range(len(SIGNS) + 3)]
    assert [each.sign for each in people[-3:]] == [each.sign for each in people[:3]]


def test_who_is_called_served_or_set_aside_keeps_the_sign(hall: TestHall) -> None:
    hall.opens()
    pao = hall.takes()
    for verb in ("start", "park"):
        called = hall.calls() if verb == "start" else now(hall, pao)
        assert called is not None
        hall.does(verb, called)
        others = [hall.takes(BIRTH).sign for _ in range(6)]
        assert pao.sign not in others
    assert now(hall, pao).sign == pao.sign


def test_who_comes_back_keeps_the_sign_unless_somebody_else_has_it(hall: TestHall) -> None:
    hall.opens()
    pao, mai = hall.takes(), hall.takes()
    for _ in range(2):
        called = hall.calls()
        assert called is not None
        hall.does("miss", called)
    assert hall.does("reinstate", pao, HOA).sign == pao.sign
    for _ in range(len(SIGNS) - 1):
        hall.takes(BIRTH)
    assert hall.does("reinstate", mai, HOA).sign is None
    assert Counter(held(hall)).most_common(1)[0][1] == 1


def test_a_hall_may_give_no_signs(hall: TestHall) -> None:
    with hall.work(TUAN) as work:
        own_signs.set_given(work, given=False)
    assert hall.takes().sign is None
    with hall.work(TUAN) as work:
        own_signs.set_given(work, given=True)
    assert hall.takes().sign == next(iter(SIGNS))


def test_who_walks_up_to_a_counter_needs_no_sign(hall: TestHall) -> None:
    hall.opens()
    with hall.work(LAN) as work:
        assert walk_up.serve(work, Wish(COPY), "1").sign is None


def test_a_number_from_a_roll_gets_a_sign_when_it_comes_onto_the_screen(hall: TestHall) -> None:
    hall.opens()
    pao = hall.takes(BIRTH)
    with hall.work(HOA) as work:
        (from_paper,) = paper_numbers.roll_is_at(work, "A", 480)
    assert from_paper.sign is None
    called = hall.calls()
    assert called is not None
    assert (called.number, called.sign) == ("A480", list(SIGNS)[1])
    assert hall.does("miss", called).sign == called.sign != pao.sign


def test_a_slip_that_came_back_without_its_sign_shows_no_other(hall: TestHall) -> None:
    hall.opens()
    key = key_of("the secret of the hall")
    with hall.work(HOA) as work:
        code = code_of(key, HALL, work.today, "A007")
        paper_numbers.rebuild(work, key, f"A007 {code}")
    called = hall.calls()
    assert called is not None
    assert (called.number, called.sign) == ("A007", None)


def test_who_lost_the_sign_to_somebody_else_gets_no_other(hall: TestHall) -> None:
    hall.opens()
    pao = hall.takes()
    called = hall.calls()
    assert called is not None
    hall.does("miss", called)
    for _ in range(len(SIGNS)):
        hall.takes(BIRTH)
    hall.does("reinstate", pao, HOA)
    again = hall.calls()
    assert again is not None
    assert (again.number, again.sign) == (pao.number, None)


def test_a_hall_without_signs_gives_none_at_the_call_either(hall: TestHall) -> None:
    hall.opens()
    with hall.work(TUAN) as work:
        own_signs.set_given(work, given=False)
    with hall.work(HOA) as work:
        paper_numbers.roll_is_at(work, "A", 480)
    called = hall.calls()
    assert called is not None
    assert called.sign is None


def test_kiosks_that_are_touched_at_once_give_different_signs(hall: TestHall) -> None:
    with ThreadPoolExecutor(8) as kiosks:
        given_out = [each.sign for each in kiosks.map(lambda _n: hall.takes(), range(len(SIGNS)))]
    assert sorted(map(str, given_out)) == sorted(SIGNS)


@pytest.mark.parametrize("crowd", [5, len(SIGNS)])
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 30)), max_size=120))
@settings(deadline=None, max_examples=60)
def test_no_two_in_the_hall_share_a_sign(crowd: int, steps: list[tuple[bool, int]]) -> None:
    inside: dict[int, str] = {}
    for number, (comes, who) in enumerate(steps):
        if comes and len(inside) < crowd:
            newest_first = [inside[ticket] for ticket in sorted(inside, reverse=True)]
            inside[number] = signs.choose(newest_first, number)
        elif inside:
            del inside[sorted(inside)[who % len(inside)]]
        assert len(set(inside.values())) == len(inside)
