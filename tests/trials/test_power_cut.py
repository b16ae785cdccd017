"""The power goes while tickets are given: what was answered is on the disk.

Killing a program loses nothing that the kernel holds, so it says nothing about durability; a disk
that forgets everything unsynced does. `QUEUE_TRIAL_CUTS` says how often the power is cut (5).
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.programs import Hall
from tests.trials.day import busy_hall, faults, settle
from tests.trials.disks import Disk, NoDisk

CUTS = int(os.environ.get("QUEUE_TRIAL_CUTS", "5"))


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    try:
        disk = Disk(tmp_path)
    except NoDisk as reason:
        pytest.skip(str(reason))
    yield disk
    disk.unmount()


@pytest.fixture
def hall(disk: Disk) -> Iterator[Hall]:
    hall = Hall(disk.place / "data")
    hall.start()
    yield hall
    hall.kill()


@pytest.mark.slow
@pytest.mark.power_cut
@pytest.mark.timeout(300)
def test_what_was_answered_survives_every_power_cut(hall: Hall, disk: Disk) -> None:
    ledger, crowd = busy_hall(hall)

    for cut in range(CUTS):
        time.sleep(random.Random(cut).uniform(0.5, 2.0))
        hall.kill()
        disk.cut_power()
        crowd.check()
        hall.start()
    crowd.go_home()
    settle(hall)

    print(f"{CUTS} power cuts, {len(ledger.issued)} tickets, {ledger.repeated} requests asked again")
    assert faults(hall, ledger) == []
    assert ledger.repeated > 0, "no request was ever cut off: the trial tried nothing"


@pytest.mark.power_cut
def test_a_disk_without_sync_loses_what_was_not_synced(disk: Disk) -> None:
    kept, lost = disk.place / "kept", disk.place / "lost"
    with kept.open("w") as file:
        file.write("A001")
        file.flush()
        os.fsync(file.fileno())
    lost.write_text("A002")

    disk.cut_power()

    assert kept.read_text() == "A001"
    assert not lost.exists() or lost.read_text() == ""
