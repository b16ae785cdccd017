"""Midnight passes."""

from __future__ import annotations

from queue_server.domain.actor import SYSTEM
from queue_server.domain.states import TicketState
from queue_server.operations import day
from queue_server.storage import figures, halls
from queue_server.storage.figures import Figure, Place, Span, Stretch
from tests.hall import HALL, TestHall
from tests.people import OPENING


def close_the_day(hall: TestHall) -> None:
    hall.passes(days=1)
    with hall.look() as look:
        overdue = day.overdue(look)
    for each in overdue:
        with hall.work(SYSTEM) as work:
            day.close(work, each)
        with hall.work(SYSTEM) as work:
            day.roll_up(work, each)


def of_the_day(hall: TestHall) -> dict[Place, Figure]:
    first = OPENING.date()
    with hall.look() as look:
        return dict(figures.read(look.db, HALL, "all", [Stretch(Span.DAY, first, first)]))


def test_who_still_waits_expires_and_a_forgotten_service_is_closed_out(hall: TestHall) -> None:
    hall.opens()
    served, waiting = hall.takes(), hall.takes()
    hall.calls()
    hall.does("start", served)
    close_the_day(hall)
    assert hall.state_of(served) is TicketState.SERVED
    assert hall.state_of(waiting) is TicketState.EXPIRED
    with hall.look() as look:
        assert all(each.state == "closed" for each in halls.counters(look.db, HALL))
        assert day.overdue(look) == []


def test_a_forgotten_service_is_in_no_service_time(hall: TestHall) -> None:
    hall.opens()
    hall.takes()
    hall.takes()
    hall.serves(4)
    last = hall.calls()
    assert last is not None
    hall.does("start", last)
    close_the_day(hall)
    (whole,) = of_the_day(hall).values()
    assert (whole.tally["served"], whole.service.n, whole.service.sum_ms) == (2, 1, 240_000)


def test_rolling_up_again_gives_the_same_figures(hall: TestHall) -> None:
    hall.opens()
    for _ in range(3):
        hall.takes()
        hall.serves(2)
    close_the_day(hall)
    before = of_the_day(hall)
    with hall.work(SYSTEM) as work:
        day.roll_up(work, OPENING.date())
    assert of_the_day(hall) == before


def test_the_day_of_today_stays_open(hall: TestHall) -> None:
    hall.takes()
    with hall.look() as look:
        assert day.overdue(look) == []
