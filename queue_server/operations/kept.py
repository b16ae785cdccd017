"""The hall's word in public: how many were called within the time told, if the hall wants that known."""

from __future__ import annotations

from datetime import datetime, timedelta

from queue_server.storage import halls, promises, staff
from queue_server.storage.work import Look, Work

DAYS, LEAST = 7, 100

_kept: dict[tuple[str, str, datetime], float | None] = {}


def tell(work: Work, shown: bool) -> None:
    """From now on the screens say it, or do not."""
    halls.change(work.db, work.hall.id, tells_kept=shown)
    change = {"from": work.hall.tells_kept, "to": shown}
    staff.write_audit(work.db, work.hall.id, work.now, work.actor.name, "hall.tells_kept", change)


def public_share(look: Look) -> float | None:
    """The share of the last seven days, counted once an hour; None below `LEAST` people or where unwanted."""
    if not look.hall.tells_kept:
        return None
    key = (str(look.db.engine.url), look.hall.epoch, look.now.replace(minute=0, second=0, microsecond=0))
    if key not in _kept:
        _kept.clear()
        _kept[key] = _share(look)
    return _kept[key]


def _share(look: Look) -> float | None:
    first = look.today - timedelta(days=DAYS - 1)
    found = promises.of_days(look.db, look.hall.id, first, look.today)
    told = [each.is_kept for each in found if each.is_kept is not None]
    return sum(told) / len(told) if len(told) >= LEAST else None
