"""The hall's print jobs as a printer's spooler wants them: each step its own transaction."""

from __future__ import annotations

from datetime import datetime

from printer.spooler import Job
from printer.status import Condition
from queue_server.domain.actor import SYSTEM
from queue_server.operations import layouts, printing
from queue_server.operations.slips import BARE, Imprint, slip_of
from queue_server.storage import spool
from queue_server.storage.work import Store


class StoredJobs:
    """`printer.spooler.Jobs` on the store of one hall."""

    def __init__(self, store: Store, hall: str, imprint: Imprint = BARE) -> None:
        self._store = store
        self._hall = hall
        self._imprint = imprint

    def take(self, printer: str) -> Job | None:
        """The next slip to print, durably marked as printing; None when the line is empty."""
        with self._store.look(self._hall) as look:
            if spool.oldest_queued(look.db, self._hall, printer) is None:
                return None
        with self._store.work(self._hall, SYSTEM) as work:
            job = printing.take(work, printer)
        return None if job is None else self._described(job)

    def _described(self, job: spool.PrintJob) -> Job:
        with self._store.look(self._hall) as look:
            slip, template = slip_of(look, job, self._imprint), layouts.template_for(look, job)
            return Job(id=job.id, slip=slip, attempts=job.attempts, template=template)

    def settle(self, job: Job, state: str, reason: str) -> None:
        """Record what became of a slip."""
        with self._store.work(self._hall, SYSTEM) as work:
            printing.settle(work, spool.by_id(work.db, int(job.id)), state, reason or None)

    def resume(self, printer: str) -> None:
        """The printer works again: held slips print, or are stale."""
        with self._store.work(self._hall, SYSTEM) as work:
            printing.resume(work, printer)

    def report(self, printer: str, condition: Condition, _since: datetime) -> None:
        """Tell the hall that the printer's condition changed; the hall's own clock says when."""
        with self._store.work(self._hall, SYSTEM) as work:
            printing.report_condition(work, printer, condition.value)
