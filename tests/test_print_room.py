"""The printers of a hall over real sockets: paper out here, slips from there, and a server that dies."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from printer.mechanism import Fault
from printer.virtual import VirtualServer
from queue_server.domain.actor import SYSTEM
from queue_server.operations import printers, printing
from queue_server.print_room import PrintRoom
from queue_server.storage import halls, spool
from tests.hall import HALL, TestHall
from tests.people import HOA

SOON = timedelta(seconds=0.4)
POLL_S = 0.1


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printers, "STAND_IN_AFTER", SOON)


class Rooms:
    """The hall with two printers, P2 standing in for P1, and as many lives of its server as wanted."""

    def __init__(self, hall: TestHall, folder: Path, first: str, second: str) -> None:
        self.hall = hall
        hall.clock = lambda: datetime.now(UTC)  # type: ignore[assignment]
        hall.store.clock = hall.clock
        with hall.store.founding() as db:
            halls.add(db, "printer", [{"hall": HALL, "code": "P2", "url": second, "condition": "silent"}])
            spool.set_url(db, HALL, "P1", first)
        with hall.work(SYSTEM) as work:
            printers.set_stand_in(work, "P1", "P2")
        self._folder = folder
        self.room = PrintRoom(hall.store, HALL, folder, poll_s=POLL_S)

    def minds(self, wanted: Callable[[], bool], seconds: float = 12) -> None:
        """The server looks around until it is so."""
        end = time.monotonic() + seconds
        while not wanted():
            assert time.monotonic() < end, self.states()
            self.room.mind()
            time.sleep(0.02)

    def dies(self) -> None:
        """As with SIGKILL: nothing is settled, nothing is said; then the server is started again."""
        for each in self.room._spoolers.values():
            each._jobs = Gone()  # type: ignore[assignment]
            each._on_condition = lambda *_: None
            each._stopping.set()
        self.room = PrintRoom(self.hall.store, HALL, self._folder, poll_s=POLL_S)

    def states(self) -> list[tuple[str, str, str]]:
        with self.hall.look() as look:
            found = spool.newest(look.db, HALL, 50)[::-1]
        return [(each.number, each.printer, each.state) for each in found]

    def is_so(self, *states: tuple[str, str, str]) -> None:
        self.minds(lambda: self.states() == list(states))

    def condition(self, printer: str) -> str:
        with self.hall.look() as look:
            return next(each.condition for each in printers.lines(look) if each.code == printer)


class Gone:
    """The database of a process that was killed."""

    def __getattr__(self, name: str) -> Any:
        raise OSError("killed")


@pytest.fixture
def first(tmp_path: Path) -> Iterator[VirtualServer]:
    with VirtualServer() as server:
        yield server


@pytest.fixture
def second(tmp_path: Path) -> Iterator[VirtualServer]:
    with VirtualServer() as server:
        yield server


@pytest.fixture
def rooms(hall: TestHall, tmp_path: Path, first: VirtualServer, second: VirtualServer) -> Iterator[Rooms]:
    made = Rooms(hall, tmp_path, first.url, second.url)
    yield made
    made.room.close()


def test_slips_come_out_of_the_stand_in_while_paper_is_out_and_then_at_home_again(
    rooms: Rooms, first: VirtualServer, second: VirtualServer
) -> None:
    rooms.hall.takes()
    rooms.is_so(("A001", "P1", "printed"))
    first.misbehave(Fault.PAPER_OUT)
    rooms.minds(lambda: rooms.condition("P1") == "paper_out")
    rooms.hall.takes()
    rooms.is_so(("A001", "P1", "printed"), ("A002", "P2", "printed"))
    rooms.hall.takes()
    assert rooms.states()[2][1] == "P2", "it went straight there"
    first.misbehave()
    rooms.minds(lambda: rooms.condition("P1") == "ready")
    rooms.hall.takes()
    rooms.minds(lambda: [each[1:] for each in rooms.states()[2:]] == [("P2", "printed"), ("P1", "printed")])
    assert (len(first.wait_for_slips(2)), len(second.wait_for_slips(2))) == (2, 2)


def test_a_server_that_dies_loses_and_doubles_nothing_on_the_way_to_the_stand_in(
    rooms: Rooms, first: VirtualServer, second: VirtualServer
) -> None:
    rooms.minds(lambda: rooms.condition("P2") == "ready")
    first.misbehave(Fault.COVER_OPEN)
    second.misbehave(Fault.PAPER_OUT)
    rooms.minds(lambda: [rooms.condition(each) for each in ("P1", "P2")] == ["cover_open", "paper_out"])
    rooms.hall.takes()
    rooms.is_so(("A001", "P1", "held"))
    rooms.dies()
    second.misbehave()
    rooms.is_so(("A001", "P2", "printed"))
    rooms.dies()
    first.misbehave()
    rooms.minds(lambda: rooms.condition("P1") == "ready")
    rooms.hall.takes()
    rooms.is_so(("A001", "P2", "printed"), ("A002", "P1", "printed"))
    assert (len(first.wait_for_slips(1)), len(second.wait_for_slips(1))) == (1, 1)


def test_an_uncertain_slip_stays_where_it_is_until_somebody_asks(
    rooms: Rooms, first: VirtualServer, second: VirtualServer
) -> None:
    rooms.minds(lambda: rooms.condition("P2") == "ready")
    first.mechanism.paper_left_mm = 10
    rooms.hall.takes()
    rooms.is_so(("A001", "P1", "uncertain"))
    rooms.minds(lambda: rooms.condition("P1") == "paper_out")
    rooms.hall.takes()
    rooms.is_so(("A001", "P1", "uncertain"), ("A002", "P2", "printed"))
    with rooms.hall.work(HOA) as work:
        job = spool.newest(work.db, HALL, 9)[-1]
        assert printing.reprint(work, job) == "P2"
    rooms.is_so(("A001", "P1", "uncertain"), ("A002", "P2", "printed"), ("A001", "P2", "printed"))
    assert len(second.slips) == 2


def test_a_printer_with_a_wrong_address_is_offline_and_stops_no_other(
    rooms: Rooms, second: VirtualServer
) -> None:
    with rooms.hall.work(SYSTEM) as work:
        spool.set_url(work.db, HALL, "P1", "tcp://host?width=999")
    rooms.minds(lambda: rooms.condition("P1") == "offline" and rooms.condition("P2") == "ready")
    rooms.hall.takes()
    rooms.is_so(("A001", "P2", "printed"))


def test_a_new_address_is_used_at_once(rooms: Rooms, first: VirtualServer) -> None:
    rooms.minds(lambda: rooms.condition("P1") == "ready")
    with VirtualServer() as third:
        with rooms.hall.work(SYSTEM) as work:
            spool.set_url(work.db, HALL, "P1", third.url)
        rooms.minds(lambda: rooms.room._urls.get("P1") == third.url)
        rooms.hall.takes()
        rooms.is_so(("A001", "P1", "printed"))
        assert (len(third.wait_for_slips(1)), len(first.slips)) == (1, 0)
