"""The year's days off and swapped Saturdays, as they are decreed: entered, and confirmed once a year."""

from __future__ import annotations

from datetime import date

from queue_server.storage import furniture, halls, staff
from queue_server.storage.work import Look, Work

WARNED_FROM = 11
"""The month from which next year's days are missed: the decree on Tết and swaps comes late in the year."""


def to_confirm(look: Look) -> int | None:
    """The year whose days nobody has confirmed though it is near; None if there is none."""
    year = look.today.year + (look.today.month >= WARNED_FROM)
    return None if year in look.hall.file_rules.get("confirmed", ()) or year == look.today.year else year


def declare(work: Work, day: date, worked: bool, name: str) -> None:
    """`day` is worked, or off, whatever the table said."""
    halls.put_day(work.db, work.hall.id, day, worked, name)
    furniture.changed(work.db, work.hall.id)
    change = {"day": day.isoformat(), "worked": worked, "name": name}
    staff.write_audit(work.db, work.hall.id, work.now, work.actor.name, "calendar.day", change)


def confirm(work: Work, year: int) -> None:
    """The days of `year` stand in the table as they are decreed."""
    confirmed = sorted({*work.hall.file_rules.get("confirmed", ()), year})
    halls.change(work.db, work.hall.id, file_rules={**work.hall.file_rules, "confirmed": confirmed})
    staff.write_audit(work.db, work.hall.id, work.now, work.actor.name, "calendar.confirmed", {"year": year})
