"""A busy day in the sample hall over HTTP, and the faults that a crash may have left in it."""

from __future__ import annotations

import random
import sqlite3
import threading
import time
from contextlib import closing
from typing import Any

from bench.programs import Hall
from tests.trials import slips
from tests.trials.patient import Crowd, Ledger, Patient
from tests.trials.replay import Replay

PROCEDURES = ("2.000815", "1.001193", "2.000635")
SERVED = {"1": "AX", "2": "H", "3": "KM", "4": "AHKMSX"}
RANK = ("waiting", "called", "serving", "served")


def busy_hall(hall: Hall) -> tuple[Ledger, Crowd]:
    """Two kiosks give numbers and two clerks serve people, until the crowd goes home."""
    ledger, crowd = Ledger(), Crowd()
    for kiosk in range(2):
        crowd.add(give_numbers, Patient(hall.port, hall.token("greeter"), ledger), random.Random(kiosk))
    for counter in ("1", "4"):
        crowd.add(serve_people, Patient(hall.port, hall.token(f"clerk{counter}"), ledger), counter)
    return ledger, crowd


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
    jobs = slips.jobs(hall.database)
    sentences += [
        f"{t['number']} has the slips {jobs.get(id_)}"
        for id_, t in there.items()
        if len(jobs.get(id_, [])) != 1
    ]
    return sentences


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
