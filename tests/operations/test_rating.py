"""One press after a visit: once, at its counter, in time, and nobody can tell who pressed what."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from queue_server.domain.rating import (
    AlreadyRated,
    BadLevel,
    NotFinished,
    OtherCounter,
    RatingOver,
    ReasonNotAsked,
    Rules,
)
from queue_server.domain.ticket import Ticket
from queue_server.operations import rating
from queue_server.operations.rating import AtDevice, Press
from queue_server.operations.sending import Target
from queue_server.storage import ratings, schema, tickets
from tests.hall import HALL, TestHall
from tests.people import HALL_ITSELF, LAN, MINH, TUAN

SURE = {"level": 3, "key": "k1", "counter": "1"}


@pytest.fixture
def served(hall: TestHall) -> Ticket:
    """Ông Páo was just served at counter 1."""
    hall.takes()
    hall.opens()
    return hall.serves(4)


def presses(hall: TestHall, ticket: Ticket, **press: Any) -> None:
    with hall.work(HALL_ITSELF) as work:
        now = tickets.by_id(work.db, HALL, ticket.id)
        rating.rate(work, now, Press(**{**SURE, **press}))


def sums(hall: TestHall, by: str = "day") -> dict[tuple[str, int], int]:
    with hall.look() as look:
        found = ratings.counts(look.db, HALL, by, look.today.replace(day=1), look.today)
    return {(each.key, each.level): each.n for each in found}


def test_a_press_is_counted_for_hall_queue_procedure_and_clerk(hall: TestHall, served: Ticket) -> None:
    presses(hall, served)
    assert sums(hall) == {("", 3): 1}
    assert sums(hall, "queue") == {("A", 3): 1}
    assert sums(hall, "procedure") == {("2.000815", 3): 1}
    assert sums(hall, "clerk") == {("lan", 3): 1}
    assert sums(hall, "via") == {("device", 3): 1}


def test_the_same_press_sent_again_changes_nothing(hall: TestHall, served: Ticket) -> None:
    presses(hall, served)
    hall.passes(hours=30)
    presses(hall, served, age=timedelta(hours=30))
    presses(hall, served, level=1)
    assert sums(hall) == {("", 3): 1}


def test_a_second_press_is_refused_and_the_first_stays(hall: TestHall, served: Ticket) -> None:
    presses(hall, served)
    for other in ({"key": "k2"}, {"key": "k3", "level": 1}, {"key": "k4", "counter": None}):
        with pytest.raises(AlreadyRated):
            presses(hall, served, **other)
    assert sums(hall) == {("", 3): 1}


def test_a_device_rates_no_visit_of_another_counter(hall: TestHall, served: Ticket) -> None:
    with pytest.raises(OtherCounter):
        presses(hall, served, counter="2")
    assert sums(hall) == {}


def test_a_visit_that_goes_on_is_not_rated(hall: TestHall) -> None:
    pao = hall.takes()
    hall.opens()
    with pytest.raises(NotFinished):
        presses(hall, pao)
    hall.calls()
    hall.does("start", pao)
    with pytest.raises(NotFinished):
        presses(hall, pao)


def test_after_its_minute_the_device_may_not_and_the_page_may(hall: TestHall, served: Ticket) -> None:
    hall.passes(seconds=121)
    with pytest.raises(RatingOver):
        presses(hall, served)
    presses(hall, served, counter=None)
    assert sums(hall, "via") == {("page", 3): 1}


def test_a_press_in_time_may_arrive_three_days_late_and_no_later(hall: TestHall, served: Ticket) -> None:
    hall.passes(hours=71)
    presses(hall, served, age=timedelta(hours=71))
    assert sums(hall) == {("", 3): 1}
    hall.passes(hours=2)
    with pytest.raises(RatingOver):
        presses(hall, served, key="k2", age=timedelta(hours=73))


def test_the_reason_goes_with_the_lowest_level_alone(hall: TestHall, served: Ticket) -> None:
    for wrong in ({"level": 2, "reason": "wait"}, {"level": 1, "reason": "the clerk's hair"}):
        with pytest.raises(ReasonNotAsked):
            presses(hall, served, **wrong)
    presses(hall, served, level=1, reason="wait")
    assert sums(hall, "reason") == {("wait", 1): 1}
    with hall.look() as look:
        assert rating.low_today(look) == 1


def test_a_scale_stays_with_its_ratings(hall: TestHall, served: Ticket) -> None:
    presses(hall, served, levels=5, level="neutral")
    with hall.work(TUAN) as work:
        rating.set_rules(work, Rules(levels=4))
    hall.takes()
    presses(hall, hall.serves(4), key="k2", level=4)
    with hall.look() as look:
        found = ratings.counts(look.db, HALL, "day", look.today, look.today)
    assert {(each.levels, each.level, each.n) for each in found} == {(5, 3, 1), (4, 4, 1)}


@pytest.mark.parametrize("levels", [0, 2, 6, -3])
def test_there_is_no_other_scale(hall: TestHall, served: Ticket, levels: int) -> None:
    with pytest.raises(BadLevel), hall.work(TUAN) as work:
        rating.set_rules(work, Rules(levels=levels))
    with pytest.raises(BadLevel):
        presses(hall, served, levels=levels or 7)


def test_no_row_and_no_journal_entry_ties_a_press_to_a_visit(hall: TestHall, served: Ticket) -> None:
    before = hall.kinds()
    presses(hall, served, level=1, reason="wait")
    assert hall.kinds() == before
    with hall.store.glance() as db:
        mark = db.execute(select(schema.rated)).one()
        rows = db.execute(select(schema.rating_count)).all()
    assert set(mark._mapping) == {"hall", "mark", "again", "day"}
    assert served.link not in repr(mark)
    assert "k1" not in mark.again
    assert [row for row in rows if str(served.id) in (row.key, row.by) or served.number in repr(row)] == []


def test_who_has_rated_is_forgotten_once_nobody_can_any_more(hall: TestHall, served: Ticket) -> None:
    presses(hall, served)
    for hours, left in ((24, 1), (96, 0)):
        hall.passes(hours=hours)
        with hall.work(HALL_ITSELF) as work:
            rating.forget_old(work)
        with hall.store.glance() as db:
            assert len(db.execute(select(schema.rated)).all()) == left
    assert sums(hall) == {("", 3): 1}


# The device


def at(hall: TestHall, counter: str = "1") -> AtDevice:
    with hall.look() as look:
        return rating.at_device(look, counter)


def test_the_device_wakes_for_a_minute_after_a_visit_at_its_counter(hall: TestHall, served: Ticket) -> None:
    hall.passes(seconds=10)
    there = at(hall)
    assert there.visit is not None
    assert (there.visit.ticket, there.visit.left_s, there.serving) == (served.id, 50, None)
    assert at(hall, "2").visit is None
    hall.passes(seconds=51)
    assert at(hall).visit is None


def test_the_device_sleeps_once_the_next_is_served(hall: TestHall, served: Ticket) -> None:
    mai = hall.takes()
    hall.calls()
    assert at(hall).visit is not None  # the number is called, but its person not there yet
    hall.does("start", mai)
    assert at(hall) == AtDevice("1", None, mai.id)


def test_the_device_asks_nothing_twice(hall: TestHall, served: Ticket) -> None:
    presses(hall, served, counter=None)
    assert at(hall).visit is None


def test_a_visit_through_two_counters_is_rated_at_the_last(hall: TestHall) -> None:
    pao = hall.takes()
    hall.opens()
    hall.opens(MINH, "2")
    hall.calls()
    hall.does("start", pao)
    hall.does("transfer", pao, LAN, target=_to("2"))
    assert at(hall).visit is None
    hall.calls(MINH, "2")
    hall.does("start", pao, MINH)
    hall.does("finish", pao, MINH)
    with pytest.raises(OtherCounter):
        presses(hall, pao)
    presses(hall, pao, counter="2")
    assert sums(hall, "clerk") == {("minh", 3): 1}


def _to(counter: str) -> Any:
    return Target("1.001193", None, counter, False)
