"""A queue of jobs in a folder: what the server's database does, small enough to be killed with."""

from __future__ import annotations

import json
import os
import threading
import time
from pathlib import Path

from printer.slip import Slip
from printer.spooler import HELD, QUEUED, Job


class FileJobs:
    """One JSON file; every change is on the disk before anybody hears of it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.used_mm = 0.0
        self._changed = threading.Condition()
        self.rows: list[dict[str, object]] = json.loads(path.read_text()) if path.exists() else []

    def add(self, slip: Slip) -> int:
        with self._changed:
            self.rows.append(
                {"slip": slip.to_json(), "state": QUEUED, "reason": "", "attempts": 0, "path": []}
            )
            self._store()
            return len(self.rows) - 1

    def take(self, printer_code: str) -> Job | None:
        with self._changed:
            for number, row in enumerate(self.rows):
                if row["state"] == QUEUED:
                    self._set(number, "printing", "")
                    return Job(number, Slip.from_json(str(row["slip"])), int(str(row["attempts"])))
            return None

    def settle(self, job: Job, state: str, reason: str, used_mm: float) -> None:
        with self._changed:
            self.used_mm += used_mm
            self._set(int(job.id), state, reason)

    def resume(self, printer_code: str) -> None:
        with self._changed:
            for number, row in enumerate(self.rows):
                if row["state"] == HELD:
                    self._set(number, QUEUED, "")

    def after_a_crash(self) -> None:
        """What was being printed when the power went is uncertain."""
        with self._changed:
            for number, row in enumerate(self.rows):
                if row["state"] == "printing":
                    self._set(number, "uncertain", "interrupted")

    def states(self) -> list[str]:
        with self._changed:
            return [str(row["state"]) for row in self.rows]

    def wait_for(self, *states: str, timeout_s: float = 12.0) -> list[str]:
        """Wait until the jobs are in just these states."""
        until = time.monotonic() + timeout_s
        with self._changed:
            while [row["state"] for row in self.rows] != list(states):
                if not self._changed.wait(until - time.monotonic()):
                    raise TimeoutError(f"{[row['state'] for row in self.rows]} instead of {list(states)}")
            return list(states)

    def _set(self, number: int, state: str, reason: str) -> None:
        row = self.rows[number]
        row["state"], row["reason"] = state, reason
        path = row["path"]
        assert isinstance(path, list)
        path.append(state)
        self._store()
        self._changed.notify_all()

    def _store(self) -> None:
        beside = self.path.with_suffix(".new")
        with beside.open("w") as file:
            json.dump(self.rows, file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, self.path)
