"""Slips that a `virtual:` printer put into the data folder, against the print jobs."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from hashlib import sha256
from pathlib import Path


def jobs(database: Path) -> dict[int, list[str]]:
    """The states of all print jobs of each ticket."""
    states: dict[int, list[str]] = {}
    with closing(sqlite3.connect(database)) as db:
        for ticket, state in db.execute("SELECT ticket, state FROM print_job WHERE ticket IS NOT NULL"):
            states.setdefault(ticket, []).append(state)
    return states


def faults(folder: Path, database: Path) -> list[str]:
    """Sentences about slips that came out twice, and about slips and print jobs that do not fit together.

    No two tickets have the same words on their slips, so the same bytes are the same slip.
    """
    papers = Counter(sha256(path.read_bytes()).hexdigest() for path in folder.rglob("slip-*.bin"))
    states = Counter(state for each in jobs(database).values() for state in each)
    sentences = [f"one slip came out {times} times" for times in papers.values() if times > 1]
    surely, perhaps = states["printed"], states["printed"] + states["uncertain"]
    if not surely <= papers.total() <= perhaps:
        sentences.append(f"{papers.total()} slips came out, the jobs are {dict(states)}")
    return sentences
