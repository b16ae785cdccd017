"""What citizens write or say is taken, worked on and answered; obstacles are noted and solved."""

from __future__ import annotations

import secrets

from queue_server.domain.suggestion import (
    AlreadySolved,
    Kind,
    ReplyNeeded,
    Status,
    Suggestion,
    refuse_numbers,
)
from queue_server.storage import staff, suggestions
from queue_server.storage.work import Work


def take(
    work: Work, kind: Kind, text: str, *, spoken: bool = False, reference: str | None = None
) -> Suggestion:
    """A suggestion comes in; `spoken` if the staff typed what was said. PersonalNumber refuses it.

    The same `reference` again is the same suggestion. Which ticket it came from is not kept.
    """
    known = suggestions.by_reference(work.db, work.hall.id, reference) if reference else None
    if known is not None:
        return known
    refuse_numbers(text)
    id = suggestions.add(
        work.db,
        work.hall.id,
        reference=reference or secrets.token_urlsafe(12),
        day=work.today,
        kind=kind.value,
        spoken=int(spoken),
        text=text,
        status=Status.NEW.value,
        reply=None,
        by=None,
        changed_at=work.now,
    )
    return suggestions.by_id(work.db, work.hall.id, id)


def answer(work: Work, id: int, status: Status, reply: str | None) -> Suggestion:
    """What becomes of it. NotFound; ReplyNeeded where it is to be answered without words; PersonalNumber."""
    before = suggestions.by_id(work.db, work.hall.id, id)
    words = reply if reply is not None else before.reply
    if status is Status.ANSWERED and not words:
        raise ReplyNeeded
    refuse_numbers(words or "")
    columns = {"status": status.value, "reply": words, "by": work.actor.name, "changed_at": work.now}
    suggestions.change(work.db, work.hall.id, id, **columns)
    change = {"suggestion": id, "status": status.value}
    staff.write_audit(work.db, work.hall.id, work.now, work.actor.name, "suggestion.answered", change)
    return suggestions.by_id(work.db, work.hall.id, id)


def note_obstacle(work: Work, text: str, proposal: str) -> int:
    """Somebody of the staff notes what is in the way and what they propose; its id."""
    refuse_numbers(text, proposal)
    words = {"text": text, "proposal": proposal}
    by = work.actor.name
    return suggestions.add_obstacle(work.db, work.hall.id, day=work.today, by=by, solved_on=None, **words)


def solve_obstacle(work: Work, id: int) -> None:
    """It stands in the way no longer. NotFound or AlreadySolved."""
    if suggestions.obstacle(work.db, work.hall.id, id).solved_on is not None:
        raise AlreadySolved
    suggestions.solve(work.db, work.hall.id, id, work.today)
    staff.write_audit(work.db, work.hall.id, work.now, work.actor.name, "obstacle.solved", {"obstacle": id})
