"""When numbers are given and how many a day: the hall's hours, and each queue's own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, g, redirect, request

from queue_server.domain.errors import BadDailyLimit, QueueError
from queue_server.domain.giving import MOST_A_DAY, MOST_WINDOWS, Giving, Hours, read_hours
from queue_server.operations import giving
from queue_server.storage import tickets
from queue_server.storage.work import Look
from queue_server.web.languages import gettext as _
from queue_server.web.pages import page

blueprint = Blueprint("giving", __name__)

HALL = ""
_USUAL_WINDOWS = 2


@dataclass(frozen=True)
class Row:
    """What stands in the fields of a queue, or of the whole hall: `windows` from and until, as typed."""

    code: str
    windows: Sequence[tuple[str, str]]
    limit: str

    def hours(self) -> Hours:
        return read_hours([each for each in self.windows if any(each)], self.code)

    def rules(self) -> Giving:
        text = self.limit
        if text and not (text.isascii() and text.isdigit() and len(text) <= len(str(MOST_A_DAY))):
            raise BadDailyLimit(most=MOST_A_DAY, queue=self.code)
        return Giving(self.hours(), int(text) if text else None)


@dataclass(frozen=True)
class Problem:
    """Why what was typed cannot be, of which row, and whether it is the daily limit."""

    code: str
    sentence: str
    of_limit: bool


@blueprint.get("/manager/numbers")
def show() -> str:
    with g.store.look(g.hall_id) as look:
        rows = [_row(HALL, giving.of_hall(look), None)]
        rows += [_row(code, each.hours, each.daily_limit) for code, each in giving.of_queues(look).items()]
        return _page(look, rows, None)


@blueprint.post("/manager/numbers")
def change() -> Any:
    """Give numbers at these hours and so many a day, from now on."""
    with g.store.look(g.hall_id) as look:
        rows = [_typed(code) for code in (HALL, *giving.of_queues(look))]
    try:
        hall, queues = rows[0].hours(), {each.code: each.rules() for each in rows[1:]}
        with g.store.work(g.hall_id, g.actor) as work:
            giving.change(work, hall, queues)
    except QueueError as refusal:
        problem = _problem(refusal)
        with g.store.look(g.hall_id) as look:
            return _page(look, rows, problem), 422
    return redirect("/manager/numbers?done=1", 303)


def _problem(refusal: QueueError) -> Problem:
    sentence = _(refusal.sentence).format(**refusal.details)
    return Problem(str(refusal.details.get("queue", HALL)), sentence, isinstance(refusal, BadDailyLimit))


def _page(look: Look, rows: Sequence[Row], problem: Problem | None) -> str:
    return page(
        "giving/giving.html",
        rows=rows,
        problem=problem,
        pictograms={each.code: each.pictogram for each in look.furniture.queues},
        sessions=look.furniture.calendar.sessions,
        given=tickets.given(look.db, look.hall.id, look.today),
        most=MOST_A_DAY,
        done=request.args.get("done") == "1",
    )


def _row(code: str, hours: Iterable[Any], limit: int | None) -> Row:
    windows = [(f"{each.start:%H:%M}", f"{each.end:%H:%M}") for each in hours]
    return Row(code, _padded(windows), "" if limit is None else str(limit))


def _typed(code: str) -> Row:
    """The row as the form has it."""
    windows = [
        tuple(request.form.get(f"{code}.{end}.{n}", "").strip()[:8] for end in ("from", "until"))
        for n in range(MOST_WINDOWS)
    ]
    filled: list[tuple[str, str]] = [(start, end) for start, end in windows if start or end]
    return Row(code, _padded(filled), request.form.get(f"{code}.limit", "").strip()[:8])


def _padded(windows: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return windows + [("", "")] * (_USUAL_WINDOWS - len(windows))
