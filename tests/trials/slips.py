"""Slips that a `virtual:` printer put into the data folder, against the print jobs."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

NUMBER = re.compile(r"[A-Z]\d{3,}")
UNPRINTED = ("queued", "held")


def papers(folder: Path) -> Counter[str]:
    """How many slips of each number came out: one `.bin` file of bytes for each."""
    names = (NUMBER.search(path.stem) for path in folder.rglob("*.bin"))
    return Counter(found[0] for found in names if found)


def jobs(database: Path) -> dict[str, list[str]]:
    """The states of all print jobs of each number."""
    states: dict[str, list[str]] = {}
    with closing(sqlite3.connect(database)) as db:
        for number, state in db.execute("SELECT number, state FROM print_job WHERE ticket IS NOT NULL"):
            states.setdefault(number, []).append(state)
    return states


def faults(folder: Path, database: Path, numbers: set[str]) -> list[str]:
    """Sentences about every ticket whose paper and print job do not fit together."""
    out, known = papers(folder), jobs(database)
    sentences = []
    for number in sorted(numbers | set(known) | set(out)):
        states = known.get(number, [])
        if len(states) != 1:
            sentences.append(f"{number} has the print jobs {states}")
        elif out[number] not in _possible(states[0]):
            sentences.append(f"{number} is {states[0]} and came out {out[number]} times")
    return sentences


def _possible(state: str) -> tuple[int, ...]:
    """How many papers a job in this state can have made."""
    if state in UNPRINTED:
        return (0,)
    return (1,) if state == "printed" else (0, 1)
