"""The own sign of a ticket: nobody else who is in the hall has it, as long as there are enough."""

from __future__ import annotations

from queue_server.domain import signs
from queue_server.storage import halls, staff, tickets
from queue_server.storage.work import Look, Work


def next_sign(look: Look) -> str | None:
    """The sign of a new ticket; None where the hall gives none."""
    if not look.hall.gives_signs:
        return None
    return signs.choose(_held(look), look.hall.calls)


def still_own(look: Look, sign: str | None) -> str | None:
    """`sign` for somebody who comes back, unless somebody else has got it meanwhile."""
    return None if sign in _held(look) else sign


def set_given(work: Work, given: bool) -> None:
    """From now on tickets have signs, or none."""
    halls.change(work.db, work.hall.id, gives_signs=given)
    change = {"from": work.hall.gives_signs, "to": given}
    staff.write_audit(work.db, work.hall.id, work.now, work.actor.name, "hall.signs", change)


def _held(look: Look) -> list[str]:
    # In a larger crowd a sign that none of these has was given out longest ago.
    return tickets.newest_signs(look.db, look.hall.id, len(signs.SIGNS))
