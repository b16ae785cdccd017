"""Random days: anybody does anything that people do, and after each step the hall is still right."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import time, timedelta
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import func, select

from queue_server.domain import reasons
from queue_server.domain.actor import SYSTEM, Actor
from queue_server.domain.durations import segments
from queue_server.domain.errors import QueueError
from queue_server.domain.states import AT_A_COUNTER, TicketState
from queue_server.domain.ticket import Ticket
from queue_server.operations import (
    calling,
    counters,
    day,
    forgetting,
    issuing,
    moving,
    power,
    sending,
    walk_up,
)
from queue_server.operations import services as matters
from queue_server.operations.issuing import Wish
from queue_server.operations.line import Line
from queue_server.operations.moving import Result
from queue_server.operations.sending import Target
from queue_server.operations.why import why
from queue_server.storage import journal, schema, tickets
from queue_server.storage.work import Look
from tests.hall import HALL, TestHall
from tests.people import BIRTH, COPY, HOA, LAN, LAND, MINH, NGA, RESULT
from tests.stories.conftest import Teller
from tests.trials.replay import Replay

SEATS = {"1": LAN, "2": MINH, "4": NGA}
SERVED = {"1": "AXH", "2": "H", "3": "KM", "4": "AHKMSX"}
HELPS = {("1", "H"): 600.0}
SPEAKS = {"nga": ["tai"]}
# A long run by hand: QUEUE_TRIAL_DAYS=300.
DAYS = int(os.environ.get("QUEUE_TRIAL_DAYS", "5"))
STEPS = 30
DAYTIME = timedelta(hours=16)

seat = st.sampled_from(sorted(SEATS))
which = st.integers(0, 11)
deeds = st.lists(st.integers(0, 20), min_size=len(SEATS), max_size=len(SEATS))
procedure = st.sampled_from([COPY, COPY, BIRTH, LAND, RESULT])
wish = st.builds(
    Wish,
    procedure,
    priority=st.sampled_from([None, None, None, "elderly"]),
    language=st.sampled_from(["vi", "vi", "vi", "tai"]),
    appointment=st.sampled_from([None] * 5 + [time(7), time(8), time(9)]),
)

DEEDS: dict[TicketState | None, list[Callable[[Any, str, Any], Any]]] = {
    None: [lambda work, seat, _: calling.call_next(work, seat)],
    TicketState.CALLED: [
        *[lambda work, seat, ticket: moving.start(work, ticket, seat)] * 3,
        lambda work, seat, ticket: moving.miss(work, ticket, seat),
        lambda work, seat, ticket: calling.recall(work, ticket, seat),
        lambda work, seat, ticket: moving.put_back(work, ticket, counter=seat, after=2),
        lambda work, seat, ticket: moving.put_back(work, ticket, counter=seat, grace=True),
    ],
    TicketState.SERVING: [
        lambda work, seat, ticket: moving.finish(work, ticket, Result(quantity=2), seat),
        lambda work, seat, _: calling.finish_and_call_next(work, seat),
        lambda work, seat, _: calling.finish_and_call_next(work, seat),
        lambda work, seat, ticket: moving.park(work, ticket, "payment", seat),
        lambda work, seat, ticket: matters.add(work, ticket, BIRTH, counter=seat),
        lambda work, seat, ticket: matters.times_wrong(work, ticket, seat),
        lambda work, seat, ticket: matters.still_serving(work, ticket, seat),
    ],
}


class RandomDay(RuleBasedStateMachine):
    """One day; the hall and its database go on to the next one."""

    hall: TestHall

    def __init__(self) -> None:
        super().__init__()
        self.morning = self.hall.clock.now
        with self.hall.look() as look:
            self.replay = Replay(seq=look.hall.seq, helps=HELPS, speaks=SPEAKS)
        for code, clerk in SEATS.items():
            self.hall.opens(clerk, code)

    def teardown(self) -> None:
        self.hall.clock.now = self.morning + timedelta(days=1)
        with self.hall.look() as look:
            overdue = day.overdue(look)
        for each in overdue:
            with self.hall.work(SYSTEM) as work:
                day.close(work, each)
        with self.hall.work(SYSTEM) as work:
            counters.close_all(work)
        self._listen()
        assert self.replay.faults == []
        assert not {"waiting", "called", "serving", "parked"} & set(self.replay.states.values())

    # --- what people do ---

    @initialize(wishes=st.lists(wish, max_size=8))
    def people_wait_at_the_door(self, wishes: list[Wish]) -> None:
        for each in wishes:
            self.somebody_comes(each, 30)

    @rule(wish=wish, seconds=st.integers(0, 300))
    def somebody_comes(self, wish: Wish, seconds: int) -> None:
        self._passes(seconds=seconds)
        self._do(HOA, lambda work: issuing.issue(work, wish))

    @rule(deeds=deeds, minutes=st.integers(0, 10))
    def the_clerks_go_on(self, deeds: list[int], minutes: int) -> None:
        """Every clerk does one of the things that can be done with who is at the counter, or calls."""
        self._passes(minutes=minutes)
        for seat, deed in zip(SEATS, deeds, strict=True):
            self._goes_on(seat, deed)

    @rule(wish=wish, deeds=deeds)
    def somebody_comes_while_they_do(self, wish: Wish, deeds: list[int]) -> None:
        self.somebody_comes(wish, 60)
        self.the_clerks_go_on(deeds, 1)

    @rule(seat=seat, to=st.none() | seat, procedure=st.none() | procedure, returns=st.booleans())
    def a_person_is_sent_on(self, seat: str, to: str | None, procedure: str | None, returns: bool) -> None:
        target = Target(procedure, counter=to, returns=returns)
        send = lambda work, ticket: sending.transfer(work, ticket, target, counter=seat)  # noqa: E731
        self._some(SEATS[seat], int(seat), send, TicketState.SERVING, TicketState.CALLED, TicketState.WAITING)

    @rule(which=which, to=st.none() | seat)
    def the_greeter_directs_somebody(self, which: int, to: str | None) -> None:
        self._some(HOA, which, lambda work, t: sending.direct(work, t, to), TicketState.WAITING)

    @rule(which=which)
    def somebody_comes_back_or_gives_up(self, which: int) -> None:
        self._some(HOA, which, moving.reinstate, TicketState.NO_SHOW)
        if which % 3 == 0:
            self._some(HOA, which, moving.cancel, TicketState.WAITING, TicketState.PARKED)

    @rule(seat=seat, which=which, reason=st.sampled_from([None, "bus_leaves"]))
    def a_clerk_chooses(self, seat: str, which: int, reason: str | None) -> None:
        choose = lambda work, ticket: calling.call(work, ticket, seat, reason)  # noqa: E731
        self._some(SEATS[seat], which, choose, TicketState.WAITING, TicketState.PARKED)

    @rule(seat=seat, procedure=procedure)
    def somebody_walks_up(self, seat: str, procedure: str) -> None:
        self._do(SEATS[seat], lambda work: walk_up.serve(work, Wish(procedure), seat))

    @rule(seat=seat)
    def a_clerk_takes_a_break_or_comes_back(self, seat: str) -> None:
        with self.hall.look() as look:
            is_open = any(each.code == seat for each in Line(look).counters)
        turn = counters.pause_counter if is_open else counters.open_counter
        self._do(SEATS[seat], lambda work: turn(work, seat))

    @rule(minutes=st.integers(-20, 40), dark=st.booleans())
    def the_clock_goes_on_or_back_or_the_power_fails(self, minutes: int, dark: bool) -> None:
        self._do(SYSTEM, power.live)
        self._passes(minutes=minutes)
        self._do(SYSTEM, power.note_outage if dark else forgetting.close_unanswered)

    @rule(seat=seat, which=which, verb=st.sampled_from(["start", "miss", "park", "finish", "cancel"]))
    def somebody_presses_the_wrong_button(self, seat: str, which: int, verb: str) -> None:
        self._some(SEATS[seat], which, getattr(moving, verb), *TicketState)

    # --- what holds after each step ---

    @invariant()
    def the_hall_is_right(self) -> None:
        self._listen()
        assert self.replay.faults == []
        with self.hall.look() as look:
            today = tickets.of_days(look.db, HALL, look.today, look.today)
            self._journal_tells_the_same(today)
            _one_person_a_counter(today)
            _one_open_record_a_person(look, today)
            _segments_are_all_the_time(look)
            _why_says_what_is_done(look)

    def _listen(self) -> None:
        with self.hall.look() as look:
            rows = journal.after(look.db, HALL, self.replay.seq, 10_000)
        self.replay.tell([row._asdict() for row in rows], SERVED)

    def _journal_tells_the_same(self, today: list[Ticket]) -> None:
        now = {
            t.id: (t.state, t.queue, t.procedure, t.due_at, t.directed, t.not_before, t.since) for t in today
        }
        told = {
            id_: (p.state, p.queue, p.procedure, p.due, p.directed, p.not_before, p.since)
            for id_, p in self.replay.people.items()
        }
        assert now == told

    # --- how it is done ---

    def _passes(self, **duration: float) -> None:
        """Time passes, but not midnight."""
        self.hall.clock.now = min(self.hall.clock.now + timedelta(**duration), self.morning + DAYTIME)

    def _do(self, actor: Actor, deed: Callable[[Any], Any]) -> None:
        """A deed, or a refusal that changes nothing."""
        with self.hall.look() as look:
            before = look.hall.seq
        try:
            with self.hall.work(actor) as work:
                deed(work)
        except QueueError:
            with self.hall.look() as look:
                assert look.hall.seq == before

    def _goes_on(self, seat: str, deed: int) -> None:
        with self.hall.look() as look:
            ticket = tickets.at_counter(look.db, HALL, seat)
        deeds = DEEDS[ticket.state if ticket else None]
        self._do(SEATS[seat], lambda work: deeds[deed % len(deeds)](work, seat, ticket))

    def _some(
        self, actor: Actor, which: int, deed: Callable[[Any, Ticket], Any], *states: TicketState
    ) -> None:
        with self.hall.look() as look:
            found = tickets.in_states(look.db, HALL, states, day=look.today)
        if found:
            self._do(actor, lambda work: deed(work, found[which % len(found)]))


def _one_person_a_counter(today: list[Ticket]) -> None:
    busy = [ticket.counter for ticket in today if ticket.state in AT_A_COUNTER]
    assert len(busy) == len(set(busy))


def _one_open_record_a_person(look: Look, today: list[Ticket]) -> None:
    table = schema.service_record
    query = select(table.c.ticket, func.count()).where(table.c.ended_at.is_(None)).group_by(table.c.ticket)
    serving = {ticket.id: 1 for ticket in today if ticket.state is TicketState.SERVING}
    assert {ticket: count for ticket, count in look.db.execute(query)} == serving


def _segments_are_all_the_time(look: Look) -> None:
    for story in journal.of_tickets(look.db, HALL, look.today, look.today).values():
        elapsed = (look.now - story[0].at).total_seconds()
        parts = segments(story, until=look.now)
        assert abs(sum(part.elapsed_s for part in parts) - elapsed) < 1e-6


def _why_says_what_is_done(look: Look) -> None:
    """Who is next at a counter is told so, and everybody else how many are before them there."""
    line = Line(look)
    for counter in line.counters:
        first = calling.next_at(look, counter)
        assert (first.id if first else None) == (line.at(counter)[0].id if line.at(counter) else None)
        if first is not None:
            (clause, *_rest) = why(look, first)
            assert isinstance(clause, reasons.IsNext), clause
            assert counter.code in clause.details["counters"]
    for ticket in line.waiting[1:3]:
        (clause, *_rest) = why(look, ticket)
        if isinstance(clause, reasons.HasOthersBefore):
            counter = next(each for each in line.counters if each.code == clause.details["counter"])
            assert line.at(counter)[clause.details["count"]] == ticket


def test_random_days_keep_every_promise(hall: TestHall) -> None:
    teller = Teller(hall)
    teller.serves_queues("1", ["A", "H", "X"], H=600)
    teller.speaks(NGA, "tai")
    RandomDay.hall = hall
    run_state_machine_as_test(
        RandomDay,
        settings=settings(
            max_examples=DAYS,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            # A day that fails is told as it was: shrinking it would take many minutes.
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        ),
    )
