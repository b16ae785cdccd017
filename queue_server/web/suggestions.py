"""Suggestions, complaints, obstacles: the box on the ticket page and at the greeter's, the manager's list."""

from __future__ import annotations

import hashlib
import unicodedata
from datetime import timedelta
from typing import Annotated, Any

from flask import Blueprint, g
from pydantic import AfterValidator, Field

from queue_server.domain.errors import NotFound
from queue_server.domain.suggestion import LONGEST, Kind, Status, Suggestion
from queue_server.operations import suggesting
from queue_server.storage import suggestions, tickets
from queue_server.storage.work import Look, Work
from queue_server.web.commands import command, request_key
from queue_server.web.inputs import Input, Nothing
from queue_server.web.pages import page
from queue_server.web.security import throttle

blueprint = Blueprint("suggestions", __name__)

SHOWN = timedelta(days=366)
LARGEST_ID = 2**31 - 1


def _clean(text: str) -> str:
    """Lines may end; nothing else that controls or is half a character."""
    plain = text.replace("\r\n", "\n")
    if any(unicodedata.category(c) in ("Cc", "Cs") and c != "\n" for c in plain):
        raise ValueError("control characters are not allowed")
    clean = unicodedata.normalize("NFC", plain).strip()
    if not clean or len(clean) > LONGEST:
        raise ValueError(f"1 to {LONGEST} characters are taken")
    return clean


Words = Annotated[str, Field(max_length=4 * LONGEST), AfterValidator(_clean)]


class Write(Input):
    """What somebody thinks, in their own words; no names, no numbers of phones or papers."""

    kind: Annotated[Kind, Field(strict=False)] = Kind.SUGGESTION
    text: Words


class Answer(Input):
    """What becomes of it; `reply` is what its author reads."""

    status: Annotated[Status, Field(strict=False)]
    reply: Words | None = None


class Note(Input):
    """Something in the way, and what is proposed."""

    text: Words
    proposal: Words


@blueprint.get("/manager/suggestions")
def manager() -> str:
    return _page("suggestions/suggestions.html")


@blueprint.get("/manager/suggestions/now")
def now() -> str:
    return _page("suggestions/now.html")


def _page(template: str) -> str:
    with g.store.look(g.hall_id) as look:
        since = look.today - SHOWN
        return page(
            template,
            heard=suggestions.of_days(look.db, look.hall.id, since, look.today),
            obstacles=suggestions.obstacles(look.db, look.hall.id, since, look.today),
            longest=LONGEST,
            now=look.now,
            page_as="manager",
            page_code=look.hall.id,
        )


@blueprint.get("/opinion/<token>")
def own(token: str) -> str:
    """What became of one's own words, by the link that was given when they were sent."""
    with g.store.look(g.hall_id) as look:
        found = suggestions.by_reference(look.db, look.hall.id, token)
    if found is None:
        raise NotFound(kind="suggestion", id=token)
    return page("suggestions/own.html", own=found)


@blueprint.post("/t/<token>/suggestions")
@command(Write, status=201, keeps=False)
def write(work: Work, given: Write, token: str) -> Any:
    """From the page of a ticket; of which one is not kept."""
    _known_link(work, token)
    throttle("write", "5 per hour", token)
    throttle("write here", "60 per hour")
    return _own(suggesting.take(work, given.kind, given.text, reference=_reference(token)))


def _reference(token: str) -> str | None:
    """The same request again leads to the same words; nothing else is kept of it."""
    key = request_key()
    return key and hashlib.sha256(f"{token}:{key}".encode()).hexdigest()[:24]


def _known_link(look: Look, token: str) -> None:
    ticket = tickets.by_link(look.db, token)
    if ticket is None or ticket.hall != look.hall.id:
        raise NotFound(kind="ticket", id=token)


def _own(taken: Suggestion) -> dict[str, Any]:
    return {"link": f"/opinion/{taken.reference}", "status": taken.status.value}


@blueprint.post("/api/v1/suggestions")
@command(Write, status=201)
def take(work: Work, given: Write) -> Any:
    """Typed in by the staff as it was said."""
    throttle("write", "60 per hour", g.actor.name)
    return _own(suggesting.take(work, given.kind, given.text, spoken=True))


@blueprint.post("/api/v1/suggestions/<int:suggestion>")
@command(Answer)
def answer(work: Work, given: Answer, suggestion: int) -> Any:
    """Work on one, or answer it."""
    found = suggesting.answer(work, min(suggestion, LARGEST_ID), given.status, given.reply)
    return {"id": found.id, "status": found.status.value, "reply": found.reply}


@blueprint.post("/api/v1/obstacles")
@command(Note, status=201)
def note(work: Work, given: Note) -> Any:
    """Note what is in the way, with a proposal."""
    throttle("write", "60 per hour", g.actor.name)
    return {"id": suggesting.note_obstacle(work, given.text, given.proposal)}


@blueprint.post("/api/v1/obstacles/<int:obstacle>/solved")
@command(Nothing)
def solve(work: Work, given: Nothing, obstacle: int) -> Any:
    """It is in the way no longer."""
    suggesting.solve_obstacle(work, min(obstacle, LARGEST_ID))
    return {"id": obstacle}
