"""A founded hall in a database, for the tests of store, operations and web."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from sqlalchemy import Update, select, update

from queue_server.domain.actor import Actor
from queue_server.domain.states import TicketState
from queue_server.domain.ticket import Ticket
from queue_server.operations import calling, counters, issuing, moving, sending, services, setup
from queue_server.operations.issuing import Wish
from queue_server.storage import migrating, schema, tickets
from queue_server.storage.engine import open_engine
from queue_server.storage.work import Look, News, Store, Work
from tests.people import COPY, KIOSK, LAN, PASSWORD, Clock

HALL = "bat-mot"


def found(url: str) -> None:
    """Found the sample hall in the empty database at `url`."""
    engine = open_engine(url)
    migrating.upgrade(engine)
    setup.found_hall(Store(engine, Clock()), {**setup.read_plan(setup.SAMPLE), "slides": []}, PASSWORD)
    engine.dispose()


class TestHall:
    """The sample hall with a clock that stands still, and what it told its listeners."""

    __test__ = False

    def __init__(self, url: str) -> None:
        self.clock = Clock()
        self.store = Store(open_engine(url), self.clock)
        self.news: list[News] = []
        self.store.listeners.append(self.news.append)

    @contextmanager
    def work(self, actor: Actor) -> Iterator[Work]:
        with self.store.work(HALL, actor) as work:
            yield work

    @contextmanager
    def look(self) -> Iterator[Look]:
        with self.store.look(HALL) as look:
            yield look

    def passes(self, **duration: float) -> None:
        self.clock.passes(**duration)

    def takes(self, procedure: str = COPY, actor: Actor = KIOSK, **wish: Any) -> Ticket:
        """Somebody takes a number."""
        with self.work(actor) as work:
            return issuing.issue(work, Wish(procedure, **wish)).ticket

    def opens(self, clerk: Actor = LAN, code: str = "1") -> None:
        with self.work(clerk) as work:
            counters.open_counter(work, code)

    def calls(self, clerk: Actor = LAN, code: str = "1") -> Ticket | None:
        with self.work(clerk) as work:
            return calling.call_next(work, code)

    def does(self, verb: str, ticket: Ticket, clerk: Actor = LAN, **details: Any) -> Ticket:
        """`clerk` does to `ticket` what the operation of that name does."""
        room = next(room for room in (calling, moving, sending, services) if hasattr(room, verb))
        operation = getattr(room, verb)
        with self.work(clerk) as work:
            now = tickets.by_id(work.db, HALL, ticket.id)
            moved: Ticket = operation(work, now, **details)
            return moved

    def serves(self, minutes: float, clerk: Actor = LAN, code: str = "1") -> Ticket:
        """Call the next, who comes at once, and serve them for so long."""
        called = self.calls(clerk, code)
        assert called is not None
        self.does("start", called, clerk)
        self.passes(minutes=minutes)
        return self.does("finish", called, clerk)

    def keeps_hours(self) -> None:
        """From now on the hall is open in its sessions only."""
        self._change(update(schema.hall).values(always_open=False))

    def shares_counters(self) -> None:
        """From now on two clerks may work at one counter."""
        self._change(update(schema.hall).values(shares_counters=True))

    def gives_numbers(self, queue: str, **rules: Any) -> None:
        """From now on `queue` keeps these `ticket_hours` and this `daily_limit`."""
        self._change(update(schema.queue).where(schema.queue.c.code == queue).values(**rules))
        self._change(update(schema.hall).values(furniture=schema.hall.c.furniture + 1))

    def gives_numbers_at(self, *hours: list[str]) -> None:
        """From now on the hall gives numbers in these hours, whatever its sessions are."""
        self._change(
            update(schema.hall).values(ticket_hours=list(hours), furniture=schema.hall.c.furniture + 1)
        )

    def ends(self, procedure: str, last: date) -> None:
        """The procedure is offered up to `last`."""
        table = schema.procedure
        self._change(update(table).where(table.c.code == procedure).values(valid_to=last))
        self._change(update(schema.hall).values(furniture=schema.hall.c.furniture + 1))

    def _change(self, statement: Update) -> None:
        with self.store.founding() as db:
            db.execute(statement)

    def state_of(self, ticket: Ticket) -> TicketState:
        with self.look() as look:
            return tickets.by_id(look.db, HALL, ticket.id).state

    def records(self, ticket: Ticket) -> list[tuple[str, str, str, float, str | None]]:
        """Procedure, counter, clerk, seconds and outcome of each finished service of a ticket."""
        table = schema.service_record
        query = select(table).where(table.c.ticket == ticket.id, table.c.ended_at.is_not(None))
        with self.store.glance() as db:
            rows = db.execute(query.order_by(table.c.id)).all()
        return [
            (
                row.procedure,
                row.counter,
                row.staff,
                (row.ended_at - row.started_at).total_seconds(),
                row.outcome,
            )
            for row in rows
        ]

    def last_entry(self) -> Any:
        return self.news[-1].entries[-1][1]

    def kinds(self) -> list[str]:
        """What was told, in order."""
        return [entry.kind for news in self.news for _, entry in news.entries]

    def close(self) -> None:
        self.store.engine.dispose()
