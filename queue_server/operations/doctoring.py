"""What a doctor of halls looks at, each finding in one sentence."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from display.voice import pack as packs
from queue_server.operations import days_off, printers, voices
from queue_server.storage import backup, migrating
from queue_server.storage.work import Look, Store

LEAST_FREE_BYTES = 500 * 1024 * 1024
WORKING = frozenset({"ready", "paper_low"})


class Finding(NamedTuple):
    well: bool
    sentence: str


def examine(store: Store, data: Path, hall: str) -> list[Finding]:
    """Every finding, good and bad."""
    findings = [*_ground(data), *_database(store)]
    with store.look(hall) as look:
        return [*findings, *_hall(look), *_calendar(look), *_voices(look, data / "voice")]


def _ground(data: Path) -> Iterator[Finding]:
    writable = os.access(data, os.W_OK)
    yield Finding(writable, f"The data folder {data} can {'' if writable else 'not '}be written.")
    free = shutil.disk_usage(data).free
    yield Finding(free > LEAST_FREE_BYTES, f"The disk has {free // 2**20} MiB left.")
    voices = [pack.name for pack in (data / "voice").glob("*/pack.json")]
    heard = (
        f"{len(voices)} voice packs are there." if voices else "No voice is there: run 'queue-server init'."
    )
    yield Finding(bool(voices), heard)


def _database(store: Store) -> Iterator[Finding]:
    current = migrating.is_current(store.engine)
    yield Finding(current, "The tables are present." if current else "Run 'queue-server migrate'.")
    health = backup.integrity(store.engine)
    yield Finding(health == "ok", f"The database's own check says: {health}.")


def _calendar(look: Look) -> Iterator[Finding]:
    year = days_off.to_confirm(look)
    if year is not None:
        said = f"The days off and swapped Saturdays of {year} are not confirmed: 'queue-server calendar'."
        yield Finding(False, said)


def _hall(look: Look) -> Iterator[Finding]:
    late = look.behind > timedelta(minutes=1)
    clock = f"The clock is {look.behind} behind the journal: set it." if late else "The clock is right."
    yield Finding(not late, clock)
    for printer in printers.lines(look):
        well = printer.condition in WORKING
        yield Finding(well, f"Printer {printer.code} is {printer.condition}, {printer.held} slips held.")


def _voices(look: Look, folder: Path) -> Iterator[Finding]:
    for name in voices.chosen(look.hall):
        try:
            silent = voices.missing(look, packs.load(folder / name))
        except ValueError as error:
            yield Finding(False, str(error))
            continue
        without = f"has no clip of {', '.join(silent)}" if silent else "can say every call"
        yield Finding(not silent, f"The voice {name} {without}.")
