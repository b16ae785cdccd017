"""SQLite is opened so that what was answered is on the disk."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import IntegrityError

from queue_server.storage import schema
from queue_server.storage.engine import open_engine
from tests.hall import HALL, TestHall


@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)]
)
def test_every_connection_is_prepared(sqlite_url: str, pragma: str, value: object) -> None:
    engine = open_engine(sqlite_url)
    with engine.connect() as one, engine.connect() as two:
        assert one.execute(text(f"PRAGMA {pragma}")).scalar_one() == value
        assert two.execute(text(f"PRAGMA {pragma}")).scalar_one() == value
    engine.dispose()


def test_readers_go_on_while_somebody_writes(hall: TestHall) -> None:
    hall.takes()
    done = threading.Event()

    def read() -> None:
        with hall.look() as look:
            assert look.hall.seq == 2
        done.set()

    with hall.store.founding() as db:
        db.execute(text("UPDATE hall SET calls = calls"))
        threading.Thread(target=read).start()
        assert done.wait(5)


def test_a_number_cannot_be_given_twice_whatever_the_code_does(hall: TestHall) -> None:
    ticket = hall.takes()
    row = {"hall": HALL, "day": ticket.day, "series": "A", "sequence": 1, "link": "another link"}
    same = {**_columns(ticket), **row}
    with pytest.raises(IntegrityError), hall.store.founding() as db:
        db.execute(insert(schema.ticket).values(same))


def test_a_counter_cannot_have_two_people_whatever_the_code_does(hall: TestHall) -> None:
    one = {**_columns(hall.takes()), "state": "called", "counter": "1"}
    two = [{**one, "sequence": sequence, "link": f"link {sequence}"} for sequence in (50, 51)]
    with pytest.raises(IntegrityError), hall.store.founding() as db:
        db.execute(insert(schema.ticket), two)


def test_a_ticket_of_an_unknown_queue_cannot_be_kept(hall: TestHall) -> None:
    stray = {**_columns(hall.takes()), "queue": "Z", "sequence": 60, "link": "stray"}
    with pytest.raises(IntegrityError), hall.store.founding() as db:
        db.execute(insert(schema.ticket).values(stray))


def _columns(ticket: object) -> dict[str, object]:
    return {key: value for key, value in vars(ticket).items() if key != "id"}
