"""Why a ticket is where it is, and why another was called before it: one sentence from the rules."""

from __future__ import annotations

from collections import Counter as Count
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from queue_server.domain import journal as told
from queue_server.domain import reasons, turn
from queue_server.domain.hall import Counter
from queue_server.domain.reasons import Clause
from queue_server.domain.states import TicketState
from queue_server.domain.ticket import Ticket
from queue_server.operations import day, passing
from queue_server.operations.line import Line
from queue_server.storage import journal
from queue_server.storage.work import Look


def why(look: Look, ticket: Ticket) -> list[Clause]:
    """The clauses of the sentence about `ticket`, the first of them about itself."""
    story = journal.of_ticket(look.db, look.hall.id, ticket.id)
    if ticket.state is not TicketState.WAITING:
        return [_ELSEWHERE[ticket.state](look, ticket, story)]
    if ticket.day != look.today:
        return [reasons.DayEnded(number=ticket.number)]
    line = Line(look)
    return [_stands(line, ticket, story), *_let_go(story), *_rest(look), *passing.passed(line, ticket)]


def clock(look: Look, at: datetime | str) -> str:
    """The time of day in the hall."""
    instant = datetime.fromisoformat(at) if isinstance(at, str) else at
    return f"{look.hall.local(instant):%H:%M}"


def _rest(look: Look) -> list[Clause]:
    if day.issues_now(look):
        return []
    opening = look.furniture.calendar.next_opening(look.hall.local(look.now))
    return [reasons.HallRests(until=f"{opening:%H:%M}")]


# --- it waits ---


def _let_go(story: list[told.TicketEntry]) -> list[Clause]:
    """It had been directed to a counter that has closed since."""
    sent = [entry for entry in story if isinstance(entry, passing.SENT)]
    if len(sent) < 2 or sent[-1].reason != told.COUNTER_CLOSED:
        return []
    return [reasons.CounterHasClosed(counter=sent[-2].directed)]


def _stands(line: Line, ticket: Ticket, story: list[told.TicketEntry]) -> Clause:
    merit = _merit(line.look, ticket, story)
    nexts = [each.code for each in line.counters if line.at(each)[:1] == [ticket]]
    if nexts:
        return reasons.IsNext(number=ticket.number, counters=", ".join(nexts), merit=merit)
    queues = [(each, line.at(each)) for each in line.counters]
    mine = [(counter, waiting.index(ticket)) for counter, waiting in queues if ticket in waiting]
    if not mine:
        return _held_up(line, ticket)
    counter, count = min(mine, key=lambda each: each[1])
    if ticket.directed:
        return reasons.DirectedTo(number=ticket.number, counter=counter.code, count=count)
    because = _before(line, ticket, counter)
    return reasons.HasOthersBefore(
        number=ticket.number, counter=counter.code, count=count, because=because, merit=merit
    )


def _held_up(line: Line, ticket: Ticket) -> Clause:
    """No open counter calls it now, however long the line is."""
    look = line.look
    if ticket.not_before is not None and ticket.not_before > look.now:
        until = clock(look, ticket.not_before)
        if ticket.due_at == ticket.not_before:
            return reasons.ComesLater(number=ticket.number, until=until)
        return reasons.InGrace(number=ticket.number, due=clock(look, ticket.due_at), until=until)
    if ticket.directed is not None:
        return reasons.DirectedToClosed(number=ticket.number, counter=ticket.directed)
    speakers = line.speakers.get(ticket.language, ())
    if speakers and any(turn.may_call(each, ticket, look.now) for each in line.counters):
        until = clock(look, ticket.since + turn.LANGUAGE_DELAY)
        return reasons.LeftToSpeaker(number=ticket.number, counter=speakers[0].code, until=until)
    return _help(line, ticket)


def _help(line: Line, ticket: Ticket) -> Clause:
    helping = [each for each in line.counters if ticket.queue in each.helps_after_s]
    if not helping:
        return reasons.NobodyServes(number=ticket.number, queue=ticket.queue)
    first = min(helping, key=lambda each: each.helps_after_s[ticket.queue])
    due = ticket.due_at + timedelta(seconds=first.helps_after_s[ticket.queue])
    until = clock(line.look, due)
    return reasons.HelpIsNotDue(number=ticket.number, counter=first.code, queue=ticket.queue, until=until)


def _before(line: Line, ticket: Ticket, counter: Counter) -> list[Clause]:
    """How many are before it at `counter`, by the rule that put them there."""
    waiting = line.at(counter)
    rules = Count(_rule(other, ticket) for other in waiting[: waiting.index(ticket)])
    due = clock(line.look, ticket.due_at)
    return [kind(count=count, due=due) for kind, count in rules.items()]


def _rule(other: Ticket, ticket: Ticket) -> type[Clause]:
    if (other.issued_at, other.id) < (ticket.issued_at, ticket.id):
        return reasons.CameEarlier
    if other.priority is not None and other.due_at < other.issued_at:
        return reasons.HavePriority
    if other.due_at < other.issued_at:
        return reasons.HaveAppointment
    return reasons.HaveEarlierPlace


def _merit(look: Look, ticket: Ticket, story: list[told.TicketEntry]) -> list[Clause]:
    """What made its own place other than that of its arrival; nothing for an ordinary one."""
    due = clock(look, ticket.due_at)
    for entry in reversed(story):
        if isinstance(entry, told.TicketPutBack) and entry.behind:
            return [reasons.WasPutBehind(count=entry.behind)]
        if isinstance(entry, told.TicketReinstated) and ticket.due_at == entry.at:
            return [reasons.CameBackLate(due=due)]
        if isinstance(entry, told.TicketTransferred | told.TicketReturned):
            return [reasons.KeptItsPlace(due=due)]
        if isinstance(entry, told.TicketIssued) and entry.appointment:
            return [reasons.HasAppointment(due=entry.appointment)]
    by_class = ticket.priority is not None and ticket.due_at < ticket.issued_at
    return [reasons.HasPriority()] if by_class else []


# --- it does not wait ---


def _called(look: Look, ticket: Ticket, story: list[told.TicketEntry]) -> Clause:
    calls = [entry for entry in story if isinstance(entry, told.TicketCalled)]
    first = next(entry for entry in reversed(calls) if not isinstance(entry, told.TicketRecalled))
    because = passing.of_call(first, story) or reasons.TurnHadCome()
    return reasons.WasCalled(
        number=ticket.number, counter=ticket.counter, time=clock(look, first.at), because=because
    )


def _served(look: Look, ticket: Ticket, story: list[told.TicketEntry]) -> Clause:
    last, time = story[-1], clock(look, ticket.since)
    if isinstance(last, told.TicketFinished) and last.forgotten:
        return reasons.WasForgotten(number=ticket.number, time=time)
    return reasons.WasServed(number=ticket.number, counter=ticket.counter, time=time)


def _reason(story: list[told.TicketEntry]) -> str | Clause:
    return story[-1].reason or reasons.NoReason()


_Explain = Callable[[Look, Ticket, list[told.TicketEntry]], Clause]
_ELSEWHERE: Mapping[TicketState, _Explain] = {
    TicketState.CALLED: _called,
    TicketState.SERVING: lambda look, ticket, _story: reasons.IsServed(
        number=ticket.number, counter=ticket.counter, time=clock(look, ticket.since)
    ),
    TicketState.PARKED: lambda look, ticket, story: reasons.SteppedAside(
        number=ticket.number, time=clock(look, ticket.since), reason=_reason(story)
    ),
    TicketState.SERVED: _served,
    TicketState.NO_SHOW: lambda look, ticket, _story: reasons.DidNotCome(
        number=ticket.number,
        counter=ticket.counter,
        time=clock(look, ticket.since),
        until=clock(look, ticket.since + turn.GRACE),
    ),
    TicketState.CANCELLED: lambda look, ticket, story: reasons.GaveUp(
        number=ticket.number, time=clock(look, ticket.since), reason=_reason(story)
    ),
    TicketState.EXPIRED: lambda _look, ticket, _story: reasons.DayEnded(number=ticket.number),
}
