"""Past moments, from the journal alone: how the hall stood just before each number was taken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any

from queue_server.domain.hall import Counter, CounterState
from queue_server.domain.journal import TICKET_KINDS, WALK_UP
from queue_server.domain.states import AT_A_COUNTER, TicketState
from queue_server.estimates.drawing import EPOCH, MICROSECOND, Moment, Visitor, Waiting
from queue_server.storage import halls, journal
from queue_server.storage.journal import Row
from queue_server.storage.work import Look

PAGE = 5000


@dataclass(frozen=True)
class Taken:
    """A number that was taken, and the hall just before; `last_wait_s` is that of who was called last."""

    ticket: int
    at: datetime
    queue: str
    due_at: datetime
    moment: Moment
    last_wait_s: float | None


def taken(look: Look, day: date) -> Iterator[Taken]:
    """Every number taken on `day` at a kiosk or from the greeter, in order.

    Counters are as the journal tells: closed until it says otherwise. Who speaks what is not in it.
    """
    begins = datetime.combine(day, time(), look.hall.zone)
    story = _Story(look, {each.code: _closed(each) for each in halls.counters(look.db, look.hall.id)})
    for row in _rows(look, journal.reached(look.db, look.hall.id, begins, look.hall.seq)):
        if look.hall.day(row.at) != day:
            return
        if (
            row.kind == "ticket.issued"
            and not row.body.get("estimated")
            and row.body.get("reason") != WALK_UP
        ):
            yield story.before(row)
        story.tell(row)


def _closed(counter: Counter) -> Counter:
    return replace(counter, state=CounterState.CLOSED, staff=None, since=None)


def _rows(look: Look, seq: int) -> Iterator[Row]:
    while rows := journal.after(look.db, look.hall.id, seq, PAGE):
        yield from rows
        seq = rows[-1].seq


@dataclass
class _Story:
    """The line and the counters after the rows that were told."""

    look: Look
    counters: dict[str, Counter]
    line: dict[int, Waiting] = field(default_factory=dict)
    at_counter: dict[str, tuple[int, Visitor]] = field(default_factory=dict)
    last_wait_s: dict[str, float] = field(default_factory=dict)
    languages: dict[int, str] = field(default_factory=dict)
    dues: dict[int, int] = field(default_factory=dict)

    def before(self, row: Row) -> Taken:
        body = row.body
        moment = Moment(
            now=row.at,
            hall=self.look.hall,
            calendar=self.look.furniture.calendar,
            counters=list(self.counters.values()),
            at_counter={code: visitor for code, (_, visitor) in self.at_counter.items()},
            speakers={},
            line=sorted(self.line.values(), key=lambda each: (each.due_at, each.id)),
            queues=[each.code for each in self.look.furniture.queues],
        )
        due_at = datetime.fromisoformat(body["due_at"])
        queue = body["queue"]
        return Taken(body["ticket"], row.at, queue, due_at, moment, self.last_wait_s.get(queue))

    def tell(self, row: Row) -> None:
        if row.kind == "counter.state":
            self._sit(row)
        elif row.kind in TICKET_KINDS:
            self._move(row.at, row.kind, row.body)

    def _sit(self, row: Row) -> None:
        known, body = self.counters.get(row.body["counter"]), row.body
        if known is not None:
            since = known.since if known.state == body["state"] else row.at
            self.counters[known.code] = replace(
                known,
                state=CounterState(body["state"]),
                since=since,
                queues=tuple(body.get("queues") or known.queues),
                helps_after_s=body.get("helps_after_s") or {},
            )

    def _move(self, at: datetime, kind: str, body: dict[str, Any]) -> None:
        ticket, target = body["ticket"], TicketState(body["target"])
        before, seated = self.line.pop(ticket, None), self._visitor(ticket)
        self.at_counter = {code: pair for code, pair in self.at_counter.items() if pair[0] != ticket}
        if kind == "ticket.issued":
            self.languages[ticket] = body.get("language", "vi")
        if body.get("due_at"):
            self.dues[ticket] = _micros(body["due_at"])
        if kind == "ticket.called" and before is not None:
            self.last_wait_s[body["queue"]] = float(body.get("waited_s", 0))
        if target is TicketState.WAITING:
            self.line[ticket] = self._waiting(at, body, before)
        elif target in AT_A_COUNTER and body.get("counter"):
            since = seated.since if seated is not None and seated.state is target else at
            self.at_counter[body["counter"]] = (ticket, Visitor(target, since, body["procedure"]))

    def _visitor(self, ticket: int) -> Visitor | None:
        return next((visitor for who, visitor in self.at_counter.values() if who == ticket), None)

    def _waiting(self, at: datetime, body: dict[str, Any], before: Waiting | None) -> Waiting:
        return Waiting(
            id=body["ticket"],
            queue=body["queue"],
            procedure=body["procedure"],
            due_at=self.dues.get(body["ticket"], _micros(at)),
            since=before.since if before else _micros(at),
            directed=body.get("directed", before and before.directed),
            not_before=_micros(body["not_before"]) if body.get("not_before") else None,
            language=self.languages.get(body["ticket"], "vi"),
        )


def _micros(at: datetime | str) -> int:
    instant = datetime.fromisoformat(at) if isinstance(at, str) else at
    return (instant - EPOCH) // MICROSECOND
