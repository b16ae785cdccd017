"""Joining a room: first in, then the snapshot, so that nothing falls between the two."""

from __future__ import annotations

import logging
import threading
from typing import Any

from flask import request
from flask_socketio import SocketIO, join_room, leave_room

from queue_server.domain.actor import Actor
from queue_server.domain.hall import View
from queue_server.operations import board as boards
from queue_server.operations import estimates, overview, rating
from queue_server.operations.presence import Presence
from queue_server.operations.tokens import Tokens
from queue_server.realtime import payloads
from queue_server.realtime.admitted import Admitted
from queue_server.realtime.budget import alive, keep
from queue_server.realtime.catalogue import ROOMS, room
from queue_server.realtime.websockets import spare
from queue_server.storage import halls, tickets
from queue_server.storage.work import Look, Store

log = logging.getLogger(__name__)

Answer = dict[str, Any]
DEVICES = ("screen", "kiosk", "rating")
LONGEST = 400

# After a power cut every screen is at the door at once; a few at a time keeps memory flat.
_ADMITTING = threading.BoundedSemaphore(4)


def attend(
    socketio: SocketIO, store: Store, hall: str, tokens: Tokens, presence: Presence, budget: int
) -> Admitted:
    """Let clients in: at most `budget` sockets, and nobody hears anything before joining."""
    admitted = Admitted(socketio, tokens)

    def _connect(_auth: Any = None) -> None:
        if alive(socketio) > budget:
            raise ConnectionRefusedError("too many screens are connected")

    def _join(wish: Any = None) -> Answer:
        try:
            with _ADMITTING:
                wanted = wish if isinstance(wish, dict) else {}
                answer = _admit(store, hall, tokens, wanted)
                if answer["ok"]:
                    admitted.came(_socket(), str(wanted.get("token", ""))[:LONGEST])
                if device := answer.pop("device", None):
                    presence.came(_socket(), device, str(wanted.get("page") or ""))
            return answer
        except Exception:
            log.exception("a join failed", extra={"hall": hall})
            return {"ok": False, "code": "broken"}

    def _disconnect(_reason: Any = None) -> None:
        presence.left(_socket())
        admitted.left(_socket())

    spare(socketio)
    keep(socketio, budget)
    socketio.on_event("connect", _connect)
    socketio.on_event("disconnect", _disconnect)
    socketio.on_event("join", _join)
    return admitted


def _socket() -> str:
    """The id of the socket that speaks."""
    return str(getattr(request, "sid", ""))


def _admit(store: Store, hall: str, tokens: Tokens, wish: dict[str, Any]) -> Answer:
    kind, code, token = (str(wish.get(key, ""))[:LONGEST] for key in ("as", "code", "token"))
    if kind == "ticket":
        return _admit_citizen(store, hall, token)
    actor = tokens.actor(token)
    refusal = _refusal(store, hall, actor, kind, code)
    if refusal or actor is None:
        return {"ok": False, "code": refusal or "not_signed_in"}
    with store.look(hall) as look:
        view = look.furniture.view(actor.name)
    rooms = _rooms(hall, kind, actor, view)
    for name in rooms:
        join_room(name)
    if tokens.actor(token, afresh=True) is None:  # ended before it could hear so in its room
        for name in rooms:
            leave_room(name)
        return {"ok": False, "code": "not_signed_in"}
    device = actor.name if kind in DEVICES else None
    with store.look(hall) as look:
        snapshot = _snapshot(look, kind, code, actor)
        return {"ok": True, "seq": look.hall.seq, "snapshot": snapshot, "device": device}


def _refusal(store: Store, hall: str, actor: Actor | None, kind: str, code: str) -> str | None:
    if kind not in ROOMS:
        return "unknown_room"
    if actor is None:
        return "not_signed_in"
    if not actor.roles & ROOMS[kind]:
        return "not_allowed"
    if kind in DEVICES and code != actor.name:
        return "not_allowed"
    return "unknown_counter" if kind == "counter" and not _has_counter(store, hall, code) else None


def _has_counter(store: Store, hall: str, code: str) -> bool:
    with store.glance() as db:
        return any(each.code == code for each in halls.counters(db, hall))


def _rooms(hall: str, kind: str, actor: Actor, view: View) -> list[str]:
    """A device also hears what is meant for it alone."""
    if kind == "screen":
        return [room(hall, kind), room(hall, kind, view.key), room(hall, "device", actor.name)]
    if kind == "rating":
        return [room(hall, kind), room(hall, kind, actor.counter or "-"), room(hall, "device", actor.name)]
    return [room(hall, kind), *([room(hall, "device", actor.name)] if kind == "kiosk" else [])]


def _snapshot(look: Look, kind: str, code: str, actor: Actor) -> Answer:
    if kind == "screen":
        return boards.board(look, look.furniture.view(code)).to_json()
    if kind == "rating":
        return payloads.of_rating(rating.at_device(look, actor.counter or "-"))
    return payloads.of_queues(overview.queues(look), estimates.of_queues(look))


def _admit_citizen(store: Store, hall: str, link: str) -> Answer:
    with store.look(hall) as look:
        ticket = tickets.by_link(look.db, link)
        if ticket is None or ticket.hall != hall or ticket.day != look.hall.day(look.now):
            return {"ok": False, "code": "unknown_ticket"}
    join_room(room(hall, "ticket", str(ticket.id)))
    with store.look(hall) as look:
        now = tickets.by_id(look.db, hall, ticket.id)
        ahead = tickets.ahead(look.db, now)
    snapshot = {"number": now.number, "state": now.state.value, "ahead": ahead, "counter": now.counter}
    return {"ok": True, "seq": look.hall.seq, "snapshot": snapshot}
