"""Staff and their log-ins."""

from __future__ import annotations

from collections.abc import Sequence

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from queue_server.domain.errors import NotFound, QueueError
from queue_server.domain.states import Role
from queue_server.domain.tongues import TONGUES
from queue_server.storage import halls, staff
from queue_server.storage.staff import Staff
from queue_server.storage.work import Look, Work

_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
# Verified when the log-in is unknown, so that both refusals take as long.
_NOBODY = _hasher.hash("nobody")

PEOPLE_ROLES = frozenset({Role.CLERK, Role.GREETER, Role.MANAGER, Role.ADMIN})
SHORTEST_PASSWORD = 8


class WeakPassword(QueueError):
    code = "weak_password"
    sentence = "A password needs at least {least} characters."


def hash_password(password: str) -> str:
    """Argon2id; WeakPassword if it is too short."""
    if len(password) < SHORTEST_PASSWORD:
        raise WeakPassword(least=SHORTEST_PASSWORD)
    return _hasher.hash(password)


def sign_in(look: Look, login: str, password: str) -> Staff | None:
    """The staff member, or None if log-in and password do not fit or the account is closed."""
    found = staff.staff(look.db, look.hall.id, login)
    fits = _fits(found.password_hash if found else _NOBODY, password)
    return found if found and found.active and fits else None


def _fits(password_hash: str, password: str) -> bool:
    try:
        return _hasher.verify(password_hash, password)
    except (VerifyMismatchError, InvalidHashError):
        return False


def add_staff(work: Work, login: str, password: str, roles: frozenset[Role]) -> None:
    """A new log-in with these roles."""
    add_hashed(work, login, hash_password(password), roles)


def add_hashed(work: Work, login: str, password_hash: str, roles: frozenset[Role]) -> None:
    """A new log-in whose password was hashed before."""
    row = {
        "hall": work.hall.id,
        "login": login,
        "password_hash": password_hash,
        "roles": sorted(role.value for role in roles & PEOPLE_ROLES),
        "active": True,
        "stamp": 1,
    }
    halls.add(work.db, "staff", [row])
    _audit(work, "staff.added", login, {"roles": row["roles"]})


def set_password(work: Work, login: str, password: str) -> None:
    """A new password; everybody signed in under this log-in is signed out. NotFound if unknown."""
    staff.set_password(work.db, work.hall.id, login, hash_password(password))
    _audit(work, "staff.password", login, {})


def set_active(work: Work, login: str, active: bool) -> None:
    """Close or reopen an account. NotFound if unknown."""
    staff.set_active(work.db, work.hall.id, login, active)
    _audit(work, "staff.active", login, {"active": active})


def set_languages(work: Work, login: str, languages: Sequence[str]) -> None:
    """What this person speaks besides Vietnamese, from now on. NotFound if log-in or language is unknown."""
    for each in languages:
        if each not in TONGUES:
            raise NotFound(kind="language", id=each)
    spoken = sorted(set(languages))
    staff.set_languages(work.db, work.hall.id, login, spoken)
    _audit(work, "staff.languages", login, {"languages": spoken})


def _audit(work: Work, what: str, login: str, change: dict[str, object]) -> None:
    staff.write_audit(work.db, work.hall.id, work.now, work.actor.name, what, {"login": login, **change})
