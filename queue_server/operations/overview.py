"""What people see before they act: the menu of the kiosk, a clerk's desk, the floor of the hall."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from queue_server.domain import turn
from queue_server.domain.emergency import Emergency
from queue_server.domain.hall import Counter, CounterState, Names, Procedure, Queue
from queue_server.domain.portal import PortalHelp
from queue_server.domain.states import ORDINARY_ENDINGS, Outcome, Role, TicketState
from queue_server.domain.ticket import Ticket
from queue_server.operations import calling, collecting, due_lists, files, forgetting, portal
from queue_server.operations.due_lists import FileLine
from queue_server.storage import emergencies, figures, halls, records, staff, tickets
from queue_server.storage import files as stored_files
from queue_server.storage.files import Band
from queue_server.storage.records import Record
from queue_server.storage.work import Look

PAST = timedelta(days=14)


@dataclass(frozen=True)
class QueueLine:
    """A queue now: how many wait, the longest wait in seconds, the counters open for it."""

    code: str
    names: Names
    pictogram: str
    waiting: int
    longest_s: int
    counters: tuple[Counter, ...]
    within: bool


@dataclass(frozen=True)
class MenuQueue:
    line: QueueLine
    procedures: list[Procedure]


@dataclass(frozen=True)
class Desk:
    """All that the clerk at one counter needs to see: `next` is whose turn it is, `records` what was done
    for `current` so far, `likely` all procedures, those first that are most asked for here.
    `ending` is how the present service will probably end. With `forgotten_since` the page asks for a finish.

    `promises` are the days for a file received now, by channel; `collected` is the file for which `current`
    came, `due` counts all files by urgency, and `asked` are
    those for which somebody comes without a number.

    `queues` are those the counter serves, `every` all of the hall; `mine` are further counters of the clerk.
    """

    counter: Counter
    current: Ticket | None
    records: list[Record]
    next: Ticket | None
    waiting: list[Ticket]
    parked: list[Ticket]
    missed: list[Ticket]
    queues: list[QueueLine]
    every: list[QueueLine]
    counters: list[Counter]
    mine: list[Counter]
    procedures: dict[str, Procedure]
    likely: list[Procedure]
    ending: Outcome
    portal: PortalHelp | None
    forgotten_since: datetime | None
    promises: Mapping[str, date | None]
    collected: FileLine | None
    due: Mapping[Band, int]
    asked: list[FileLine]


@dataclass(frozen=True)
class CounterLine:
    counter: Counter
    current: Ticket | None
    since: datetime | None


@dataclass(frozen=True)
class HelpCall:
    """A clerk calls for help, and where.

    One that was answered and is `overdue` alarms colleagues no more; an unanswered one does.
    """

    call: Emergency
    counter: Counter
    overdue: bool

    @property
    def alarms(self) -> bool:
        return not (self.overdue and self.call.answered_by)


def queues(look: Look) -> list[QueueLine]:
    """Every queue of the hall as it stands now."""
    day = look.today
    lengths = tickets.lengths(look.db, look.hall.id, day)
    counters = halls.counters(look.db, look.hall.id)
    return [_line(look, each, lengths.get(each.code), counters) for each in look.furniture.queues]


def _line(look: Look, queue: Queue, length: tickets.QueueLength | None, counters: list[Counter]) -> QueueLine:
    longest = 0 if length is None else max(0, round((look.now - length.oldest).total_seconds()))
    opened = (c for c in counters if c.state is CounterState.OPEN and queue.code in c.queues)
    return QueueLine(
        code=queue.code,
        names=queue.names,
        pictogram=queue.pictogram,
        waiting=0 if length is None else length.waiting,
        longest_s=longest,
        counters=tuple(opened),
        within=longest <= look.hall.wait_target_s,
    )


def menu(look: Look) -> list[MenuQueue]:
    """The queues with the procedures offered today."""
    offered: dict[str, list[Procedure]] = {}
    for procedure in look.furniture.offered(look.today):
        offered.setdefault(procedure.queue, []).append(procedure)
    return [MenuQueue(line, offered.get(line.code, [])) for line in queues(look)]


def desk(look: Look, code: str) -> Desk:
    """The desk of counter `code`; NotFound if there is none."""
    counter = halls.counter(look.db, look.hall.id, code)
    lines, counters = queues(look), halls.counters(look.db, look.hall.id)
    current = tickets.at_counter(look.db, look.hall.id, code)
    offered = procedures(look)
    return Desk(
        counter=counter,
        current=current,
        forgotten_since=forgetting.forgotten_since(look, current) if current else None,
        records=records.of_ticket(look.db, current.id) if current else [],
        next=calling.next_at(look, counter),
        waiting=_mine(look, counter, TicketState.WAITING),
        parked=_mine(look, counter, TicketState.PARKED),
        missed=_mine(look, counter, TicketState.NO_SHOW),
        queues=[line for line in lines if line.code in counter.queues],
        every=lines,
        counters=counters,
        mine=_also_held(counters, counter),
        procedures=offered,
        likely=_likely(look, counter, offered),
        ending=_ending(look, current),
        portal=portal.help_with(look, current.procedure) if current else None,
        promises=files.promises(look, current.procedure) if current else {},
        collected=_collected(look, current) if current else None,
        due=due_lists.counts(look),
        asked=collecting.asked_for(look) if collecting.queue_of(look) in counter.queues else [],
    )


def _collected(look: Look, ticket: Ticket) -> FileLine | None:
    file = stored_files.collected_by(look.db, ticket.id)
    return None if file is None else due_lists.lines(look, [file])[0]


def _likely(look: Look, counter: Counter, offered: Mapping[str, Procedure]) -> list[Procedure]:
    """Those of the counter's queues first, and the ones that most people came for on the days before.

    Today does not count: a key of the clerk's must not change its meaning while she works.
    """
    day = timedelta(days=1)
    asked = figures.asked_for(look.db, look.hall.id, look.today - PAST, look.today - day)
    return sorted(
        offered.values(), key=lambda each: (each.queue not in counter.queues, -asked.get(each.code, 0))
    )


def _ending(look: Look, current: Ticket | None) -> Outcome:
    """As the last service of this procedure that ended well; what went wrong once is never suggested."""
    if current is None or current.state is not TicketState.SERVING:
        return Outcome.DONE
    among = [each.value for each in ORDINARY_ENDINGS]
    last = records.last_outcome(look.db, look.hall.id, current.procedure, among)
    return Outcome(last) if last else Outcome.DONE


def _also_held(every: list[Counter], counter: Counter) -> list[Counter]:
    return [each for each in every if counter.staff and each.staff == counter.staff and each != counter]


def _mine(look: Look, counter: Counter, state: TicketState) -> list[Ticket]:
    day = look.today
    found = tickets.in_states(look.db, look.hall.id, [state], day=day)
    return [each for each in found if turn.may_choose(counter, each)]


def procedures(look: Look) -> dict[str, Procedure]:
    """Those offered today, by code."""
    offered = look.furniture.offered(look.today)
    return {each.code: each for each in offered}


def floor(look: Look) -> list[CounterLine]:
    """Every counter, who works there, and whom they have with them."""
    current = {ticket.counter: ticket for ticket in tickets.all_at_counters(look.db, look.hall.id)}
    return [_counter_line(each, current.get(each.code)) for each in halls.counters(look.db, look.hall.id)]


def _counter_line(counter: Counter, ticket: Ticket | None) -> CounterLine:
    return CounterLine(counter, ticket, ticket.since if ticket else counter.since)


def help_calls(look: Look) -> list[HelpCall]:
    """Who calls for help now, the oldest call first."""
    calls = emergencies.open_now(look.db, look.hall.id)
    counters = {each.code: each for each in halls.counters(look.db, look.hall.id)} if calls else {}
    return [HelpCall(call, counters[call.counter], call.is_overdue(look.now)) for call in calls]


def clerks(look: Look) -> list[str]:
    """The log-ins of all who may sit at a counter."""
    people = staff.all_staff(look.db, look.hall.id)
    return [each.login for each in people if each.active and Role.CLERK in each.roles]
