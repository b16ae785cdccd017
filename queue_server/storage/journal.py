"""The append-only journal: dense numbers per hall, one row for each thing that happened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, insert, select, true

from queue_server.domain.journal import TICKET_KINDS, Entry, TicketEntry
from queue_server.domain.states import TicketState
from queue_server.storage import schema

_table = schema.journal
_INSERT = insert(_table)
AT_ONCE = 500


class Row(NamedTuple):
    seq: int
    at: datetime
    kind: str
    by: str
    ticket: int | None
    body: dict[str, Any]


def append(db: Connection, hall: str, entries: Sequence[tuple[int, Entry]]) -> None:
    """Write `entries` under their numbers."""
    db.execute(
        _INSERT,
        [
            {
                "hall": hall,
                "seq": seq,
                "at": entry.at,
                "kind": entry.kind,
                "by": entry.by,
                "ticket": getattr(entry, "ticket", None),
                "body": entry.body(),
            }
            for seq, entry in entries
        ],
    )


_COLUMNS = (_table.c.seq, _table.c.at, _table.c.kind, _table.c.by, _table.c.ticket, _table.c.body)


def after(db: Connection, hall: str, seq: int, limit: int) -> list[Row]:
    """At most `limit` rows that follow number `seq`, in order."""
    query = select(*_COLUMNS).where(_table.c.hall == hall, _table.c.seq > seq)
    return [Row(*row) for row in db.execute(query.order_by(_table.c.seq).limit(limit))]


def reached(db: Connection, hall: str, at: datetime, last: int) -> int:
    """The number of the newest row before that instant, 0 if there is none; `last` is the journal's newest.

    Rows are in the order of time, so that halving finds it without an index.
    """
    low, high = 0, last
    while low < high:
        middle = (low + high + 1) // 2
        when = db.scalar(select(_table.c.at).where(_table.c.hall == hall, _table.c.seq == middle))
        low, high = (middle, high) if when is not None and when < at else (low, middle - 1)
    return low


def newest(db: Connection, hall: str, kinds: Sequence[str]) -> int:
    """The number of the newest row of these kinds, 0 if there is none."""
    query = select(_table.c.seq).where(_table.c.hall == hall, _table.c.kind.in_(kinds))
    return db.scalar(query.order_by(_table.c.seq.desc()).limit(1)) or 0


def of_tickets(
    db: Connection, hall: str, first: date, last: date, until: int | None = None
) -> dict[int, list[TicketEntry]]:
    """The moves of every ticket of the service days `first` to `last`, in order, by ticket.

    With `until`, as they stood when the journal had that number.
    """
    query = (
        select(*_COLUMNS)
        .join(schema.ticket, schema.ticket.c.id == _table.c.ticket)
        .where(
            schema.ticket.c.hall == hall,
            schema.ticket.c.day.between(first, last),
            _table.c.kind.in_(TICKET_KINDS),
            _table.c.seq <= until if until is not None else true(),
        )
        .order_by(_table.c.ticket, _table.c.seq)
    )
    moves: dict[int, list[TicketEntry]] = {}
    for row in db.execute(query):
        entry = ticket_entry(Row(*row))
        moves.setdefault(entry.ticket, []).append(entry)
    return moves


def touched(db: Connection, hall: str, after: int, until: int | None = None) -> set[int]:
    """The tickets that something happened to after number `after`, and up to `until`."""
    query = select(_table.c.ticket).where(
        _table.c.hall == hall,
        _table.c.seq > after,
        _table.c.ticket.is_not(None),
        _table.c.kind.in_(TICKET_KINDS),
        _table.c.seq <= until if until is not None else true(),
    )
    return set(db.scalars(query))


def numbered(
    db: Connection, hall: str, tickets: Iterable[int], until: int | None = None
) -> dict[int, list[tuple[int, TicketEntry]]]:
    """What happened to these tickets, in order, each with its number in the journal; up to `until`."""
    found: dict[int, list[tuple[int, TicketEntry]]] = {}
    for some in batched(sorted(tickets), AT_ONCE):
        mine = (_table.c.hall == hall, _table.c.ticket.in_(some), _table.c.kind.in_(TICKET_KINDS))
        limit = _table.c.seq <= until if until is not None else true()
        for row in db.execute(select(*_COLUMNS).where(*mine, limit).order_by(_table.c.seq)):
            entry = ticket_entry(Row(*row))
            found.setdefault(entry.ticket, []).append((row.seq, entry))
    return found


def of_counters(db: Connection, hall: str, since: datetime, before: datetime) -> list[Row]:
    """How the counters changed from `since` on and before `before`, in order."""
    # The kind is written out, word for word as in the index that serves this.
    query = select(*_COLUMNS).where(
        _table.c.hall == hall, schema.OF_COUNTERS, _table.c.at >= since, _table.c.at < before
    )
    return [Row(*row) for row in db.execute(query.order_by(_table.c.seq))]


_OF_TICKET = (
    select(*_COLUMNS)
    .where(
        _table.c.hall == bindparam("of_hall"),
        _table.c.ticket == bindparam("of_ticket"),
        _table.c.kind.in_(TICKET_KINDS),
    )
    .order_by(_table.c.seq)
)


def of_ticket(db: Connection, hall: str, ticket: int) -> list[TicketEntry]:
    """What happened to one ticket, in order."""
    rows = db.execute(_OF_TICKET, {"of_hall": hall, "of_ticket": ticket})
    return [ticket_entry(Row(*row)) for row in rows]


def ticket_entry(row: Row) -> TicketEntry:
    """The move that a row tells of."""
    body = dict(row.body)
    source = body.pop("source")
    return TICKET_KINDS[row.kind](
        at=row.at,
        by=row.by,
        source=TicketState(source) if source else None,
        target=TicketState(body.pop("target")),
        **body,
    )


def batched(values: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    """`values` in pieces of `size`: a statement takes only so many."""
    return (values[start : start + size] for start in range(0, len(values), size))
