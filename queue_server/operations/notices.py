"""The notice at the foot of the screens: the usual one, and one that takes its place for a while."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from queue_server.domain.errors import NoticeIsPast
from queue_server.domain.journal import ScreensChanged
from queue_server.storage import halls, staff
from queue_server.storage.work import Look, Work


def put_up(work: Work, texts: Mapping[str, str], until: datetime | None) -> None:
    """This notice from now on: until then, or as the usual one. NoticeIsPast if `until` is over."""
    if until is not None and until <= work.now:
        raise NoticeIsPast
    said: dict[str, str | None] = {language: text for language, text in texts.items() if text}
    if until is None:
        halls.change(work.db, work.hall.id, notice=said, passing_notice=None)
    else:
        halls.change(work.db, work.hall.id, passing_notice={**said, "until": until.isoformat()})
    _changed(work, {**said, "until": until and until.isoformat()})


def take_down(work: Work) -> None:
    """The passing notice goes before its time; nothing happens where there is none."""
    if work.hall.passing_notice:
        halls.change(work.db, work.hall.id, passing_notice=None)
        _changed(work, {})


def is_over(look: Look) -> bool:
    """Whether a passing notice has had its time and still has to go."""
    passing = look.hall.passing_notice
    return passing is not None and datetime.fromisoformat(passing["until"]) <= look.now


def _changed(work: Work, said: Mapping[str, str | None]) -> None:
    staff.write_audit(work.db, work.hall.id, work.now, work.actor.name, "notice.changed", dict(said))
    work.record(ScreensChanged(at=work.now, by=work.actor.name, what="notice"))
