"""The printers of the hall: how they are, how much paper they have, and who stands in for whom."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache

from printer.paper import paper_of
from printer.roll import Roll
from printer.status import Condition
from queue_server.domain.actor import SYSTEM
from queue_server.domain.errors import BadPrinterCode, OwnStandIn
from queue_server.domain.journal import PrinterChanged
from queue_server.storage import furniture, spool, staff
from queue_server.storage.spool import PrinterRow
from queue_server.storage.work import Look, Work

STAND_IN_AFTER = timedelta(seconds=10)
"""A cover that is opened for a moment does not send people to another printer."""


@dataclass(frozen=True)
class PrinterLine:
    """A printer as people are told of it.

    `held` slips wait for it to be well, `waiting` are all that are not on paper. `prints_at` is where its new
    slips come out just now. Millimetres and slips of paper are None while nobody knows how long a roll is.
    """

    code: str
    condition: str
    since: datetime | None
    held: int
    waiting: int
    stand_in: str | None
    prints_at: str
    used_mm: int
    roll_mm: int | None
    slips_left: int | None
    low: bool

    @property
    def stopped(self) -> bool:
        return is_stopped(self.condition)


def lines(look: Look) -> list[PrinterLine]:
    """Every printer of the hall."""
    rows = {each.code: each for each in spool.printers(look.db, look.hall.id)}
    jobs = spool.unprinted(look.db, look.hall.id)
    return [_line(row, prints_at(row, rows, look.now), jobs) for row in rows.values()]


def _line(row: PrinterRow, place: str, jobs: Mapping[tuple[str, str], int]) -> PrinterLine:
    roll = roll_of(row)
    return PrinterLine(
        code=row.code,
        condition=told(row),
        since=row.since,
        held=jobs.get((row.code, "held"), 0),
        waiting=sum(count for (printer, _), count in jobs.items() if printer == row.code),
        stand_in=row.stand_in,
        prints_at=place,
        used_mm=round(roll.used_mm),
        roll_mm=round(roll.length_mm) or None,
        slips_left=roll.slips_left,
        low=roll.low,
    )


def is_stopped(condition: str) -> bool:
    """Whether nothing can come out; a silent printer may well print."""
    return not Condition(condition).usable


def told(row: PrinterRow) -> str:
    """What people are told: counted paper warns where no sensor does."""
    return "paper_low" if row.condition == "ready" and roll_of(row).low else row.condition


def roll_of(row: PrinterRow) -> Roll:
    """The paper in a printer; a length in its address goes before one that was learned."""
    return Roll(row.used_mm, row.slip_mm, _length_in(row.url) or row.roll_mm)


@cache
def _length_in(url: str) -> int:
    try:
        return paper_of(url).roll_mm
    except ValueError:
        return 0


# --- what changes ---


def report(work: Work, code: str, condition: str) -> None:
    """The printer says how it is. An end of paper teaches the roll's length; paper after it is a new roll."""
    row = spool.printer(work.db, work.hall.id, code)
    roll = roll_of(row)
    if condition == "paper_out" and row.condition != "paper_out":
        roll = roll.ended()
    if row.condition == "paper_out" and condition in ("ready", "paper_low"):
        roll = roll.changed()
    _save(work, row, replace(row, condition=condition), roll)


def count(work: Work, code: str, used_mm: float) -> None:
    """A slip took so much paper."""
    row = spool.printer(work.db, work.hall.id, code)
    _save(work, row, row, roll_of(row).printed(used_mm))


def roll_changed(work: Work, code: str) -> None:
    """Somebody put in a full roll. NotFound if there is no such printer."""
    row = spool.printer(work.db, work.hall.id, code)
    _save(work, row, row, roll_of(row).changed())


def _save(work: Work, before: PrinterRow, now: PrinterRow, roll: Roll) -> None:
    learned = roll.length_mm if roll.length_mm != roll_of(before).length_mm else before.roll_mm
    now = replace(now, used_mm=roll.used_mm, slip_mm=roll.slip_mm, roll_mm=learned)
    if now.since is None or told(now) != told(before):
        now = replace(now, since=work.now)
        change = PrinterChanged(at=work.now, by=SYSTEM.name, printer=now.code, condition=told(now))
        work.record(change)
    spool.save_printer(work.db, work.hall.id, now)


def set_address(work: Work, code: str, url: str) -> None:
    """Put a printer at `url`, and add it if it is new. BadPrinterCode for a code that no label can hold."""
    if re.fullmatch("[A-Z0-9]{1,8}", code) is None:
        raise BadPrinterCode(printer=code)
    known = {row.code: row.url for row in spool.printers(work.db, work.hall.id)}
    if code not in known:
        spool.add_printer(work.db, work.hall.id, code, url)
    elif known[code] != url:
        spool.set_url(work.db, work.hall.id, code, url)
    if known.get(code) != url:
        change = {"printer": code, "from": known.get(code), "to": url}
        staff.write_audit(work.db, work.hall.id, work.now, work.actor.name, "printer.address", change)


# --- who stands in ---


def set_stand_in(work: Work, code: str, stand_in: str | None) -> None:
    """Name the printer that prints for `code` while it cannot, or none.

    NotFound for an unknown printer, OwnStandIn for the printer itself.
    """
    row = spool.printer(work.db, work.hall.id, code)
    if stand_in is not None:
        spool.printer(work.db, work.hall.id, stand_in)
    if stand_in == code:
        raise OwnStandIn(printer=code)
    spool.save_printer(work.db, work.hall.id, replace(row, stand_in=stand_in))
    furniture.changed(work.db, work.hall.id)
    change = {"printer": code, "from": row.stand_in, "to": stand_in}
    staff.write_audit(work.db, work.hall.id, work.now, work.actor.name, "printer.stand_in", change)


def prints_at(row: PrinterRow, rows: Mapping[str, PrinterRow], now: datetime) -> str:
    """Where slips for this printer come out now: at its stand-in while it has been stopped for a while."""
    stand_in = rows.get(row.stand_in or "")
    stopped = is_stopped(row.condition) and row.since is not None and now - row.since >= STAND_IN_AFTER
    return stand_in.code if stopped and stand_in and not is_stopped(stand_in.condition) else row.code


def place_of(look: Look, code: str) -> str:
    """The printer itself or its stand-in; asks the database only where there is a stand-in."""
    if code not in look.furniture.stand_ins:
        return code
    rows = {each.code: each for each in spool.printers(look.db, look.hall.id)}
    return prints_at(rows[code], rows, look.now)
