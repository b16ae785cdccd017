"""The hall's print jobs as a printer's spooler wants them: each step its own transaction."""

from __future__ import annotations

import logging
from datetime import datetime

from printer.paper import paper_of
from printer.sample import trial_slip
from printer.spooler import Job
from printer.status import Condition
from printer.template import TRIAL_TEMPLATE
from queue_server.domain.actor import SYSTEM
from queue_server.operations import layouts, printers, printing
from queue_server.operations.slips import BARE, Imprint, slip_of
from queue_server.storage import spool
from queue_server.storage.spool import PrintJob
from queue_server.storage.work import Store, Work

log = logging.getLogger(__name__)


class StoredJobs:
    """`printer.spooler.Jobs` on the store of one hall."""

    def __init__(self, store: Store, hall: str, imprint: Imprint = BARE) -> None:
        self._store = store
        self._hall = hall
        self._imprint = imprint

    def take(self, printer: str) -> Job | None:
        """The next slip to print, durably marked as printing; None when the line is empty.

        One whose words cannot be found is held, and the next is taken.
        """
        with self._store.look(self._hall) as look:
            if spool.oldest_queued(look.db, self._hall, printer) is None:
                return None
        with self._store.work(self._hall, SYSTEM) as work:
            while (job := printing.take(work, printer)) is not None:
                try:
                    return _described(work, job, self._imprint)
                except Exception:
                    log.exception("the slip of job %s has no words", job.id, extra={"hall": self._hall})
                    printing.settle(work, job, "held", "The slip cannot be drawn.")
        return None

    def settle(self, job: Job, state: str, reason: str, used_mm: float) -> None:
        """Record what became of a slip, and the paper that it took."""
        with self._store.work(self._hall, SYSTEM) as work:
            stored = spool.by_id(work.db, self._hall, int(job.id))
            printing.settle(work, stored, state, reason or None, used_mm)

    def resume(self, printer: str) -> None:
        """The printer works again: held slips print, or are stale."""
        with self._store.work(self._hall, SYSTEM) as work:
            printing.resume(work, printer)

    def report(self, printer: str, condition: Condition, _since: datetime | None = None) -> None:
        """Tell the hall that the printer's condition changed; the hall's own clock says when."""
        with self._store.work(self._hall, SYSTEM) as work:
            printers.report(work, printer, condition.value)


def _described(work: Work, job: PrintJob, imprint: Imprint) -> Job:
    if not job.facts.get("trial"):
        slip, template = slip_of(work, job, imprint), layouts.template_for(work, job)
        return Job(id=job.id, slip=slip, attempts=job.attempts, template=template)
    url = spool.printer(work.db, work.hall.id, job.printer).url
    slip = trial_slip(url, paper_of(url).width, work.hall.local(work.now))
    return Job(id=job.id, slip=slip, attempts=job.attempts, template=TRIAL_TEMPLATE)
