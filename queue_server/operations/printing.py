"""Slips: queued with the ticket, printed when a printer can, never twice by themselves."""

from __future__ import annotations

from datetime import timedelta

from queue_server.domain.errors import DayOver, NoPrinter, SlipOnItsWay
from queue_server.domain.estimate import Band
from queue_server.domain.journal import SlipChanged
from queue_server.domain.states import TicketState
from queue_server.domain.ticket import Ticket
from queue_server.operations import estimates, printers
from queue_server.storage import halls, spool, staff, tickets
from queue_server.storage.spool import PrintJob
from queue_server.storage.work import Look, Work

AGAIN = "Printed again."


def queue_slip(
    work: Work, ticket: Ticket, ahead: int, device: str | None = None, band: Band | None = None
) -> bool:
    """Ask for the slip of `ticket`, on the printer of `device` or else the hall's first, if there is one."""
    printer = printer_of(work, device)
    if printer is None:
        return False
    place = printers.place_of(work, printer)
    facts = {"ahead": ahead, **({"estimate": band.to_json()} if band else {})}
    spool.queue_job(work.db, work.hall.id, place, ticket.id, ticket.number, facts, work.now)
    return True


def printer_of(look: Look, device: str | None) -> str | None:
    """The printer of a device, or else the hall's first, when all is well; None where there is none."""
    own = look.furniture.printer_of.get(device or "")
    return own or next(iter(look.furniture.printers), None)


# --- as the spooler wants it ---


def take(work: Work, printer: str) -> PrintJob | None:
    """The oldest queued slip of `printer`, marked as printing before a byte leaves.

    Slips that waited too long are stale: whoever holds the number has seen it on the screen.
    """
    while (job := spool.oldest_queued(work.db, work.hall.id, printer)) is not None:
        if _is_fresh(work, job):
            spool.set_state(work.db, job, "printing", work.now)
            return spool.by_id(work.db, work.hall.id, job.id)
        settle(work, job, "stale")
    return None


def _is_fresh(look: Look, job: PrintJob) -> bool:
    return look.now - job.queued_at <= timedelta(seconds=look.hall.stale_after_s)


def settle(work: Work, job: PrintJob, state: str, reason: str | None = None, used_mm: float = 0.0) -> None:
    """What became of a slip: printed, held, uncertain, stale, or queued again; and the paper it took."""
    if spool.set_state(work.db, job, state, work.now, reason):
        work.record(_changed(work, job, state, reason))
        if used_mm:
            printers.count(work, job.printer, used_mm)


def resume(work: Work, printer: str) -> None:
    """The printer works again: held slips are queued; those that waited too long will be stale."""
    for job in spool.in_states(work.db, work.hall.id, printer, "held"):
        settle(work, job, "queued")


# --- chores ---


def recover(work: Work) -> None:
    """After a crash: a slip that was being printed may be out or not, so it is uncertain."""
    for printer in spool.printers(work.db, work.hall.id):
        for job in spool.in_states(work.db, work.hall.id, printer.code, "printing"):
            settle(work, job, "uncertain", "interrupted")


def to_be_moved(look: Look) -> list[tuple[PrintJob, str]]:
    """Fresh slips of stopped printers and where to print them: each moves once, an uncertain one never."""
    if not look.furniture.stand_ins:
        return []
    rows = {each.code: each for each in spool.printers(look.db, look.hall.id)}
    found = []
    for row in rows.values():
        place = printers.prints_at(row, rows, look.now)
        if place != row.code:
            jobs = spool.in_states(look.db, look.hall.id, row.code, "queued", "held")
            found += [(job, place) for job in jobs if _is_fresh(look, job) and "moved_from" not in job.facts]
    return found


def move_to_stand_ins(work: Work) -> None:
    """Print elsewhere what its own printer cannot print now."""
    for job, place in to_be_moved(work):
        if spool.move_job(work.db, job, place, work.now):
            work.record(_changed(work, job, "moved", None, printer=place, moved_from=job.printer))


def give_up_old(work: Work) -> None:
    """At the end of a day: nobody waits for yesterday's slips."""
    for printer in spool.printers(work.db, work.hall.id):
        for job in spool.in_states(work.db, work.hall.id, printer.code, "queued", "held"):
            if not _is_fresh(work, job):
                settle(work, job, "stale")


# --- what people ask for ---


def test_slip(work: Work, printer: str) -> None:
    """Queue a slip that shows whether the printer works. NotFound if there is no such printer."""
    _queue_trial(work, printer, {"ahead": 0})


def self_test(work: Work, printer: str) -> None:
    """Queue the page that shows width, letters and QR. NotFound if there is no such printer."""
    _queue_trial(work, printer, {"trial": True})


def _queue_trial(work: Work, printer: str, facts: dict[str, object]) -> None:
    spool.printer(work.db, work.hall.id, printer)
    spool.queue_job(work.db, work.hall.id, printer, None, "A000", facts, work.now)


def reprint(work: Work, job: PrintJob) -> str:
    """Queue a slip once more, marked as a reprint; the code of the printer where it will come out.

    A held slip is stale from then on, so that it does not come out as well. Raises SlipOnItsWay while it is
    queued or printing, and DayOver for a ticket of another day.
    """
    if job.state in ("queued", "printing"):
        raise SlipOnItsWay(number=job.number)
    facts = {**_facts_now(work, job), "reprint": True, "of": job.id}
    place = printers.place_of(work, str(job.facts.get("moved_from", job.printer)))
    spool.queue_job(work.db, work.hall.id, place, job.ticket, job.number, facts, work.now)
    spool.set_state(work.db, job, "stale" if job.state == "held" else job.state, work.now, AGAIN)
    work.record(_changed(work, job, "queued", AGAIN, printer=place))
    return place


def reprint_of(work: Work, ticket: Ticket) -> str:
    """The slip of a ticket once more, or its first one; the code of the printer. NoPrinter without one.

    Raises what `reprint` does.
    """
    job = spool.newest_of(work.db, work.hall.id, ticket.id)
    if job is not None:
        return reprint(work, job)
    printer = printer_of(work, None)
    if printer is None:
        raise NoPrinter()
    queue_slip(work, ticket, tickets.ahead(work.db, ticket))
    return printer


def _facts_now(work: Work, job: PrintJob) -> dict[str, object]:
    """What stood on the slip, with the number of people ahead as it is now."""
    facts = {key: value for key, value in job.facts.items() if key != "moved_from"}
    if job.ticket is None:
        return facts
    ticket = tickets.by_id(work.db, work.hall.id, job.ticket)
    if ticket.day != work.today:
        raise DayOver(number=ticket.number)
    if ticket.state is TicketState.WAITING:
        facts["ahead"] = tickets.ahead(work.db, ticket)
        band = estimates.of_ticket(work, ticket)
        facts["estimate"] = band.to_json() if band else None
    return facts


def set_stale_after(work: Work, minutes: int) -> None:
    """From now on slips that waited longer than so many minutes are not printed any more."""
    halls.change(work.db, work.hall.id, stale_after_s=minutes * 60)
    change = {"from_s": work.hall.stale_after_s, "to_s": minutes * 60}
    staff.write_audit(work.db, work.hall.id, work.now, work.actor.name, "hall.stale_after", change)


def _changed(
    work: Work,
    job: PrintJob,
    state: str,
    reason: str | None,
    *,
    printer: str | None = None,
    moved_from: str | None = None,
) -> SlipChanged:
    return SlipChanged(
        at=work.now,
        by=work.actor.name,
        ticket=job.ticket,
        number=job.number,
        printer=printer or job.printer,
        state=state,
        reason=reason,
        moved_from=moved_from,
    )
