"""Figures kept beside the journal: always what the journal says, whoever adds them up and when."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from queue_server.domain.actor import SYSTEM
from queue_server.operations import day as days
from queue_server.operations.sending import Target
from queue_server.reports import period, rollup, wait_times
from queue_server.reports.rollup import Cells
from queue_server.storage import figures
from queue_server.storage.figures import GROUPS, Span, Stretch, added
from tests.hall import HALL, TestHall
from tests.people import BIRTH, COPY, HOA, LAN, MINH, NGA, OPENING, RESULT

CLERKS = ((LAN, "1"), (MINH, "2"), (NGA, "4"))
ALWAYS = [Stretch(span, date(2000, 1, 1), date(2100, 1, 1)) for span in Span]


def kept(hall: TestHall) -> Cells:
    """Everything that is kept, of every grouping and span."""
    with hall.look() as look:
        return {place: figure for by in GROUPS for place, figure in figures.read(look.db, HALL, by, ALWAYS)}


def catches_up(hall: TestHall) -> None:
    rollup.catch_up(hall.store, HALL)


def told(hall: TestHall, by: str = "procedure", first: date | None = None) -> list[wait_times.Row]:
    with hall.look() as look:
        return wait_times.times(look, first or look.today, look.today, by)


def works(hall: TestHall, chance: random.Random, visitors: int, between: Callable[[], Any]) -> None:
    """Some hours of a hall in which everything happens; `between` is done after every visitor."""
    for clerk, code in CLERKS:
        hall.opens(clerk, code)
    done = []
    for _ in range(visitors):
        hall.takes(chance.choice([COPY, BIRTH, RESULT]), priority=chance.choice([None, "elderly"]))
        hall.passes(seconds=chance.randint(10, 240))
        clerk, code = chance.choice(CLERKS)
        called = hall.calls(clerk, code)
        if called is not None:
            done += _goes_on(hall, called, clerk, chance)
        if done and chance.random() < 0.1:
            ticket, by = chance.choice(done)
            hall.does("times_wrong", ticket, by)
        between()


def _goes_on(hall: TestHall, called: Any, clerk: Any, chance: random.Random) -> list[Any]:
    fate = chance.random()
    if fate < 0.2:
        hall.does("miss", called, clerk)
        if fate < 0.1:
            hall.passes(seconds=20)
            hall.does("reinstate", called, HOA)
        return []
    hall.does("start", called, clerk)
    hall.passes(seconds=chance.randint(60, 900))
    if fate < 0.3:
        hall.does("transfer", called, clerk, target=Target(BIRTH))
    elif fate < 0.4:
        hall.does("park", called, clerk, reason="form")
    else:
        hall.does("finish", called, clerk)
        return [(called, clerk)]
    return []


def ends_the_day(hall: TestHall) -> None:
    hall.passes(hours=24)
    with hall.look() as look:
        overdue = days.overdue(look)
    for each in overdue:
        with hall.work(SYSTEM) as work:
            days.close(work, each)
        with hall.work(SYSTEM) as work:
            days.roll_up(work, each)


@pytest.mark.parametrize("seed", range(3))
def test_figures_caught_up_at_any_moment_are_those_rebuilt_from_the_journal(
    hall: TestHall, seed: int
) -> None:
    chance = random.Random(seed)

    def sometimes() -> None:
        if chance.random() < 0.3:
            catches_up(hall)

    works(hall, chance, 25, sometimes)
    ends_the_day(hall)
    works(hall, chance, 10, sometimes)
    catches_up(hall)
    caught_up = kept(hall)
    assert list(rollup.rebuild(hall.store, HALL)) == [date(2026, 10, 1)]
    assert kept(hall) == caught_up
    assert sum(f.tally.get("issued", 0) for p, f in caught_up.items() if p.by == "all") > 20


def test_what_a_manager_sees_does_not_depend_on_when_the_figures_were_caught_up(hall: TestHall) -> None:
    chance = random.Random(11)
    seen = []

    def looks_before_and_after() -> None:
        before = [told(hall, by) for by in ("procedure", "clerk")]
        catches_up(hall)
        seen.append((before, [told(hall, by) for by in ("procedure", "clerk")]))

    works(hall, chance, 15, looks_before_and_after)
    assert len(seen) == 15
    assert all(before == after for before, after in seen)


def test_a_service_said_to_be_wrong_on_another_day_leaves_the_figures_again(hall: TestHall) -> None:
    hall.opens()
    hall.takes()
    pao = hall.serves(5)
    ends_the_day(hall)
    assert told(hall, first=OPENING.date())[0].service.n == 1
    hall.opens()
    hall.does("times_wrong", pao)
    (row,) = told(hall, first=OPENING.date())
    assert (row.service.n, row.left_out) == (0, 1)
    catches_up(hall)
    assert told(hall, first=OPENING.date()) == [row]


def one_visit_on(hall: TestHall, day: date, minutes: float) -> None:
    hall.clock.now = OPENING + (day - OPENING.date())
    hall.opens()
    hall.takes()
    hall.passes(minutes=3)
    hall.serves(minutes)
    ends_the_day(hall)


def test_whole_months_and_years_are_the_sums_of_their_days(hall: TestHall) -> None:
    start = OPENING.date()
    for number, day in enumerate((start, date(2026, 10, 30), date(2026, 11, 2), date(2027, 2, 1))):
        one_visit_on(hall, day, 5 + number)
    with hall.look() as look:
        assert figures.starts(look.db, HALL, Span.YEAR) == [date(2026, 1, 1)]
        assert figures.starts(look.db, HALL, Span.MONTH) == [date(2026, 10, 1), date(2026, 11, 1)]
        for by in ("procedure", "hour", "weekday", "clerk", "year", "month", "day"):
            rows = wait_times.times(look, date(2026, 1, 1), date(2027, 12, 31), by)
            assert sum(row.issued for row in rows) == 4, by
            assert sum(row.service.n * (row.service.mean_s or 0) for row in rows) == pytest.approx(26 * 60)
    found = kept(hall)
    for place, figure in found.items():
        if place.span is Span.MONTH:
            parts = [
                each
                for other, each in found.items()
                if other.span is Span.DAY
                and other.by == place.by
                and other.key == place.key
                and other.start.replace(day=1) == place.start
            ]
            assert added(parts) == figure


def test_a_long_period_is_read_from_few_rows(hall: TestHall) -> None:
    for day in (OPENING.date(), date(2026, 11, 2), date(2027, 2, 1), date(2028, 3, 1)):
        one_visit_on(hall, day, 5)
    with hall.look() as look:
        first, last = date(2026, 1, 1), date(2028, 3, 1)
        spans = [each.span for each in period.cover(look, first, last, tuple(Span))]
        assert spans == [Span.YEAR, Span.DAY]
        cut = period.cover(look, date(2026, 10, 12), date(2026, 11, 30), tuple(Span))
        assert cut == [
            Stretch(Span.DAY, date(2026, 10, 12), date(2026, 10, 31)),
            Stretch(Span.MONTH, date(2026, 11, 1), date(2026, 11, 1)),
        ]


def test_days_that_count_anew_are_left_out_of_what_is_read(hall: TestHall) -> None:
    one_visit_on(hall, OPENING.date(), 5)
    with hall.look() as look:
        without = period.cover(look, date(2026, 10, 11), date(2026, 10, 13), (Span.DAY,), {OPENING.date()})
    assert without == [
        Stretch(Span.DAY, date(2026, 10, 11), date(2026, 10, 11)),
        Stretch(Span.DAY, date(2026, 10, 13), date(2026, 10, 13)),
    ]


def test_the_second_of_two_who_catch_up_changes_nothing(hall: TestHall) -> None:
    hall.opens()
    hall.takes()
    hall.serves(5)
    with hall.look() as look:
        mine, other = rollup.prepare(look), rollup.prepare(look)
    with hall.work(SYSTEM) as work:
        assert rollup.write(work, mine)
    before = kept(hall)
    with hall.work(SYSTEM) as work:
        assert not rollup.write(work, other)
    assert kept(hall) == before


def test_a_packed_sketch_is_read_as_it_was_and_always_written_alike() -> None:
    for values in ([], [0.0], [1.5, 1.5, 3_600.25], [float(n * 37 % 5_000) for n in range(5_000)]):
        sketch = rollup.Sketch.of(values)
        assert figures.unpacked(figures.packed(sketch)) == sketch
        assert figures.packed(figures.unpacked(figures.packed(sketch))) == figures.packed(sketch)


def test_a_year_without_a_29th_of_february_ends_where_it_should() -> None:
    assert rollup.after_month(date(2027, 2, 1)) - timedelta(days=1) == date(2027, 2, 28)
    assert rollup.after_month(date(2028, 2, 1)) - timedelta(days=1) == date(2028, 2, 29)
    assert rollup.after_month(date(2028, 12, 1)) == date(2029, 1, 1)


def test_what_people_came_for_is_counted_by_procedure(hall: TestHall) -> None:
    one_visit_on(hall, OPENING.date(), 5)
    one_visit_on(hall, date(2026, 10, 13), 5)
    with hall.look() as look:
        assert figures.asked_for(look.db, HALL, OPENING.date(), date(2026, 10, 13)) == {COPY: 2}
        assert figures.asked_for(look.db, HALL, date(2026, 10, 13), date(2026, 10, 14)) == {COPY: 1}
        assert figures.asked_for(look.db, HALL, date(2026, 10, 14), date(2026, 10, 14)) == {}
