"""One worker a printer: condition before, send, confirmation after; never a slip twice by itself."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from printer.drivers import Printer, open_printer
from printer.faults import PrinterFault
from printer.layout import encode, render
from printer.slip import Slip
from printer.status import USABLE, Condition

log = logging.getLogger(__name__)

POLL_S = 4.0


class JobState(StrEnum):
    """What becomes of a slip. Held ones wait for the printer; uncertain ones may be out or not."""

    QUEUED = "queued"
    PRINTING = "printing"
    PRINTED = "printed"
    HELD = "held"
    UNCERTAIN = "uncertain"
    STALE = "stale"


@dataclass(frozen=True)
class Job:
    """One slip to print; `attempts` counts how often it went to the printer, this time included."""

    id: int
    slip: Slip
    attempts: int = 1


class Jobs(Protocol):
    """Where the slips come from: durable, so that after a crash nothing is lost or doubled."""

    def take(self, printer: str) -> Job | None:
        """The oldest queued slip, marked as printing before this returns."""

    def settle(self, job: Job, state: JobState, reason: str | None = None) -> None:
        """What became of it."""

    def resume(self, printer: str) -> None:
        """The printer can print again: held slips are queued, or stale."""


OnCondition = Callable[[str, Condition], None]


class Spooler:
    """Prints the jobs of one printer in a thread of its own."""

    def __init__(
        self,
        printer: str,
        url: str,
        jobs: Jobs,
        on_condition: OnCondition,
        *,
        folder: Path | None = None,
        width: int = 576,
        poll_s: float = POLL_S,
    ) -> None:
        self._name = printer
        self._printer: Printer = open_printer(url, folder)
        self._jobs = jobs
        self._on_condition = on_condition
        self._width = width
        self._poll_s = poll_s
        self._condition: Condition | None = None
        self._asked_at = float("-inf")
        self._work = threading.Event()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"printer {printer}", daemon=True)

    def start(self) -> None:
        """Begin to print."""
        self._thread.start()

    def wake(self) -> None:
        """There may be something to print."""
        self._work.set()

    def stop(self, patience_s: float = 5.0) -> None:
        """End after the slip at hand."""
        self._stopped.set()
        self._work.set()
        self._thread.join(patience_s)

    def _run(self) -> None:
        while not self._stopped.is_set():
            try:
                self._round()
            except Exception:  # a failing store or printer must not end the thread
                log.exception("printing failed", extra={"printer": self._name})
                self._stopped.wait(1.0)
            self._work.wait(self._poll_s)
            self._work.clear()

    def _round(self) -> None:
        if time.monotonic() - self._asked_at >= self._poll_s or self._condition not in USABLE:
            self._look()
        while not self._stopped.is_set():
            job = self._jobs.take(self._name)
            if job is None:
                return
            self._print(job)

    def _look(self) -> None:
        """Ask the printer how it is, and tell if that has changed."""
        self._asked_at = time.monotonic()
        condition = self._printer.condition()
        if condition is self._condition:
            return
        returns = condition in USABLE and self._condition not in USABLE
        self._condition = condition
        self._on_condition(self._name, condition)
        if returns:
            self._jobs.resume(self._name)

    def _print(self, job: Job) -> None:
        self._look()
        if self._condition not in USABLE:
            self._jobs.settle(job, JobState.HELD, str(self._condition))
            return
        try:
            confirmed = self._printer.send(self._bytes(job), job.slip.number)
        except PrinterFault as fault:
            log.warning("a slip was not printed: %s", fault, extra={"printer": self._name})
            self._look()
            state = JobState.UNCERTAIN if fault.sent else JobState.HELD
            self._jobs.settle(job, state, fault.message[:200])
            return
        self._jobs.settle(job, *self._verdict(confirmed))

    def _verdict(self, confirmed: bool) -> tuple[JobState, str | None]:
        """A printer that never says anything is believed; one that usually does is not."""
        if confirmed:
            return JobState.PRINTED, None
        if self._condition is Condition.SILENT:
            return JobState.PRINTED, "unconfirmed"
        self._look()
        return JobState.UNCERTAIN, str(self._condition)

    def _bytes(self, job: Job) -> bytes:
        return encode(render(job.slip, self._width))
