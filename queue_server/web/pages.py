"""What every page shares: its hall, language, tokens."""

from __future__ import annotations

from typing import Any

from flask import g, render_template, session
from flask_wtf.csrf import generate_csrf

from queue_server.domain.hall import named
from queue_server.domain.signs import SIGNS
from queue_server.storage import staff
from queue_server.storage.work import Look
from queue_server.web.languages import LANGUAGES, language
from queue_server.web.waits import wait_words


def page(template: str, **context: Any) -> str:
    """`template` with the hall's name, the reader's language and what its scripts need."""
    return render_template(template, **{**common(), **context})


def public(template: str, look: Look, **context: Any) -> str:
    """`template` for whoever walks in: nobody is signed in, and no cookie is set."""
    shared = {
        "hall": look.hall,
        "queue_names": {queue.code: queue.names for queue in look.furniture.queues},
        "language": language(),
        "languages": LANGUAGES,
        "named": named,
        "sign_names": SIGNS,
        "now": look.now,
        "csrf": generate_csrf() if "staff" in session else "",
    }
    return render_template(template, **{**shared, **context})


def common() -> dict[str, Any]:
    """The context of every page."""
    with g.store.look(g.hall_id) as look:
        hall = look.hall
        queue_names = {queue.code: queue.names for queue in look.furniture.queues}
    actor = g.get("actor")
    return {
        "hall": hall,
        "queue_names": queue_names,
        "language": language(),
        "languages": LANGUAGES,
        "named": named,
        "sign_names": SIGNS,
        "wait_words": wait_words,
        "actor": actor,
        "csrf": generate_csrf() if g.get("device") is None else "",
        "token": own_token(),
    }


def own_token() -> str:
    """A token with which the page's script may join the sockets; empty for nobody."""
    if g.get("device") is not None and g.actor is not None:
        return str(g.tokens.of_device(g.device))
    if g.get("actor") is None or g.by_bearer:
        return ""
    with g.store.look(g.hall_id) as look:
        person = staff.staff(look.db, g.hall_id, g.actor.name)
    return str(g.tokens.of_staff(person)) if person else ""
