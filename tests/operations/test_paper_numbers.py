"""Numbers from a roll and from the papers in people's hands, on both databases."""

from __future__ import annotations

import random
from datetime import date

import pytest

from queue_server.domain.actor import Actor
from queue_server.domain.check_code import code_of, key_of
from queue_server.domain.errors import (
    NotAllowed,
    NotFound,
    NumberTaken,
    RollBehind,
    RollTooFar,
    WrongCheckCode,
)
from queue_server.domain.states import TicketState
from queue_server.domain.ticket import Ticket
from queue_server.operations.paper_numbers import MOST_AT_ONCE, rebuild, roll_is_at
from queue_server.operations.sending import Target
from queue_server.reports import wait_times
from queue_server.storage import tickets
from tests.hall import HALL, TestHall
from tests.people import COPY, HALL_ITSELF, HOA, KIOSK, LAN, TUAN

KEY = key_of("the secret of the hall")
TODAY = date(2026, 10, 12)


def roll(hall: TestHall, number: int, first: int | None = None, actor: Actor = HOA) -> list[Ticket]:
    with hall.work(actor) as work:
        return roll_is_at(work, "A", number, first)


def paper(number: str, day: date = TODAY) -> str:
    return f"{number} {code_of(KEY, HALL, day, number)}"


def back(hall: TestHall, typed: str, actor: Actor = HOA) -> Ticket:
    with hall.work(actor) as work:
        return rebuild(work, KEY, typed)


def line(hall: TestHall) -> list[str]:
    with hall.look() as look:
        waiting = tickets.in_states(look.db, HALL, [TicketState.WAITING], day=TODAY)
    return [each.number for each in waiting]


def test_a_roll_without_a_printer_gives_the_hall_its_tickets(hall: TestHall) -> None:
    assert [each.number for each in roll(hall, 480)] == ["A480"]
    hall.passes(minutes=30)
    taken = roll(hall, 483)
    assert [each.number for each in taken] == ["A481", "A482", "A483"]
    assert all(each.estimated and each.due_at == each.issued_at for each in taken)
    minutes = [(hall.clock.now - each.issued_at).total_seconds() / 60 for each in taken]
    assert minutes == pytest.approx([20, 10, 0])
    assert line(hall) == ["A480", "A481", "A482", "A483"]


def test_the_first_number_of_the_day_can_be_told(hall: TestHall) -> None:
    hall.passes(minutes=10)
    assert [each.number for each in roll(hall, 505, first=501)] == [f"A50{n}" for n in range(1, 6)]
    assert line(hall) == [f"A50{n}" for n in range(1, 6)]


def test_numbers_from_the_kiosk_go_on_after_the_roll(hall: TestHall) -> None:
    roll(hall, 523)
    assert hall.takes().number == "A524"
    hall.passes(minutes=4)
    assert [each.number for each in roll(hall, 526)] == ["A525", "A526"]


def test_a_roll_goes_neither_back_nor_too_far(hall: TestHall) -> None:
    roll(hall, 523)
    before = line(hall)
    with pytest.raises(RollBehind, match="A523"):
        roll(hall, 523)
    with pytest.raises(RollTooFar, match=str(MOST_AT_ONCE)):
        roll(hall, 523 + MOST_AT_ONCE + 1)
    with pytest.raises(NotFound), hall.work(HOA) as work:
        roll_is_at(work, "Z", 1)
    for stranger in (KIOSK, TUAN):
        with pytest.raises(NotAllowed):
            roll(hall, 524, actor=stranger)
    assert line(hall) == before


def test_what_a_roll_guesses_is_left_out_of_the_times_and_counted_all_the_same(hall: TestHall) -> None:
    hall.passes(hours=2)
    roll(hall, 481, first=480)
    hall.opens()
    hall.serves(minutes=5)
    hall.serves(minutes=7)
    known = hall.takes(COPY)
    hall.passes(minutes=3)
    hall.serves(minutes=1)
    assert known.sequence == 482
    with hall.look() as look:
        rows = {row.key: row for row in wait_times.times(look, TODAY, TODAY, "queue")}
    assert (rows["A"].issued, rows["A"].served, rows["A"].wait.n, rows["A"].service.n) == (3, 3, 1, 3)
    assert rows["A"].wait.max_s == 180
    assert (rows["A"].guessed, rows["A"].wait.n) == (2, 1)


def test_a_clerk_can_say_what_a_number_from_the_roll_came_for(hall: TestHall) -> None:
    roll(hall, 480)
    hall.opens()
    called = hall.calls()
    assert called is not None
    assert called.procedure == "A"
    assert hall.does("transfer", called, LAN, target=Target(COPY)).procedure == COPY


def test_the_queue_is_rebuilt_from_the_papers_in_the_order_of_their_numbers(hall: TestHall) -> None:
    hall.passes(hours=1)
    numbers = [f"A{n:03}" for n in (12, 13, 15, 18, 21, 40)]
    shuffled = random.Random(3).sample(numbers, len(numbers))
    for number in shuffled:
        hall.passes(seconds=20)
        assert back(hall, paper(number)).estimated
    assert line(hall) == numbers
    assert hall.takes().number == "A041"


def test_the_hall_itself_rebuilds_too_and_a_manager_does_not(hall: TestHall) -> None:
    assert back(hall, paper("A007"), HALL_ITSELF).number == "A007"
    with pytest.raises(NotAllowed):
        back(hall, paper("A008"), TUAN)


def test_a_forged_code_a_paper_of_yesterday_and_a_second_entry_are_refused(hall: TestHall) -> None:
    back(hall, paper("A012"))
    forged = paper("A013").replace("A013", "A014")
    for wrong in (forged, paper("A015", date(2026, 10, 11)), "A016 ACDEFG", "nonsense", ""):
        with pytest.raises(WrongCheckCode):
            back(hall, wrong)
    with pytest.raises(NumberTaken, match="A012"):
        back(hall, paper("A012"))
    with pytest.raises(NotFound):
        back(hall, paper("Z001"))
    assert line(hall) == ["A012"]


def test_a_scanned_qr_brings_back_the_citizens_own_page(hall: TestHall) -> None:
    link = "Zk3vQ0yX7mWb2tRnLs9aPg"
    scanned = f"http://192.168.1.10:8000/t/{link}?{paper('A012').replace(' ', '')}"
    assert back(hall, scanned).link == link
    other = f"http://192.168.1.10:8000/t/{link}?{paper('A013').replace(' ', '')}"
    assert back(hall, other).link != link
