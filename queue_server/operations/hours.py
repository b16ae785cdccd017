"""The opening hours of the hall in words: its sessions, its days off, and the days worked instead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from queue_server.storage import halls
from queue_server.storage.halls import DayOff
from queue_server.storage.work import Look

WEEKDAYS = {
    "vi": ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}


@dataclass(frozen=True)
class Closed:
    """Days on which the hall is closed one after the other, weekends between them included."""

    first: date
    last: date
    name: str


def sessions(look: Look) -> list[str]:
    """Like `7:30–11:30`, in the order of the day."""
    found = sorted(look.furniture.calendar.sessions)
    return [f"{each.start:%-H:%M}–{each.end:%-H:%M}" for each in found]


def closed(look: Look, first: date, last: date) -> list[Closed]:
    """The holidays from `first` to `last`, days in a row taken together under one name."""
    off = [each for each in halls.days_off(look.db, look.hall.id, first, last) if not each.worked]
    return [_together(row) for row in _rows(off)]


def _rows(days: Iterable[DayOff]) -> list[list[DayOff]]:
    rows: list[list[DayOff]] = []
    for each in days:
        if rows and _only_weekend_between(rows[-1][-1].day, each.day):
            rows[-1].append(each)
        else:
            rows.append([each])
    return rows


def _only_weekend_between(day: date, later: date) -> bool:
    between = (day + timedelta(days=n) for n in range(1, (later - day).days))
    return all(each.weekday() > 4 for each in between)


def _together(row: Sequence[DayOff]) -> Closed:
    """Tết Nguyên Đán, of Giao thừa Tết Nguyên Đán, Tết Nguyên Đán, Mùng hai Tết Nguyên Đán."""
    names = [each.name for each in row]
    name = max(names, key=lambda name: (sum(name in each for each in names), -len(name)))
    return Closed(row[0].day, row[-1].day, name)


def worked(look: Look, first: date, last: date) -> list[date]:
    """The weekend days that are worked in exchange, from `first` to `last`."""
    return [each.day for each in halls.days_off(look.db, look.hall.id, first, last) if each.worked]


def weekday(day: date, language: str) -> str:
    return WEEKDAYS[language][day.weekday()]


def lines(look: Look, first: date, last: date, language: str) -> list[str]:
    """A line for the usual week, and one for each exception from `first` to `last`."""
    monday, friday = WEEKDAYS[language][0], WEEKDAYS[language][4]
    found = [f"{monday} – {friday}: {', '.join(sessions(look))}"]
    for each in worked(look, first, last):
        word = "Làm việc bù" if language == "vi" else "Also open"
        found.append(f"{word}: {weekday(each, language)} {each:%d/%m}")
    return found + [_closed_line(each, language) for each in closed(look, first, last)]


def _closed_line(days: Closed, language: str) -> str:
    when = f"{weekday(days.first, language)} {days.first:%d/%m}"
    if days.last != days.first:
        when += f" – {weekday(days.last, language)} {days.last:%d/%m}"
    return f"Nghỉ: {when} ({days.name})" if language == "vi" else f"Closed: {when}"
