"""What is read of a hall once and kept until the hall says that it has changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine

MOST_HALLS = 200
Version = tuple[str, int]
"""The epoch of the database and how often the furniture of the hall has changed in it."""

Read = TypeVar("Read")


class Kept(Generic[Read]):
    """The newest version of something, by database and hall."""

    def __init__(self) -> None:
        self._of: WeakKeyDictionary[Engine, dict[str, tuple[Version, Read]]] = WeakKeyDictionary()

    def get(self, db: Connection, hall: str, version: Version, read: Callable[[], Read]) -> Read:
        """What was kept of this version, or what `read` gives now."""
        halls = self._of.setdefault(db.engine, {})
        found = halls.get(hall)
        if found and found[0] == version:
            return found[1]
        if len(halls) >= MOST_HALLS:
            halls.clear()
        fresh = read()
        halls[hall] = (version, fresh)
        return fresh
