"""SIGKILL at random moments under load: what was answered is there, and only once.

`QUEUE_TRIAL_KILLS` says how often the server is killed (50).
"""

from __future__ import annotations

import os
import random
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bench.programs import Hall
from tests.trials import slips
from tests.trials.patient import Crowd, Ledger, Patient
from tests.trials.replay import Replay

KILLS = int(os.environ.get("QUEUE_TRIAL_KILLS", "50"))
LONGEST_LIFE_S = 1.0
READY_S = 3.0
PROCEDURES = ("2.000815", "1.001193", "2.000635")
SERVED = {"1": "AX", "2": "H", "3": "KM", "4": "AHKMSX"}
RANK = ("waiting", "called", "serving", "served")


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    hall = Hall(tmp_path)
    hall.start()
    yield hall
    hall.kill()


@pytest.mark.slow
@pytest.mark.timeout(420)
def test_what_was_answered_survives_every_kill(hall: Hall, record_property: Any) -> None:
    ledger, crowd = Ledger(), Crowd()
    for kiosk in range(2):
        crowd.add(give_numbers, Patient(hall.port, hall.token("greeter"), ledger), random.Random(kiosk))
    for counter in ("1", "4"):
        clerk = Patient(hall.port, hall.token(f"clerk{counter}"), ledger)
        crowd.add(serve_people, clerk, counter)

    readiness = [kill_and_start(hall, crowd, random.Random(n)) for n in range(KILLS)]
    crowd.go_home()
    settle(hall)

    record_property("longest_until_ready_s", round(max(readiness), 2))
    record_property("tickets", len(ledger.issued))
    record_property("asked_again", ledger.repeated)
    print(f"{KILLS} kills, {len(ledger.issued)} tickets, {ledger.repeated} requests asked again,", end=" ")
    print(f"ready after {sorted(readiness)[len(readiness) // 2]:.2f} s, {max(readiness):.2f} s at most")
    assert faults(hall, ledger) == []
    assert ledger.repeated > 0, "no request was ever cut off: the trial tried nothing"
    assert max(readiness) <= READY_S


def give_numbers(evening: threading.Event, kiosk: Patient, chance: random.Random) -> None:
    while not evening.wait(chance.uniform(0.02, 0.1)):
        kiosk.move("issue", "tickets", {"procedure": chance.choice(PROCEDURES), "kiosk": "K1"})


def serve_people(evening: threading.Event, clerk: Patient, counter: str) -> None:
    clerk.post(f"counters/{counter}/open")
    ticket = None
    while not evening.is_set():
        ticket = ticket or clerk.move("call", f"counters/{counter}/call-next")
        if ticket is None:
            evening.wait(0.05)
            continue
        clerk.move("start", f"tickets/{ticket['id']}/start")
        if ticket["id"] % 2:
            clerk.move("finish", f"tickets/{ticket['id']}/finish")
            ticket = None
        else:
            following = clerk.move("call", f"counters/{counter}/finish-and-call-next")
            clerk.note("finish", {**ticket, "state": "served"})
            ticket = following


def kill_and_start(hall: Hall, crowd: Crowd, chance: random.Random) -> float:
    """Seconds until the server is ready again. Every fifth time it dies once more while it starts."""
    time.sleep(chance.uniform(0.05, LONGEST_LIFE_S))
    hall.kill()
    if chance.random() < 0.2:
        hall.launch()
        time.sleep(chance.uniform(0.1, 1.0))
        hall.kill()
    crowd.check()
    return hall.start()


def settle(hall: Hall) -> None:
    give_up = time.monotonic() + 60
    while unprinted(hall) and time.monotonic() < give_up:
        time.sleep(0.2)


def unprinted(hall: Hall) -> int:
    with closing(sqlite3.connect(hall.database)) as db:
        count = db.execute("SELECT count(*) FROM print_job WHERE state IN ('queued', 'printing')").fetchone()
    return int(count[0])


def faults(hall: Hall, ledger: Ledger) -> list[str]:
    """Sentences about everything that is not as the clients were told."""
    manager = Patient(hall.port, hall.token("manager"))
    replay = Replay().tell(pages(manager, "journal?limit=5000"), SERVED)
    there = {ticket["id"]: ticket for ticket in pages(manager, "tickets?limit=1000")}
    sentences = replay.faults + misremembered(ledger, there)
    if sorted(there) != sorted({ticket["id"] for ticket in ledger.issued}):
        sentences.append(f"{len(there)} tickets are there, {len(ledger.issued)} were given")
    if {t: ticket["state"] for t, ticket in there.items()} != replay.states:
        sentences.append("tickets and journal differ")
    if set(replay.calls.values()) - {1}:
        sentences.append(f"called more than once: {[t for t, n in replay.calls.items() if n > 1]}")
    numbers = {ticket["number"] for ticket in there.values()}
    return sentences + slips.faults(hall.folder / "printed", hall.database, numbers)


def misremembered(ledger: Ledger, there: dict[int, dict[str, Any]]) -> list[str]:
    """Tickets that are not as far as the furthest answer about them said; every request was answered."""
    told: dict[int, dict[str, Any]] = {}
    for answer in ledger.answers:
        before = told.setdefault(answer.ticket["id"], answer.ticket)
        if RANK.index(answer.ticket["state"]) > RANK.index(before["state"]):
            told[answer.ticket["id"]] = answer.ticket
    return [
        f"{ticket['number']} was told {ticket['state']}, is {there.get(id_)}"
        for id_, ticket in told.items()
        if any(there.get(id_, {}).get(key) != ticket[key] for key in ("number", "state"))
    ]


def pages(reader: Patient, path: str) -> list[dict[str, Any]]:
    """All items of a list that comes in pages."""
    page = reader.get(path)
    items: list[dict[str, Any]] = page["items"]
    while "next" in page:
        page = reader.get(f"{path}&after={page['next']}")
        items += page["items"]
    return items
