"""Bà Mai books a half hour: she comes early, in time, late, on another day, or not at all."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta

import pytest

from queue_server.domain.actor import CITIZEN, SYSTEM, Actor
from queue_server.domain.appointment import Appointment, Standing
from queue_server.domain.errors import (
    AppointmentKept,
    AppointmentOver,
    NoAppointments,
    NotAllowed,
    NotASlot,
    OtherDay,
    QueueError,
    SlotFull,
    UnknownAppointment,
)
from queue_server.domain.states import TicketState
from queue_server.domain.ticket import Ticket
from queue_server.operations import appointments, day
from queue_server.operations.appointments import Booking
from queue_server.storage import schema
from tests.people import COPY, HOA, KIOSK, LAND, OPENING, RESULT, SCREEN
from tests.stories.conftest import Teller

AT_NINE = OPENING + timedelta(minutes=90)
PLACES = 2  # in queue A of the sample hall


def books(
    story: Teller, at: datetime = AT_NINE, who: Actor = CITIZEN, procedure: str = COPY, people: int = 1
) -> Appointment:
    with story.hall.work(who) as work:
        return appointments.book(work, Booking(procedure, at, people=people))


def comes(story: Teller, booked: Appointment, who: Actor = KIOSK) -> Ticket:
    with story.hall.work(who) as work:
        return appointments.check_in(work, booked.code).ticket


def calls_off(story: Teller, booked: Appointment) -> Appointment:
    with story.hall.work(CITIZEN) as work:
        return appointments.call_off(work, booked.code)


def free(story: Teller, at: datetime = AT_NINE) -> int:
    with story.hall.look() as look:
        return next(each.free for each in appointments.slots(look, COPY, look.today) if each.at == at)


def the_clock_shows(story: Teller, at: datetime) -> None:
    story.hall.clock.now = at


def test_who_comes_in_time_stands_in_one_line_with_those_who_walked_in(story: Teller) -> None:
    story.hall.opens()
    mai = books(story)
    the_clock_shows(story, AT_NINE - timedelta(minutes=5))
    (before,) = story.come(1, every=7)
    number = comes(story, mai).number
    (after,) = story.come(1, every=0)
    assert [story.served() for _ in range(3)] == [before, number, after], "two minutes late is in time"


def test_who_comes_early_has_the_turn_of_the_half_hour(story: Teller) -> None:
    story.hall.opens()
    mai = books(story)
    number = comes(story, mai).number
    story.hall.passes(minutes=60)
    (walked_in,) = story.come(1, every=60)
    (later,) = story.come(1, every=0)
    assert [story.served() for _ in range(3)] == [walked_in, number, later]


def test_who_comes_late_has_an_ordinary_turn(story: Teller) -> None:
    story.hall.opens()
    mai = books(story)
    the_clock_shows(story, AT_NINE + timedelta(minutes=1))
    (walked_in,) = story.come(1, every=10)
    number = comes(story, mai).number
    assert [story.served() for _ in range(2)] == [walked_in, number]


def test_one_ticket_for_the_whole_boat(story: Teller) -> None:
    assert comes(story, books(story, people=12)).people == 12


def test_an_appointment_is_kept_once(story: Teller) -> None:
    mai = books(story)
    number = comes(story, mai).number
    with pytest.raises(AppointmentKept, match=number):
        comes(story, mai)
    with pytest.raises(AppointmentKept):
        calls_off(story, mai)


def test_a_code_of_tomorrow_gives_no_number_today(story: Teller) -> None:
    mai = books(story, AT_NINE + timedelta(days=1))
    with pytest.raises(OtherDay, match="13/10/2026"):
        comes(story, mai)


def test_a_half_hour_that_was_called_off_is_free_again(story: Teller) -> None:
    first, _second = books(story), books(story)
    with pytest.raises(SlotFull):
        books(story)
    assert calls_off(story, first).state is Standing.CALLED_OFF
    assert free(story) == 1
    books(story)
    with pytest.raises(AppointmentOver):
        comes(story, first)


def test_a_daily_limit_and_the_ticket_hours_are_for_those_who_walk_in(story: Teller) -> None:
    mai = books(story)
    with story.hall.store.founding() as db:
        limit = {"daily_limit": 0, "ticket_hours": [["06:00", "07:00"]]}
        db.execute(schema.queue.update().where(schema.queue.c.code == "A").values(**limit))
        db.execute(schema.hall.update().values(furniture=schema.hall.c.furniture + 1))
    with pytest.raises(QueueError):
        story.come(1)
    assert comes(story, mai).state is TicketState.WAITING


@pytest.mark.parametrize(
    ("at", "why"),
    [
        (AT_NINE + timedelta(minutes=10), "not a half hour"),
        (OPENING, "has begun"),
        (OPENING + timedelta(hours=4), "lunch"),
        (OPENING + timedelta(days=5), "Saturday"),
        (AT_NINE + timedelta(days=21), "too far ahead"),
        (AT_NINE - timedelta(days=3), "the past"),
    ],
)
def test_only_a_coming_half_hour_of_a_session_can_be_booked(story: Teller, at: datetime, why: str) -> None:
    with pytest.raises(NotASlot):
        books(story, at)


def test_a_queue_without_places_takes_no_appointments(story: Teller) -> None:
    with pytest.raises(NoAppointments):
        books(story, procedure=RESULT)
    with story.hall.work(SYSTEM) as work:
        appointments.set_limit(work, "X", 1)
    assert books(story, procedure=RESULT).queue == "X"


def test_screens_neither_book_nor_check_in(story: Teller) -> None:
    mai = books(story)
    with pytest.raises(NotAllowed):
        books(story, who=SCREEN)
    with pytest.raises(NotAllowed):
        comes(story, mai, CITIZEN)


@pytest.mark.parametrize("forged", ["", "AAA AAA", "K7PC4", "K7PC4XX", "001099012345|123456789|Nguyễn", "Ω"])
def test_a_forged_code_is_refused(story: Teller, forged: str) -> None:
    books(story)
    with story.hall.work(KIOSK) as work, pytest.raises(UnknownAppointment):
        appointments.check_in(work, forged)


@pytest.mark.parametrize("typed", ["{0}", "{1}-{2}", " {3} ", "http://192.168.1.10:8000/book/{0}"])
def test_a_code_is_read_as_it_is_typed_or_scanned(story: Teller, typed: str) -> None:
    code = books(story).code
    text = typed.format(code, code[:3], code[3:], code.lower())
    with story.hall.look() as look:
        assert appointments.find(look, text).code == code


def test_the_greeter_sees_who_has_come_and_who_is_late(story: Teller) -> None:
    early, mai, gone = books(story, AT_NINE - timedelta(minutes=30)), books(story), books(story)
    number = comes(story, mai, HOA).number
    calls_off(story, gone)
    the_clock_shows(story, AT_NINE - timedelta(minutes=15))
    with story.hall.look() as look:
        expected = appointments.expected(look)
    assert [(each.appointment.code, each.number, each.is_late) for each in expected] == [
        (early.code, None, True),
        (mai.code, number, False),
    ]


def test_who_has_not_come_by_the_end_of_the_day_will_not_come(story: Teller) -> None:
    mai, pao = books(story), books(story)
    comes(story, pao)
    story.hall.passes(days=1)
    with story.hall.work(SYSTEM) as work:
        day.close(work, date(2026, 10, 12))
        appointments.forget(work, date(2026, 10, 12))
    with story.hall.look() as look:
        assert appointments.find(look, mai.code).state is Standing.NOT_COME
        assert appointments.find(look, pao.code).state is Standing.CAME
    with pytest.raises(AppointmentOver):
        comes(story, mai)


def test_the_last_places_are_given_once_to_ten_who_want_them_at_once(story: Teller) -> None:
    def wants(_: int) -> bool:
        try:
            return bool(books(story))
        except SlotFull:
            return False

    with ThreadPoolExecutor(10) as crowd:
        got = list(crowd.map(wants, range(10)))
    assert sum(got) == PLACES
    assert free(story) == 0


def test_the_journal_tells_it_without_the_code(story: Teller) -> None:
    mai, other = books(story), books(story, procedure=LAND)
    comes(story, mai)
    calls_off(story, other)
    kinds = [kind for kind in story.hall.kinds() if kind.startswith("appointment.")]
    assert kinds == [*["appointment.booked"] * 2, "appointment.kept", "appointment.called_off"]
    told = [entry.body() for news in story.hall.news for _, entry in news.entries]
    assert mai.code not in str(told)
