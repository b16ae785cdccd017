from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from printer.layout import render
from printer.slip import Slip
from printer.virtual import VirtualServer
from tests.printer.hall import Hall
from tests.printer.jobs import FileJobs
from tests.printer.killed import STEPS

ROOT = Path(__file__).parents[2]
NUMBERS = ("A001", "A002", "A003")
UNTOUCHED = {"before take", "after settle"}


@pytest.mark.parametrize("step", STEPS)
def test_killed_at_any_step_every_slip_is_printed_once_or_uncertain(
    hall: Hall, server: VirtualServer, step: str
) -> None:
    hall.prints(*NUMBERS)
    command = [sys.executable, "-m", "tests.printer.killed", server.url, str(hall.folder), step]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=60)
    assert ended.returncode == -9, ended.stderr.decode()

    hall.jobs = FileJobs(hall.folder / "jobs.json")
    hall.jobs.after_a_crash()
    hall.spool(server.url)
    second = "printed" if step in UNTOUCHED else "uncertain"
    hall.jobs.wait_for("printed", second, "printed")

    paper = b"".join(slip.tobytes() for slip in server.slips)
    times = {number: paper.count(render(Slip(number=number)).tobytes()) for number in NUMBERS}
    assert times["A001"] == times["A003"] == 1
    assert times["A002"] == (1 if second == "printed" else min(times["A002"], 1))
