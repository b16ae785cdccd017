"""The own sign of a ticket: nobody else who is in the hall has it, as long as there are enough."""

from __future__ import annotations

from queue_server.domain import signs
from queue_server.domain.journal import REBUILT, TicketIssued
from queue_server.domain.ticket import Ticket
from queue_server.storage import halls, journal, staff, tickets
from queue_server.storage.work import Look, Work


def next_sign(look: Look) -> str | None:
    """The sign of a new ticket; None where the hall gives none."""
    if not look.hall.gives_signs:
        return None
    return signs.choose(_held(look), look.hall.calls)


def still_own(look: Look, sign: str | None) -> str | None:
    """`sign` for somebody who comes back, unless somebody else has got it meanwhile."""
    return None if sign in _held(look) else sign


def at_call(look: Look, ticket: Ticket) -> str | None:
    """The sign with which a ticket comes onto the screens: who came without a slip gets one now.

    A slip that carries a sign which somebody else has got, or of which the sign was lost, shows none.
    """
    if ticket.sign or not look.hall.gives_signs:
        return ticket.sign
    return None if _has_another_on_paper(look, ticket) else next_sign(look)


def _has_another_on_paper(look: Look, ticket: Ticket) -> bool:
    told = journal.of_ticket(look.db, look.hall.id, ticket.id)
    issued = next((each for each in told if isinstance(each, TicketIssued)), None)
    return issued is not None and (issued.sign is not None or issued.reason == REBUILT)


def set_given(work: Work, given: bool) -> None:
    """From now on tickets have signs, or none."""
    halls.change(work.db, work.hall.id, gives_signs=given)
    change = {"from": work.hall.gives_signs, "to": given}
    staff.write_audit(work.db, work.hall.id, work.now, work.actor.name, "hall.signs", change)


def _held(look: Look) -> list[str]:
    # In a larger crowd a sign that none of these has was given out longest ago.
    return tickets.newest_signs(look.db, look.hall.id, len(signs.SIGNS))
