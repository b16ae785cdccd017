"""Working days, lunch, holidays and the Saturdays worked instead."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queue_server.domain.calendar import AFTERNOON, MORNING, Session, WorkCalendar

TET = frozenset({date(2026, 2, 16) + timedelta(days=n) for n in range(5)})
SWAPPED = WorkCalendar(
    holidays=TET | {date(2026, 8, 31), date(2026, 9, 1), date(2026, 9, 2)},
    swaps=frozenset({date(2026, 8, 22)}),
)
PLAIN = WorkCalendar()


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 10, day, hour, minute)


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        (at(12, 7, 29), False),
        (at(12, 7, 30), True),
        (at(12, 11, 29), True),
        (at(12, 11, 30), False),
        (at(12, 12, 30), False),
        (at(12, 13, 30), True),
        (at(12, 17, 0), False),
        (at(17, 9), False),
        (at(18, 9), False),
    ],
)
def test_the_hall_is_open_in_its_sessions_on_working_days(moment: datetime, is_open: bool) -> None:
    assert PLAIN.is_open(moment) is is_open


def test_a_swapped_saturday_is_worked_and_its_monday_is_off() -> None:
    assert SWAPPED.is_working_day(date(2026, 8, 22))
    assert not SWAPPED.is_working_day(date(2026, 8, 31))


def test_five_working_days_pass_over_tet() -> None:
    assert SWAPPED.add_working_days(date(2026, 2, 13), 5) == date(2026, 2, 27)


def test_no_working_day_later_is_the_same_day() -> None:
    assert PLAIN.add_working_days(date(2026, 10, 17), 0) == date(2026, 10, 17)


def test_a_term_cannot_run_backwards() -> None:
    with pytest.raises(ValueError, match="backwards"):
        PLAIN.add_working_days(date(2026, 10, 12), -1)


def test_a_session_must_end_after_it_starts() -> None:
    with pytest.raises(ValueError, match="after it starts"):
        Session(time(11), time(7))


def test_after_lunch_the_hall_opens_again_and_after_friday_on_monday() -> None:
    assert PLAIN.next_opening(at(12, 12)) == at(12, 13, 30)
    assert PLAIN.next_opening(at(16, 17)) == at(19, 7, 30)
    assert (MORNING.start, AFTERNOON.start) == (time(7, 30), time(13, 30))


days = st.dates(date(2026, 1, 1), date(2027, 12, 31))


@given(days, st.integers(0, 60))
def test_adding_working_days_agrees_with_counting_them(start: date, count: int) -> None:
    end = SWAPPED.add_working_days(start, count)
    assert SWAPPED.working_days(start, end) == count
    assert count == 0 or SWAPPED.is_working_day(end)
