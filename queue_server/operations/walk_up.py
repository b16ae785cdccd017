"""A person at an empty counter, without a ticket: issued, called and started with one press."""

from __future__ import annotations

from queue_server.domain.journal import WALK_UP
from queue_server.domain.states import Action
from queue_server.domain.ticket import Ticket
from queue_server.operations import calling, counters, issuing, moving
from queue_server.operations.issuing import Wish
from queue_server.storage.work import Work


def serve(work: Work, wish: Wish, code: str) -> Ticket:
    """Serve who stands at counter `code` without a number; no slip, no call on the screens.

    It counts as called out of turn if somebody else waits for the counter. Raises what opening a counter,
    calling and issuing raise: CounterNotOpen, CounterTaken, CounterBusy, HallClosed, ProcedureNotServed.
    """
    counter = counters.working(work, work.actor, code)
    calling.refuse_busy(work, counter)
    passed = calling.next_at(work, counter) is not None
    ticket = issuing.admit(work, wish, reason=WALK_UP)
    told = {"call": 0, "calls": 0, "waited_s": 0, "chosen": passed, "reason": WALK_UP}
    called = moving.step(
        work, ticket, Action.CALL, code, change={"counter": code, "called_at": work.now}, **told
    )
    return moving.start(work, called, code)
