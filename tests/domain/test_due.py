"""When a file is due: over weekends, Tết, swapped Saturdays, lunch and three o'clock."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from queue_server.domain.calendar import WorkCalendar
from queue_server.domain.due import CUT_OFF, Term, Unit, counted_from, cut, due, promised

VIETNAM = holidays.country_holidays("VN", years=range(2025, 2029))
OFF = frozenset(VIETNAM)
WORKED = frozenset(VIETNAM.weekend_workdays)
CALENDAR = WorkCalendar(holidays=OFF, swaps=WORKED)

FIVE = Term(5, Unit.WORKING_DAYS)
SAME_DAY = Term(0, Unit.WORKING_DAYS)


def at(year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute)


def closing(year: int, month: int, day: int) -> datetime:
    return at(year, month, day, 17)


def test_five_working_days_from_29_december_pass_new_year_and_a_swapped_saturday() -> None:
    # 1 January 2026 is a Thursday; the Friday is off too, and worked on Saturday the 10th.
    bridged = WorkCalendar(
        holidays=OFF | {date(2026, 1, 1), date(2026, 1, 2)}, swaps=WORKED | {date(2026, 1, 10)}
    )
    received = at(2025, 12, 29)
    assert due(received, FIVE, bridged) == closing(2026, 1, 7)
    assert due(received, Term(8, Unit.WORKING_DAYS), bridged) == closing(2026, 1, 10)


def test_thirty_working_days_from_29_december_pass_tet_too() -> None:
    received = at(2025, 12, 29)
    found = due(received, Term(40, Unit.WORKING_DAYS), CALENDAR)
    assert found.date() == _naive(received.date(), 40)
    assert {date(2026, 2, 16) + timedelta(days=n) for n in range(5)} <= OFF
    assert found.date() > date(2026, 2, 23)


@pytest.mark.parametrize(
    ("received", "ends"),
    [
        (at(2026, 10, 12, 14, 59), closing(2026, 10, 12)),
        (at(2026, 10, 12, 15, 0), closing(2026, 10, 12)),
        (at(2026, 10, 12, 15, 10), closing(2026, 10, 13)),
        (at(2026, 10, 16, 15, 10), closing(2026, 10, 19)),
        (at(2026, 10, 17, 9), closing(2026, 10, 19)),
    ],
)
def test_what_comes_after_three_counts_from_the_next_working_day(received: datetime, ends: datetime) -> None:
    assert due(received, SAME_DAY, CALENDAR) == ends


def test_a_hall_without_the_rule_of_three_oclock_counts_at_once() -> None:
    assert due(at(2026, 10, 12, 16), SAME_DAY, CALENDAR, None) == closing(2026, 10, 12)


def test_hours_rest_at_lunch_and_over_night() -> None:
    assert due(at(2026, 10, 12, 10, 30), Term(2, Unit.HOURS), CALENDAR) == at(2026, 10, 12, 14, 30)
    assert due(at(2026, 10, 16, 14, 30), Term(4, Unit.HOURS), CALENDAR) == at(2026, 10, 19, 9, 0)
    assert due(at(2026, 10, 12, 6), Term(4, Unit.HOURS), CALENDAR) == at(2026, 10, 12, 11, 30)


def test_a_term_in_days_that_ends_on_a_day_off_ends_with_the_next_working_day() -> None:
    assert due(at(2026, 10, 12), Term(5, Unit.DAYS), CALENDAR) == closing(2026, 10, 19)
    assert due(at(2026, 10, 12), Term(4, Unit.DAYS), CALENDAR) == closing(2026, 10, 16)


def test_the_shorter_of_law_and_promise_counts() -> None:
    received, three = at(2026, 10, 12), Term(3, Unit.WORKING_DAYS)
    assert promised(received, FIVE, three, CALENDAR) == closing(2026, 10, 15)
    assert promised(received, FIVE, None, CALENDAR) == closing(2026, 10, 19)
    assert promised(received, three, FIVE, CALENDAR) == closing(2026, 10, 15)
    assert promised(received, None, None, CALENDAR) is None


def test_a_cut_is_told_only_where_there_is_one() -> None:
    assert cut(Term(10, Unit.WORKING_DAYS), Term(7, Unit.WORKING_DAYS)) == pytest.approx(0.3)
    assert cut(Term(1, Unit.WORKING_DAYS), Term(4, Unit.HOURS)) == pytest.approx(0.5)
    assert cut(FIVE, FIVE) is None
    assert cut(SAME_DAY, SAME_DAY) is None
    assert cut(FIVE, None) is None


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("5 working days", FIVE),
        ("05 ngày làm việc", FIVE),
        ("15 ngày", Term(15, Unit.DAYS)),
        ("4 giờ làm việc", Term(4, Unit.HOURS)),
        (" Trong  ngày ", SAME_DAY),
        ("same day", SAME_DAY),
    ],
)
def test_terms_are_read_as_people_write_them(text: str, term: Term) -> None:
    assert Term.read(text) == term
    assert Term.read(str(term)) == term


@pytest.mark.parametrize("text", ["", "5", "five days", "-3 days", "0 days", "401 days", "5 weeks", "٥ days"])
def test_what_is_no_term_is_no_promise(text: str) -> None:
    with pytest.raises(ValueError, match="no term"):
        Term.read(text)


def _worked(day: date) -> bool:
    """As somebody with a wall calendar would say it."""
    return day in WORKED or (day.weekday() < 5 and day not in OFF)


def _naive(start: date, count: int) -> date:
    day = start
    while count:
        day += timedelta(days=1)
        count -= _worked(day)
    return day


moments = st.datetimes(datetime(2025, 1, 1), datetime(2027, 6, 30)).map(lambda at: at.replace(microsecond=0))


@given(moments, st.integers(0, 60))
def test_working_days_agree_with_a_count_on_the_wall_calendar(received: datetime, count: int) -> None:
    start = received.date()
    while not _worked(start) or (start == received.date() and received.time() > CUT_OFF):
        start += timedelta(days=1)
    assert due(received, Term(count, Unit.WORKING_DAYS), CALENDAR) == datetime.combine(
        _naive(start, count), time(17)
    )


@given(moments.map(lambda at: at.replace(second=0)), st.integers(1, 24))
def test_hours_agree_with_a_count_of_minutes(received: datetime, hours: int) -> None:
    now, left = counted_from(received, CALENDAR), hours * 60
    while left:
        left -= CALENDAR.is_open(now)
        now += timedelta(minutes=1)
    assert due(received, Term(hours, Unit.HOURS), CALENDAR) == now


@given(moments, st.integers(0, 60), st.sampled_from(Unit))
def test_nothing_is_due_before_it_came_or_when_nobody_works(
    received: datetime, count: int, unit: Unit
) -> None:
    found = due(received, Term(count or (unit is not Unit.WORKING_DAYS), unit), CALENDAR)
    assert _worked(found.date())
    assert found >= received
    assert found <= due(received, Term(count + 1, unit), CALENDAR)
