"""Coming for a result: by the QR of the receipt, by the last digits of the file number, or simply so."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from queue_server.domain.errors import NotFound
from queue_server.domain.files import DIGITS, File, FileState, digits_of
from queue_server.domain.hall import Counter, CounterState, Procedure
from queue_server.domain.ticket import Ticket
from queue_server.operations import calling, due_lists, files
from queue_server.operations.due_lists import FileLine
from queue_server.operations.papers import RECEIPT_MARK
from queue_server.storage import files as stored
from queue_server.storage import halls, tickets
from queue_server.storage.work import Look, Work

SIGN = "result"
MOST = 6
SHOWN_FOR = timedelta(minutes=30)
"""How long a counter sees who was sent to it without a number."""


def queue_of(look: Look) -> str | None:
    """The queue in which people wait for results: the one with that sign."""
    return next((each.code for each in look.furniture.queues if each.pictogram == SIGN), None)


def procedure_of(look: Look) -> Procedure | None:
    """The procedure under which a number for a result is given."""
    queue = queue_of(look)
    return next((each for each in look.furniture.offered(look.today) if each.queue == queue), None)


def asks_which(look: Look) -> bool:
    """Whether the kiosk asks for which file somebody comes: not where no files are recorded."""
    return stored.any_open(look.db, look.hall.id)


def look_up(look: Look, words: str) -> list[FileLine]:
    """The open files that a receipt, a number or at least its last four digits tell."""
    words = words.strip()
    if words.upper().startswith(RECEIPT_MARK):
        one = stored.by_token(look.db, look.hall.id, words[len(RECEIPT_MARK) :])
        return due_lists.lines(look, [one] if one and one.is_open else [])
    digits = digits_of(words)
    if len(digits) < DIGITS:
        return []
    return due_lists.lines(look, stored.open_with_digits(look.db, look.hall.id, digits, MOST))


def go_straight(work: Work, file: File | None = None) -> Counter | None:
    """The free counter that hands out results, if nobody waits there: no number is needed then.

    It sees for which file somebody comes.
    """
    queue = queue_of(work)
    counter = next(
        (each for each in halls.counters(work.db, work.hall.id) if _is_free(work, each, queue)), None
    )
    if counter is not None and file is not None:
        files.note(work, file, replace(file, asked_at=work.now), "asked")
    return counter


def _is_free(look: Look, counter: Counter, queue: str | None) -> bool:
    serves = queue in counter.queues and queue not in counter.helps_after_s
    if counter.state is not CounterState.OPEN or not serves:
        return False
    busy = tickets.at_counter(look.db, look.hall.id, counter.code) is not None
    return not busy and calling.next_at(look, counter) is None


def comes_for(work: Work, ticket: Ticket, file: int) -> None:
    """The visit `ticket` comes for a file. NotFound unless it is open."""
    found = stored.by_id(work.db, work.hall.id, file)
    if found.state is FileState.HANDED_OVER:
        raise NotFound(kind="file", id=file)
    files.note(work, found, replace(found, collecting=ticket.id), "asked")


def asked_for(look: Look) -> list[FileLine]:
    """The files for which somebody was sent to a counter without a number, lately."""
    return due_lists.lines(look, stored.asked_for(look.db, look.hall.id, look.now - SHOWN_FOR))
