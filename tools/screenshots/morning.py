"""The sample hall with a morning that has happened already, made in an empty database.

Pictures of a hall need a past: people who waited, were served, did not come. The operations are the
real ones; only the clock is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import cycle
from zoneinfo import ZoneInfo

from queue_server.domain.actor import Actor
from queue_server.domain.states import Role, TicketState
from queue_server.domain.ticket import Ticket
from queue_server.operations import calling, counters, issuing, moving, setup
from queue_server.storage import migrating, spool, tickets
from queue_server.storage.engine import open_engine
from queue_server.storage.work import Store, Work

HALL = "bat-mot"
MINUTE = timedelta(minutes=1)
GREETER = Actor("greeter", frozenset({Role.GREETER}))
CLERKS = [Actor(f"clerk{code}", frozenset({Role.CLERK}), code) for code in "1234"]
QUEUES = "AHAKAMHXAKHAMSAH"
SERVICE_MINUTES = (7, 4, 11, 6, 9, 5, 14, 8)
ABSENT = {6, 17}  # the n-th who were called and did not come


class Morning:
    """`minutes` of work in a new sample hall, up to now or `until`; none before midnight."""

    def __init__(
        self, database: str, password: str, minutes: int = 150, until: datetime | None = None
    ) -> None:
        self._until = until or datetime.now(UTC)
        self._now = max(self._until - minutes * MINUTE, midnight(self._until) + MINUTE)
        self._store = Store(open_engine(database), lambda: self._now)
        migrating.upgrade(self._store.engine)
        setup.found_hall(self._store, setup.read_plan(setup.SAMPLE), password)
        self._free_at = {clerk.name: self._now for clerk in CLERKS}
        self._durations = cycle(SERVICE_MINUTES)
        self._called = 0

    def play(self) -> None:
        procedures = self._procedures()
        for clerk in CLERKS:
            with self._store.work(HALL, clerk) as work:
                counters.open_counter(work, clerk.counter or "")
        minute = 0
        while self._now + MINUTE < self._until:
            self._now += MINUTE
            minute += 1
            if minute % 2:
                self._arrive(next(procedures))
            for clerk in CLERKS:
                self._work_on(clerk)
        self._take_slips_as_printed()
        self._store.engine.dispose()

    def _procedures(self) -> Iterator[str]:
        with self._store.look(HALL) as look:
            offered = look.furniture.offered(look.hall.day(self._now))
        of_queue = {
            queue: cycle([each.code for each in offered if each.queue == queue][:3]) for queue in set(QUEUES)
        }
        return (next(of_queue[queue]) for queue in cycle(QUEUES))

    def _arrive(self, procedure: str) -> None:
        with self._store.work(HALL, GREETER) as work:
            issuing.issue(work, issuing.Wish(procedure))

    def _work_on(self, clerk: Actor) -> None:
        if self._now < self._free_at[clerk.name]:
            return
        with self._store.work(HALL, clerk) as work:
            self._next_step(work, clerk.counter or "")

    def _next_step(self, work: Work, counter: str) -> None:
        at_counter = tickets.at_counter(work.db, HALL, counter)
        if at_counter is None:
            calling.call_next(work, counter)
        elif at_counter.state is TicketState.CALLED:
            self._arrived_or_not(work, at_counter)
        else:
            moving.finish(work, at_counter)

    def _arrived_or_not(self, work: Work, ticket: Ticket) -> None:
        if ticket.calls > 1:
            moving.miss(work, ticket)
            return
        self._called += 1
        if self._called in ABSENT:
            calling.recall(work, ticket)
            return
        moving.start(work, ticket)
        self._free_at[work.actor.name] = self._now + next(self._durations) * MINUTE

    def _take_slips_as_printed(self) -> None:
        with self._store.founding() as db:
            for job in spool.in_states(db, HALL, "P1", "queued"):
                spool.set_state(db, job, "printed", self._now)


def midnight(now: datetime) -> datetime:
    local = now.astimezone(ZoneInfo("Asia/Ho_Chi_Minh"))
    return local.replace(hour=0, minute=0, second=0, microsecond=0).astimezone(UTC)
