"""What is told of a wait, in the sample hall: from the days behind it and the line as it stands."""

from __future__ import annotations

from datetime import time

from queue_server.domain.estimate import Band
from queue_server.operations import estimates, issuing
from queue_server.operations.issuing import Wish
from queue_server.storage import spool, tickets
from tests.hall import HALL, TestHall
from tests.people import COPY, KIOSK


def has_served(hall: TestHall, visits: int = 40, minutes: float = 6) -> None:
    """Lan has served so many people, each for so long; a new hour has begun since."""
    hall.opens()
    for _ in range(visits):
        hall.takes()
        hall.serves(minutes)
    hall.passes(hours=1)


def told(hall: TestHall, queue: str = "A") -> Band | None:
    with hall.look() as look:
        return estimates.of_queues(look)[queue]


def test_nothing_is_told_before_enough_visits_are_known(hall: TestHall) -> None:
    has_served(hall, visits=29)
    assert told(hall) is None


def test_who_comes_to_a_free_counter_is_called_at_once(hall: TestHall) -> None:
    has_served(hall)
    assert told(hall) == Band(0, 0)


def test_nothing_is_told_of_a_queue_that_no_counter_serves_now(hall: TestHall) -> None:
    has_served(hall)
    assert told(hall, "H") is None


def test_five_people_ahead_of_six_minutes_each_are_half_an_hour(hall: TestHall) -> None:
    has_served(hall)
    for _ in range(5):
        hall.takes()
    assert told(hall) == Band(1800, 1800)


def test_the_time_already_spent_at_the_counter_counts(hall: TestHall) -> None:
    has_served(hall)
    hall.takes()
    called = hall.calls()
    assert called is not None
    hall.does("start", called)
    hall.passes(minutes=2)
    assert told(hall) == Band(0, 300)


def test_the_band_told_is_kept_on_the_ticket_and_its_slip(hall: TestHall) -> None:
    has_served(hall)
    for _ in range(3):
        hall.takes()
    with hall.work(KIOSK) as work:
        issued = issuing.issue(work, Wish(COPY))
    assert issued.band == Band(900, 1200)
    with hall.look() as look:
        kept = tickets.by_id(look.db, HALL, issued.ticket.id)
        job = spool.newest(look.db, HALL, 1)[0]
    assert (kept.told_low_s, kept.told_high_s) == (900, 1200)
    assert hall.last_entry().told_high_s == 1200
    assert job.facts["estimate"]["high_s"] == 1200


def test_a_ticket_that_waits_is_told_its_own_place(hall: TestHall) -> None:
    has_served(hall)
    waiting = [hall.takes() for _ in range(4)]
    with hall.look() as look:
        bands = estimates.of_tickets(look, waiting)
    assert [bands[each.id] for each in waiting] == [
        Band(0, 0),
        Band(300, 600),
        Band(600, 900),
        Band(900, 1200),
    ]


def test_who_may_not_come_before_lunch_is_told_so_and_the_wait_counts_lunch(hall: TestHall) -> None:
    has_served(hall, visits=30, minutes=5)
    hall.keeps_hours()  # it is 11:00
    for _ in range(4):
        hall.takes()
    assert told(hall) == Band(1200, 1200)
    for _ in range(5):
        hall.takes()
    assert told(hall) == Band(9900, 9900, time(11, 30))


def test_a_forecast_serves_until_something_happens(hall: TestHall) -> None:
    has_served(hall)
    with hall.look() as look:
        first, again = estimates.current(look), estimates.current(look)
    hall.takes()
    with hall.look() as look:
        assert first is again is not estimates.current(look)
