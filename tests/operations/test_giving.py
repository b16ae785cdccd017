"""When numbers are given and how many a day: it holds at once, and nonsense changes nothing."""

from __future__ import annotations

import pytest

from queue_server.domain.errors import (
    BadDailyLimit,
    BadTicketHours,
    DailyLimitReached,
    HallClosed,
    HoursNeverMet,
    NotFound,
    NumbersAfterWork,
    OutsideTicketHours,
    QueueError,
)
from queue_server.domain.giving import Giving, Hours, read_hours
from queue_server.operations import giving
from tests.hall import TestHall
from tests.people import BIRTH, COPY, TUAN

EARLY = read_hours([("07:00", "11:00"), ("13:00", "16:30")])


def change(hall: TestHall, hours: Hours = (), **queues: Giving) -> bool:
    with hall.work(TUAN) as work:
        return giving.change(work, hours, queues)


def test_hours_of_the_hall_hold_from_now_on(hall: TestHall) -> None:
    hall.keeps_hours()
    hall.takes(COPY)
    assert change(hall, EARLY)
    hall.passes(hours=3, minutes=40)
    with pytest.raises(HallClosed):
        hall.takes(COPY)


def test_hours_and_limit_of_a_queue_hold_from_now_on_and_can_be_lifted(hall: TestHall) -> None:
    change(hall, A=Giving(daily_limit=1), H=Giving(hours=read_hours([("13:30", "16:00")])))
    hall.takes(COPY)
    with pytest.raises(DailyLimitReached):
        hall.takes(COPY)
    with pytest.raises(OutsideTicketHours):
        hall.takes(BIRTH)
    change(hall, A=Giving(), H=Giving())
    assert [hall.takes(each).number for each in (COPY, BIRTH)] == ["A002", "H001"]


def test_a_queue_that_is_not_named_stays(hall: TestHall) -> None:
    change(hall, A=Giving(daily_limit=7))
    change(hall, H=Giving(daily_limit=9))
    with hall.look() as look:
        rules = giving.of_queues(look)
    assert (rules["A"].daily_limit, rules["H"].daily_limit) == (7, 9)


def test_a_change_is_told_and_written_down_once(hall: TestHall) -> None:
    assert change(hall, EARLY, A=Giving(daily_limit=40))
    entry = hall.last_entry()
    assert (entry.kind, entry.by, entry.hours) == ("numbers.changed", "tuan", ["07:00–11:00", "13:00–16:30"])
    assert entry.queues == {"A": {"hours": [], "daily_limit": 40}}
    assert not change(hall, EARLY, A=Giving(daily_limit=40))
    assert hall.kinds() == ["numbers.changed"]


@pytest.mark.parametrize(
    ("hours", "queues", "refusal"),
    [
        ([("07:00", "17:30")], {}, NumbersAfterWork),
        ([("07:00", "09:00")], {"A": [("10:00", "11:00")]}, HoursNeverMet),
        ([], {"A": [("11:30", "13:30")]}, HoursNeverMet),
        ([], {"Q": []}, NotFound),
    ],
)
def test_hours_that_make_no_sense_are_refused_and_change_nothing(
    hall: TestHall,
    hours: list[tuple[str, str]],
    queues: dict[str, list[tuple[str, str]]],
    refusal: type[QueueError],
) -> None:
    hall.keeps_hours()
    with pytest.raises(refusal):
        change(hall, read_hours(hours), **{code: Giving(read_hours(each)) for code, each in queues.items()})
    assert hall.kinds() == []
    with hall.look() as look:
        assert giving.of_hall(look) == ()


@pytest.mark.parametrize(
    "pairs",
    [
        [("11:00", "07:00")],
        [("07:00", "07:00")],
        [("07:00", "")],
        [("25:00", "26:00")],
        [("seven", "eight")],
        [("07:00+07:00", "08:00")],
        [("07:00", "10:00"), ("09:00", "11:00")],
        [(f"{n:02}:00", f"{n:02}:30") for n in range(8, 13)],
    ],
)
def test_what_are_no_hours_is_refused(pairs: list[tuple[str, str]]) -> None:
    with pytest.raises(BadTicketHours):
        read_hours(pairs)


def test_hours_come_in_the_order_of_the_day() -> None:
    assert read_hours([("13:00", "16:30"), ("7:00", "11:00")]) == EARLY


@pytest.mark.parametrize("limit", [-1, 10_000])
def test_a_limit_that_cannot_be_meant_is_refused(limit: int) -> None:
    with pytest.raises(BadDailyLimit):
        Giving(daily_limit=limit)
