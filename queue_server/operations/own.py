"""What the holder of a ticket's link sees and may do: ask for more time once, or give up."""

from __future__ import annotations

from dataclasses import dataclass

from queue_server.domain.errors import LinkExpired, MoreTimeUsed, UnknownLink
from queue_server.domain.estimate import Band
from queue_server.domain.journal import TicketPutBack
from queue_server.domain.states import Role, TicketState
from queue_server.domain.ticket import Ticket
from queue_server.operations import estimates, moving
from queue_server.storage import journal, tickets
from queue_server.storage.tickets import AtCounter
from queue_server.storage.work import Look, Work

CITIZEN_REASONS = ("more_time", "gave_up")
BEHIND = 3
"""How many others go first when somebody asks for more time."""
SOON = 3
"""With at most so many people ahead the call may come any minute."""


@dataclass(frozen=True)
class Own:
    """A ticket as its holder sees it: how many are `ahead`, and which numbers of its queue are `calling`.

    `band` is the wait that is foreseen, None where nothing can be said.
    """

    ticket: Ticket
    ahead: int
    calling: list[AtCounter]
    band: Band | None

    @property
    def is_waiting(self) -> bool:
        return self.ticket.state is TicketState.WAITING

    @property
    def is_soon(self) -> bool:
        """Whether the call is near or has come."""
        return self.ticket.state is TicketState.CALLED or (self.is_waiting and self.ahead <= SOON)


def by_link(look: Look, link: str) -> Ticket:
    """The ticket of a link; UnknownLink if there is none, LinkExpired once its day is over."""
    ticket = tickets.by_link(look.db, link)
    if ticket is None or ticket.hall != look.hall.id:
        raise UnknownLink()
    if ticket.day != look.today:
        raise LinkExpired(day=f"{ticket.day:%d/%m/%Y}")
    return ticket


def own(look: Look, link: str) -> Own:
    """What the page of a link shows. Raises what `by_link` does."""
    ticket = by_link(look, link)
    ahead = tickets.ahead(look.db, ticket) if ticket.state is TicketState.WAITING else 0
    found = tickets.at_counters(look.db, look.hall.id, ticket.day, ticket.queue)
    others = [each for each in found if each.number != ticket.number]
    return Own(ticket, ahead, others, estimates.of_ticket(look, ticket))


def had_more_time(look: Look, ticket: Ticket) -> bool:
    """Whether its holder has asked for more time before."""
    if ticket.calls == 0 and ticket.not_before is None:
        return False  # the grace ends with the call alone
    story = journal.of_ticket(look.db, look.hall.id, ticket.id)
    return any(isinstance(each, TicketPutBack) and each.by == Role.CITIZEN for each in story)


def more_time(work: Work, ticket: Ticket) -> Ticket:
    """Behind the next three, and not within the grace; MoreTimeUsed the second time."""
    if had_more_time(work, ticket):
        raise MoreTimeUsed(number=ticket.number)
    return moving.put_back(work, ticket, CITIZEN_REASONS[0], after=BEHIND, grace=True)


def give_up(work: Work, ticket: Ticket) -> Ticket:
    """The number is free for the next."""
    return moving.cancel(work, ticket, CITIZEN_REASONS[1])
