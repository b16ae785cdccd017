"""Joining a room: first in, then the snapshot, so that nothing falls between the two."""

from __future__ import annotations

import logging
import threading
from typing import Any

from flask_socketio import SocketIO, join_room

from queue_server.domain.actor import Actor
from queue_server.operations import board as boards
from queue_server.operations import overview
from queue_server.operations.tokens import Tokens
from queue_server.realtime import payloads
from queue_server.realtime.budget import alive, keep
from queue_server.realtime.catalogue import ROOMS, room
from queue_server.storage import halls, staff, tickets
from queue_server.storage.work import Look, Store

log = logging.getLogger(__name__)

Answer = dict[str, Any]

# After a power cut every screen is at the door at once; a few at a time keeps memory flat.
_ADMITTING = threading.BoundedSemaphore(4)


def attend(socketio: SocketIO, store: Store, hall: str, tokens: Tokens, budget: int) -> None:
    """Let clients in: at most `budget` sockets, and nobody hears anything before joining."""

    def _connect(_auth: Any = None) -> None:
        if alive(socketio) > budget:
            raise ConnectionRefusedError("too many screens are connected")

    def _join(wish: Any = None) -> Answer:
        try:
            with _ADMITTING:
                answer = _admit(store, hall, tokens, wish if isinstance(wish, dict) else {})
                _note(store, hall, answer.pop("device", None))
            return answer
        except Exception:
            log.exception("a join failed", extra={"hall": hall})
            return {"ok": False, "code": "broken"}

    keep(socketio, budget)
    socketio.on_event("connect", _connect)
    socketio.on_event("join", _join)


def _note(store: Store, hall: str, device: str | None) -> None:
    """A kiosk or a screen was heard of just now."""
    if device is not None:
        with store.founding() as db:
            staff.saw(db, hall, device, store.clock())


def _admit(store: Store, hall: str, tokens: Tokens, wish: dict[str, Any]) -> Answer:
    kind, code, token = (str(wish.get(key, ""))[:400] for key in ("as", "code", "token"))
    if kind == "ticket":
        return _admit_citizen(store, hall, token)
    actor = tokens.actor(token)
    refusal = _refusal(store, hall, actor, kind, code)
    if refusal or actor is None:
        return {"ok": False, "code": refusal or "not_signed_in"}
    for name in _rooms(hall, kind, actor):
        join_room(name)
    device = actor.name if kind in ("screen", "kiosk") else None
    with store.look(hall) as look:
        snapshot = _snapshot(look, kind, code)
        return {"ok": True, "seq": look.hall.seq, "snapshot": snapshot, "device": device}


def _refusal(store: Store, hall: str, actor: Actor | None, kind: str, code: str) -> str | None:
    if kind not in ROOMS:
        return "unknown_room"
    if actor is None:
        return "not_signed_in"
    if not actor.roles & ROOMS[kind]:
        return "not_allowed"
    if kind in ("screen", "kiosk") and code != actor.name:
        return "not_allowed"
    return "unknown_counter" if kind == "counter" and not _has_counter(store, hall, code) else None


def _has_counter(store: Store, hall: str, code: str) -> bool:
    with store.glance() as db:
        return any(each.code == code for each in halls.counters(db, hall))


def _rooms(hall: str, kind: str, actor: Actor) -> list[str]:
    if kind != "screen":
        return [room(hall, kind)]
    return [room(hall, "screen"), room(hall, "screen", actor.counter or "hall")]


def _snapshot(look: Look, kind: str, code: str) -> Answer:
    if kind == "screen":
        device = staff.device(look.db, look.hall.id, code)
        return boards.board(look, counter=device.counter if device else None).to_json()
    return payloads.of_queues(overview.queues(look))


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
