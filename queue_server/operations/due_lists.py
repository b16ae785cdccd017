"""Never late by surprise: which files are due when, and how many."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from queue_server.domain.files import File
from queue_server.domain.hall import Names
from queue_server.storage import files
from queue_server.storage.files import Band
from queue_server.storage.work import Look

PAGE = 100
URGENT = (Band.LATE, Band.TODAY, Band.NEXT)


@dataclass(frozen=True)
class FileLine:
    """A file as a list shows it: the name that its receipt says, and today's where that is another."""

    file: File
    names: Names
    renamed: Names | None


def marks(look: Look) -> tuple[datetime, datetime, datetime]:
    """Now, the last instant of today, and that of the next working day."""
    following = look.furniture.calendar.add_working_days(look.today, 1)
    return look.now, _last_of(look, look.today), _last_of(look, following)


def _last_of(look: Look, day: date) -> datetime:
    midnight = datetime.combine(day + timedelta(days=1), time(), look.hall.zone)
    return midnight.astimezone(UTC) - timedelta(microseconds=1)


def counts(look: Look) -> Mapping[Band, int]:
    """How many files each list holds now; `files.MOST_COUNTED` stands for so many or more."""
    return files.counts(look.db, look.hall.id, marks(look))


def listed(look: Look, band: Band, after: int = 0, most: int = PAGE) -> list[FileLine]:
    """One list, the most urgent first, from the place `after` on."""
    return lines(look, files.in_band(look.db, look.hall.id, band, marks(look), most, after))


def found(look: Look, words: str) -> list[FileLine]:
    """Files of any state whose number holds `words`, the newest first."""
    return lines(look, files.find(look.db, look.hall.id, words, PAGE))


def lines(look: Look, shown: list[File]) -> list[FileLine]:
    return [_line(look, each) for each in shown]


def _line(look: Look, file: File) -> FileLine:
    received = look.furniture.version(file.procedure, file.version)
    today = look.furniture.procedure(file.procedure)
    if received is None or today is None:
        return FileLine(file, {"vi": file.procedure}, None)
    renamed = today.short_names if today.names != received.names else None
    return FileLine(file, received.short_names, renamed)
