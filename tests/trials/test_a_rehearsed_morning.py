"""`queue-server sample`: a morning played at a running hall, also after somebody has played by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from queue_server.rehearsal import rehearse
from tests.browser.server import PASSWORD, HallServer, found
from tests.people import COPY

SPEED = 3000
VISITORS = 12


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[HallServer]:
    found(tmp_path)
    server = HallServer(tmp_path)
    server.start()
    yield server
    server.stop()


def states(hall: HallServer) -> set[str]:
    return {ticket["state"] for ticket in hall.tickets()}


def test_the_manager_sees_the_morning_that_was_played(hall: HallServer) -> None:
    said: list[str] = []
    morning = rehearse(hall.address, PASSWORD, VISITORS, SPEED, said.append)

    assert sorted(morning.issued) == sorted(ticket["id"] for ticket in hall.tickets())
    assert len(morning.issued) == VISITORS
    assert states(hall) <= {"served", "no_show"}
    groups = hall.ask("GET", "/reports/times", "manager")["items"]
    assert sum(group["issued"] for group in groups) == VISITORS
    finished = morning.accepted("finish") + morning.accepted("finish-and-call-next")
    assert sum(group["served"] for group in groups) == len({told.on for told in finished})
    assert said[-1].endswith(f"{VISITORS} people came, 0 are still here")


@pytest.mark.parametrize("arrived", [False, True])
def test_a_morning_begins_with_somebody_still_at_a_counter_and_another_waiting(
    hall: HallServer, arrived: bool
) -> None:
    hall.takes(COPY)
    hall.takes(COPY)
    hall.ask("POST", "/counters/1/open", "clerk1", {})
    called = hall.ask("POST", "/counters/1/call-next", "clerk1", {})
    if arrived:
        hall.ask("POST", f"/tickets/{called['id']}/start", "clerk1", {"counter": "1"})

    rehearse(hall.address, PASSWORD, VISITORS, SPEED, lambda _: None)

    assert len(hall.tickets()) == VISITORS + 2
    assert states(hall) <= {"served", "no_show"}
