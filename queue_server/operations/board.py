"""What a screen shows: the newest calls, and who waits where."""

from __future__ import annotations

from collections.abc import Iterable

from display.board import Board, Call, WaitingLine
from queue_server.domain.hall import Furniture, Queue, View, named
from queue_server.domain.signs import SIGNS
from queue_server.domain.ticket import Ticket
from queue_server.operations import day, kept
from queue_server.storage import tickets
from queue_server.storage.tickets import QueueLength
from queue_server.storage.work import Look

NEWEST = 10
NEXT = 3
HALL = View()
KEPT = {
    "vi": "Tuần này: {share} % được gọi trong thời gian đã báo",
    "en": "This week {share} % were called within the time told",
}


def board(look: Look, view: View = HALL, language: str = "vi") -> Board:
    """The whole state of a screen that shows `view`."""
    called = tickets.last_called(look.db, look.hall.id, look.today, NEWEST, view)
    return Board(
        hall=look.hall.id,
        seq=look.hall.seq,
        at=look.now,
        open=day.issues_now(look),
        notice=_notice(look, language),
        calls=tuple(_call(ticket, look.furniture, language) for ticket in called),
        waiting=_waiting(look, view, language),
        priority=_priority(look, view),
        edition=edition(look),
    )


def edition(look: Look) -> str:
    """Which slides and voices a screen should have by now."""
    return f"{look.hall.epoch[:8]}-{look.hall.furniture}"


def _notice(look: Look, language: str) -> str:
    """The hall's own notice, and how well it has kept its word, where it wants that told."""
    own, share = look.hall.notice_at(look.now).get(language, ""), kept.public_share(look)
    told = "" if share is None else KEPT[language].format(share=int(100 * share))
    return " · ".join(filter(None, (own, told)))


def _priority(look: Look, view: View) -> int:
    if view.counter is not None:
        return 0
    counts = tickets.priorities(look.db, look.hall.id, look.today)
    return sum(count for queue, count in counts.items() if not view.queues or queue in view.queues)


def _call(ticket: Ticket, furniture: Furniture, language: str) -> Call:
    counter = ticket.counter or ""
    return Call(
        call_id=ticket.call or 0,
        number=ticket.number,
        counter=counter,
        counter_label=furniture.label(counter, language),
        called_at=ticket.called_at or ticket.since,
        calls=ticket.calls,
        sign=ticket.sign,
        sign_label=named(SIGNS[ticket.sign], language) if ticket.sign in SIGNS else None,
    )


def _waiting(look: Look, view: View, language: str) -> tuple[WaitingLine, ...]:
    lengths = tickets.lengths(look.db, look.hall.id, look.today)
    shows_next = view.layout == "waits"
    coming = tickets.next_in_line(look.db, look.hall.id, look.today, NEXT) if shows_next else {}
    return tuple(
        _line(queue, lengths.get(queue.code), coming.get(queue.code, ()), language)
        for queue in look.furniture.queues
        if not view.queues or queue.code in view.queues
    )


def _line(queue: Queue, length: QueueLength | None, coming: Iterable[Ticket], language: str) -> WaitingLine:
    return WaitingLine(
        queue=queue.code,
        label=named(queue.names, language),
        count=length.waiting if length else 0,
        since=length.oldest if length else None,
        next=tuple(ticket.number for ticket in coming),
    )
