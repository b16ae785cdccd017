"""A hall with one printer, its jobs in a file."""

from __future__ import annotations

import queue
from datetime import datetime
from pathlib import Path

from printer.slip import Slip
from printer.spooler import Spooler
from printer.status import Condition
from tests.printer.jobs import FileJobs


class Hall:
    """A hall with one printer: its jobs and the conditions people were told."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.jobs = FileJobs(folder / "jobs.json")
        self.told: queue.Queue[Condition] = queue.Queue()
        self.spoolers: list[Spooler] = []

    def tell(self, code: str, condition: Condition, since: datetime) -> None:
        assert code == "P1"
        assert since.tzinfo is not None
        self.told.put(condition)

    def spool(self, url: str, poll_s: float = 0.1) -> Spooler:
        spooler = Spooler("P1", url, self.jobs, self.tell, self.folder / "P1", poll_s=poll_s)
        self.spoolers.append(spooler)
        spooler.start()
        return spooler

    def hears(self, *conditions: Condition) -> None:
        assert [self.told.get(timeout=8) for _ in conditions] == list(conditions)

    def prints(self, *numbers: str) -> None:
        """Queue short slips with these numbers."""
        for number in numbers:
            self.jobs.add(Slip(number=number))
