"""What a screen shows: the newest calls, and who waits where."""

from __future__ import annotations

from display.board import Board, Call, WaitingLine
from queue_server.domain.hall import Counter, named
from queue_server.domain.ticket import Ticket
from queue_server.operations import day
from queue_server.storage import halls, tickets
from queue_server.storage.work import Look

NEWEST = 10


def board(look: Look, counter: str | None = None, language: str = "vi") -> Board:
    """The whole state of a screen; with `counter` that of the screen at one counter."""
    counters = {each.code: each for each in halls.counters(look.db, look.hall.id)}
    called = tickets.last_called(look.db, look.hall.id, look.hall.day(look.now), NEWEST, counter)
    return Board(
        hall=look.hall.id,
        seq=look.hall.seq,
        at=look.now,
        open=day.issues_now(look),
        notice=look.hall.notice.get(language, ""),
        calls=tuple(_call(ticket, counters, language) for ticket in called),
        waiting=_waiting(look, language),
    )


def _call(ticket: Ticket, counters: dict[str, Counter], language: str) -> Call:
    counter = counters[ticket.counter or ""]
    return Call(
        call_id=ticket.call or 0,
        number=ticket.number,
        counter=counter.code,
        counter_label=counter.label(language),
        called_at=ticket.called_at or ticket.since,
        calls=ticket.calls,
    )


def _waiting(look: Look, language: str) -> tuple[WaitingLine, ...]:
    lengths = tickets.lengths(look.db, look.hall.id, look.hall.day(look.now))
    return tuple(
        WaitingLine(
            queue=queue.code,
            label=named(queue.names, language),
            count=lengths[queue.code].waiting if queue.code in lengths else 0,
        )
        for queue in look.furniture.queues
    )
