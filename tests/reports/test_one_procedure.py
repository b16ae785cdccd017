"""A report limited to one procedure or queue says what its row in the whole report says."""

from __future__ import annotations

from queue_server.reports import rollup, wait_times
from queue_server.reports.report import report
from queue_server.reports.rollup import Only
from tests.hall import TestHall
from tests.people import BIRTH, COPY


def a_morning(hall: TestHall) -> None:
    """Three copies at counter 1, and a birth that nobody served yet."""
    hall.opens()
    for _ in range(3):
        hall.takes()
        hall.serves(4)
    hall.takes(BIRTH)


def test_each_row_is_the_total_of_the_report_of_it_alone(hall: TestHall) -> None:
    a_morning(hall)
    with hall.look() as look:
        day = look.today
        for by in ("procedure", "queue"):
            for row in wait_times.times(look, day, day, by):
                alone = report(look, day, day, "hour", only=Only(**{by: row.key}))
                assert alone.total.issued == row.issued
                assert alone.total.wait == row.wait
                assert alone.total.service == row.service
                assert alone.about == row.label
                assert alone.attended == []


def test_it_is_the_same_once_the_figures_are_written(hall: TestHall) -> None:
    a_morning(hall)
    with hall.look() as look:
        day = look.today
        before = report(look, day, day, only=Only(COPY))
    rollup.catch_up(hall.store, look.hall.id)
    hall.passes(minutes=1)
    with hall.look() as look:
        after = report(look, day, day, only=Only(COPY))
    assert (after.total, after.rows) == (before.total, before.rows)
    assert [row.key for row in after.rows] == [COPY]


def test_a_procedure_in_another_queue_has_no_figures(hall: TestHall) -> None:
    a_morning(hall)
    with hall.look() as look:
        assert report(look, look.today, look.today, only=Only(COPY, "H")).rows == []
