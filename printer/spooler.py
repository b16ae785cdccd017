"""One worker per printer: condition, slip, proof; never the same slip twice by itself."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from printer.drivers import Printer, open_printer
from printer.faults import PrinterFault
from printer.habits import Habits
from printer.paper import Paper, paper_of
from printer.slip import Slip
from printer.status import Condition
from printer.template import Template

log = logging.getLogger(__name__)

POLL_S = 1.5
"""So short that even an unreachable printer, given up after 3 s, is known within 5."""
STOP_S = 5.0
PRINTED, HELD, UNCERTAIN, QUEUED = "printed", "held", "uncertain", "queued"

REASONS = {
    Condition.PAPER_OUT: "The printer is out of paper.",
    Condition.COVER_OPEN: "The printer's cover is open.",
    Condition.ERROR: "The printer reports an error.",
    Condition.OFFLINE: "The printer cannot be reached.",
    Condition.SILENT: "The printer does not answer.",
}
SPOKEN = frozenset(Condition) - {Condition.SILENT, Condition.OFFLINE}
"""Conditions that only an answer can tell."""
SILENT_RETRY_S = 60.0
SILENT_TRIALS = 3
"""Unproved slips after which a silent printer is taken for another model that never answers."""


@dataclass(frozen=True, slots=True)
class Job:
    """A slip to be printed; `attempts` counts how often it was taken before.

    `template` is the layout of this slip alone.
    """

    id: int | str
    slip: Slip
    attempts: int = 0
    template: Template | None = None


class Jobs(Protocol):
    """The durable queue of one hall. May raise anything: the spooler then tries again later."""

    def take(self, printer_code: str) -> Job | None:
        """The oldest queued job, durably marked `printing` before it is handed out."""

    def settle(self, job: Job, state: str, reason: str, used_mm: float) -> None:
        """Record the end: `printed`, `held` or `uncertain`, and the millimetres of paper that it took."""

    def resume(self, printer_code: str) -> None:
        """The printer is usable again: put held jobs back into the queue, or call them stale."""


OnCondition = Callable[[str, Condition, datetime], None]


class Spooler:
    """Prints the jobs of one printer in its own daemon thread.

    `on_condition(code, condition, since)` is called on change only, `since` being an aware UTC time.
    `folder` holds what the spooler learned of the printer and, for `virtual:`, the slips. `paper` and
    `template` go before the URL's options and the default layout.
    Raises ValueError with one sentence when the URL is wrong.
    """

    def __init__(
        self,
        printer_code: str,
        url: str,
        jobs: Jobs,
        on_condition: OnCondition,
        folder: Path,
        clock: Callable[[], float] = time.monotonic,
        poll_s: float = POLL_S,
        paper: Paper | None = None,
        template: Template | None = None,
    ) -> None:
        self.printer_code = printer_code
        self.paper = paper or paper_of(url)
        self.condition: Condition | None = None
        self._told: Condition | None = None
        self._since = datetime.now(UTC)
        self._template = template
        self._printer: Printer = open_printer(url, folder)
        self._jobs = jobs
        self._on_condition = on_condition
        self._habits = Habits(folder / "habits.json", url)
        self._clock = clock
        self._poll_s = poll_s
        self._next_trial = 0.0
        self._trials = 0
        self._unsettled: tuple[Job, str, str, float] | None = None
        self._resumed = False
        self._stopping = threading.Event()
        self._woken = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"printer-{printer_code}", daemon=True)

    def start(self) -> None:
        """Begin; the first look at the printer follows at once."""
        self._thread.start()

    def wake(self) -> None:
        """A job was queued: do not wait for the next poll."""
        self._woken.set()

    def stop(self) -> None:
        """End within 5 s; a slip in the making is finished, or ends uncertain."""
        self._stopping.set()
        self._woken.set()
        if self._thread.is_alive():
            self._thread.join(STOP_S * 0.7)
        if self._thread.is_alive():
            self._printer.close()
            self._thread.join(STOP_S * 0.3)

    def _run(self) -> None:
        self._try(self._warm_up)
        while not self._stopping.is_set():
            self._try(self._round)
            self._woken.wait(self._poll_s)
            self._woken.clear()
        self._try(self._settle_left)

    def _warm_up(self) -> None:
        """Fonts are read at the first slip: draw one before a citizen waits for it."""
        self.paper.printed(Slip(number="A000"), self._template)

    def _try(self, step: Callable[[], None]) -> None:
        try:
            step()
        except Exception:
            log.exception("printer %s: a round failed", self.printer_code)
        finally:
            self._printer.close()

    def _round(self) -> None:
        self._settle_left()
        condition = self._look()
        if not self._may_send(condition):
            self._hold_all(condition)
        while self._may_send(condition) and not self._stopping.is_set():
            self._resume_once()
            job = self._jobs.take(self.printer_code)
            if job is None:
                break
            self._print(job)
            if not self._resumed:  # it could not even be opened: wait for the next round
                break
            condition = self._look()

    def _look(self) -> Condition:
        try:
            condition = self._printer.condition()
        except PrinterFault as fault:
            log.error("printer %s: %s", self.printer_code, fault.message)
            condition = Condition.OFFLINE
        if condition in SPOKEN:
            self._habits.learn(answers=True)
            self._next_trial, self._trials = 0.0, 0
        if condition is not self.condition:
            self.condition, self._since = condition, datetime.now(UTC)
        self._tell(condition)
        return condition

    def _tell(self, condition: Condition) -> None:
        """Tell a change. Whoever cannot hear it now hears it in a later round; no slip waits for that."""
        if condition is self._told:
            return
        try:
            self._on_condition(self.printer_code, condition, self._since)
            self._told = condition
        except Exception:
            log.exception("printer %s: its condition %s could not be told", self.printer_code, condition)

    def _may_send(self, condition: Condition) -> bool:
        """A printer that used to answer and fell silent gets one slip a minute, not a pile of them."""
        if condition is Condition.SILENT and self._habits.answers:
            return self._clock() >= self._next_trial
        return condition.usable

    def _hold_all(self, condition: Condition) -> None:
        self._resumed = False
        while not self._stopping.is_set() and (job := self._jobs.take(self.printer_code)):
            self._settle(job, HELD, REASONS[condition])

    def _resume_once(self) -> None:
        if not self._resumed:
            self._jobs.resume(self.printer_code)
            self._resumed = True

    def _print(self, job: Job) -> None:
        try:
            data = self.paper.printed(job.slip, job.template or self._template)
        except Exception:
            log.exception("printer %s: job %s cannot be drawn", self.printer_code, job.id)
            self._settle(job, HELD, "The slip cannot be drawn.")
        else:
            self._settle(job, *self._sent(job, data))

    def _sent(self, job: Job, data: bytes) -> tuple[str, str, float]:
        """What became of the slip, why, and how much paper it took."""
        try:
            confirmed = self._printer.send(data, job.slip.number)
        except PrinterFault as fault:
            self._resumed = self._resumed and fault.sent
            return (UNCERTAIN if fault.sent else HELD), fault.message, 0.0
        except Exception:
            log.exception("printer %s: the driver broke at job %s", self.printer_code, job.id)
            self._printer.close()
            return UNCERTAIN, "The driver of the printer failed.", 0.0
        if confirmed:
            self._habits.learn(confirms=True)
        return *((PRINTED, "") if confirmed else self._unproved()), self.paper.millimetres(data)

    def _unproved(self) -> tuple[str, str]:
        """Sent without proof: printed for a printer that never proves, uncertain for one that does."""
        after = self._look()
        if after is Condition.SILENT and self._habits.answers:
            self._count_trial()
            return UNCERTAIN, REASONS[Condition.SILENT]
        if self._habits.confirms or not after.usable:
            return UNCERTAIN, REASONS.get(after, "The printer did not confirm the slip.")
        return PRINTED, ""

    def _count_trial(self) -> None:
        self._trials += 1
        self._next_trial = self._clock() + SILENT_RETRY_S
        if self._trials >= SILENT_TRIALS:
            self._habits.forget()

    def _settle(self, job: Job, state: str, reason: str, used_mm: float = 0.0) -> None:
        self._unsettled = (job, state, reason, used_mm)
        self._settle_left()

    def _settle_left(self) -> None:
        """Record what is not yet recorded; nothing else is taken before that has been stored."""
        if self._unsettled is not None:
            self._jobs.settle(*self._unsettled)
            self._unsettled = None
