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


def faults(folder: Path, database: Path) -> list[str]:
    """Sentences about every ticket whose paper and only print job do not fit together."""
    out, known = papers(folder), {number: states[0] for number, states in jobs(database).items()}
    return [
        f"{number} is {known.get(number)} and came out {out[number]} times"
        for number in sorted(set(known) | set(out))
        if out[number] not in _possible(known.get(number))
    ]


def _possible(state: str | None) -> tuple[int, ...]:
    """How many papers a job in this state can have made."""
    if state is None or state in UNPRINTED:
        return (0,)
    return (1,) if state == "printed" else (0, 1)
