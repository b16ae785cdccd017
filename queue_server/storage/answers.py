"""What was answered to a command, kept in the command's own transaction: the same key, the same answer."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, delete, insert, select

from queue_server.storage import schema

_answers = schema.answer
_FIND = select(_answers.c.fingerprint, _answers.c.status, _answers.c.body).where(
    _answers.c.hall == bindparam("of_hall"), _answers.c.key == bindparam("of_key")
)
_KEEP = insert(_answers).inline()


class Answer(NamedTuple):
    fingerprint: str
    status: int
    body: Any


def find(db: Connection, hall: str, key: str) -> Answer | None:
    row = db.execute(_FIND, {"of_hall": hall, "of_key": key}).first()
    return None if row is None else Answer(*row)


def keep(db: Connection, hall: str, key: str, answer: Answer, at: datetime) -> None:
    db.execute(_KEEP, {"hall": hall, "key": key, "at": at, **answer._asdict()})


def forget(db: Connection, hall: str, before: datetime) -> None:
    """Keys older than `before` may be used again."""
    db.execute(delete(_answers).where(_answers.c.hall == hall, _answers.c.at < before))
