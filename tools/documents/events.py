"""`docs/events.md`, from the catalogue of events."""

from __future__ import annotations

from queue_server.realtime.catalogue import EVENTS, ROOMS, STAMP, Event

HEAD = """# Socket events

Drawn from `queue_server/realtime/catalogue.py` by `python -m tools.documents`; do not edit.

Socket.IO protocol 5, namespace `/`, websocket only. Commands go by HTTP; sockets carry news.

A client emits `join` with `{token, as, code}` and gets the acknowledgement
`{ok: true, seq, snapshot}` or `{ok: false, code}`. It is in its room before the snapshot is read, so
nothing falls between the two. A socket that has not joined hears nothing. Nothing is replayed after a
reconnect: join again and take the snapshot.
"""


def page() -> str:
    """The whole document."""
    rooms = [f"| `{room}` | {', '.join(sorted(roles))} |" for room, roles in ROOMS.items()]
    stamp = ", ".join(f"`{key}`" for key in STAMP)
    return "\n".join(
        [
            HEAD,
            "| room (`as`) | who may join |",
            "|---|---|",
            *rooms,
            "",
            f"Every message has {stamp}. Ignore events and keys that you do not know.",
            "",
            *[line for name, event in EVENTS.items() for line in _event(name, event)],
        ]
    )


def _event(name: str, event: Event) -> list[str]:
    keys = ", ".join(f"`{key}`" for key in event.keys) or "nothing more"
    return [f"## {name}", "", event.meaning, "", f"- to: {', '.join(event.rooms)}", f"- payload: {keys}", ""]
