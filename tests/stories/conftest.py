"""The hall of the stories: what people say to one another, in the words of the hall."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from queue_server.domain.actor import Actor
from queue_server.domain.ticket import Ticket
from queue_server.operations import counters, walk_up
from queue_server.operations.issuing import Wish
from queue_server.operations.sending import Target
from queue_server.storage import furniture, halls, staff, tickets
from tests.hall import HALL, TestHall
from tests.people import COPY, LAN


class Teller:
    """Tells a story in a hall; people are known by the number on their slip."""

    def __init__(self, hall: TestHall) -> None:
        self.hall = hall

    def come(self, count: int, procedure: str = COPY, every: float = 1, **wish: object) -> list[str]:
        """So many people take a number, one every so many minutes; their numbers."""
        numbers = []
        for _ in range(count):
            numbers.append(self.hall.takes(procedure, **wish).number)
            self.hall.passes(minutes=every)
        return numbers

    def ticket(self, number: str) -> Ticket:
        with self.hall.look() as look:
            found = tickets.of_days(look.db, HALL, look.today, look.today)
        return next(each for each in found if each.number == number)

    def next(self, clerk: Actor = LAN, counter: str = "1") -> str | None:
        called = self.hall.calls(clerk, counter)
        return None if called is None else called.number

    def served(self, clerk: Actor = LAN, counter: str = "1", minutes: float = 3) -> str:
        return self.hall.serves(minutes, clerk, counter).number

    def arrives(self, number: str, clerk: Actor = LAN) -> None:
        self.hall.does("start", self.ticket(number), clerk)

    def finishes(self, number: str, clerk: Actor = LAN) -> None:
        self.hall.does("finish", self.ticket(number), clerk)

    def sends(self, number: str, clerk: Actor = LAN, **where: object) -> None:
        self.hall.does("transfer", self.ticket(number), clerk, target=Target(**where))

    def walks_up(self, clerk: Actor = LAN, counter: str = "1") -> str:
        with self.hall.work(clerk) as work:
            return walk_up.serve(work, Wish(COPY), counter).number

    def pauses(self, clerk: Actor, counter: str, reason: str) -> None:
        with self.hall.work(clerk) as work:
            counters.pause_counter(work, counter, reason)

    def serves_queues(self, counter: str, queues: Sequence[str], **helps_after_s: int) -> None:
        with self.hall.work(LAN) as work:
            halls.set_queues(work.db, HALL, counter, queues, helps_after_s)
            furniture.changed(work.db, HALL)

    def speaks(self, clerk: Actor, *languages: str) -> None:
        """A clerk is known to the hall, with languages."""
        with self.hall.store.founding() as db:
            if staff.staff(db, HALL, clerk.name) is None:
                row = {"hall": HALL, "login": clerk.name, "password_hash": "-", "roles": ["clerk"]}
                halls.add(db, "staff", [{**row, "active": True, "stamp": 1}])
            staff.set_languages(db, HALL, clerk.name, languages)


@pytest.fixture
def story(hall: TestHall) -> Teller:
    return Teller(hall)
