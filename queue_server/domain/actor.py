"""Who is acting: a person signed in, a device, or the hall itself."""

from __future__ import annotations

from dataclasses import dataclass

from queue_server.domain.states import Role


@dataclass(frozen=True)
class Actor:
    """`name` is a log-in or a device code, never a person's name. `counter` is where a clerk sits."""

    name: str
    roles: frozenset[Role]
    counter: str | None = None

    def has(self, role: Role) -> bool:
        return role in self.roles


SYSTEM = Actor("system", frozenset({Role.SYSTEM}))
CITIZEN = Actor("citizen", frozenset({Role.CITIZEN}))
"""Whoever holds the link of a ticket or the code of an appointment; nobody asks who that is."""
