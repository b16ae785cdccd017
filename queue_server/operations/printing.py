"""Slips: queued with the ticket, printed when the printer can, never twice by themselves."""

from __future__ import annotations

from datetime import timedelta

from queue_server.domain.actor import SYSTEM
from queue_server.domain.journal import PrinterChanged, SlipChanged
from queue_server.domain.ticket import Ticket
from queue_server.storage import spool
from queue_server.storage.spool import PrintJob
from queue_server.storage.work import Look, Work

STALE_AFTER = timedelta(minutes=5)


def queue_slip(work: Work, ticket: Ticket, ahead: int, device: str | None = None) -> bool:
    """Ask for the slip of `ticket`, on the printer of `device` or else the hall's first, if there is one."""
    printer = printer_of(work, device)
    if printer is None:
        return False
    spool.queue_job(work.db, work.hall.id, printer, ticket.id, ticket.number, {"ahead": ahead}, work.now)
    return True


def printer_of(look: Look, device: str | None) -> str | None:
    """The printer of a device, or else the hall's first; None where there is none."""
    own = look.furniture.printer_of.get(device or "")
    return own or next(iter(look.furniture.printers), None)


def take(work: Work, printer: str) -> PrintJob | None:
    """The oldest queued slip of `printer`, marked as printing before a byte leaves.

    Slips that waited too long are stale: whoever holds the number has seen it on the screen.
    """
    while (job := spool.oldest_queued(work.db, work.hall.id, printer)) is not None:
        if work.now - job.queued_at <= STALE_AFTER:
            spool.set_state(work.db, job, "printing", work.now)
            return spool.by_id(work.db, job.id)
        settle(work, job, "stale")
    return None


def settle(work: Work, job: PrintJob, state: str, reason: str | None = None) -> None:
    """What became of a slip: printed, held, uncertain, stale, or queued again."""
    if spool.set_state(work.db, job, state, work.now, reason):
        work.record(_changed(work, job, state, reason))


def resume(work: Work, printer: str) -> None:
    """The printer works again: held slips are queued; those that waited too long will be stale."""
    for job in spool.in_states(work.db, work.hall.id, printer, "held"):
        settle(work, job, "queued")


def recover(work: Work) -> None:
    """After a crash: a slip that was being printed may be out or not, so it is uncertain."""
    for printer in spool.printers(work.db, work.hall.id):
        for job in spool.in_states(work.db, work.hall.id, printer.code, "printing"):
            settle(work, job, "uncertain", "interrupted")


def report_condition(work: Work, printer: str, condition: str) -> None:
    """The printer's condition has changed."""
    spool.set_condition(work.db, work.hall.id, printer, condition, work.now)
    work.record(PrinterChanged(at=work.now, by=SYSTEM.name, printer=printer, condition=condition))


def test_slip(work: Work, printer: str) -> None:
    """Queue a slip that shows whether the printer works. NotFound if there is no such printer."""
    spool.printer(work.db, work.hall.id, printer)
    spool.queue_job(work.db, work.hall.id, printer, None, "A000", {"ahead": 0}, work.now)


def _changed(work: Work, job: PrintJob, state: str, reason: str | None) -> SlipChanged:
    return SlipChanged(
        at=work.now,
        by=SYSTEM.name,
        ticket=job.ticket,
        number=job.number,
        printer=job.printer,
        state=state,
        reason=reason,
    )
