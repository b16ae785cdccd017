"""The JSON of the contract: times in UTC, durations in seconds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from queue_server.domain.emergency import Emergency
from queue_server.domain.estimate import Band
from queue_server.domain.hall import Counter, named
from queue_server.domain.states import TicketState
from queue_server.domain.ticket import Ticket
from queue_server.operations import estimates
from queue_server.operations.issuing import Issued
from queue_server.operations.overview import QueueLine
from queue_server.operations.printers import PrinterLine
from queue_server.reports.wait_times import Row
from queue_server.storage import records, spool, tickets
from queue_server.storage.journal import Row as JournalRow
from queue_server.storage.records import Record
from queue_server.storage.work import Look


def instant(at: datetime | None) -> str | None:
    """RFC 3339 in UTC."""
    return None if at is None else at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def ticket(look: Look, shown: Ticket) -> dict[str, Any]:
    waiting = shown.state is TicketState.WAITING
    ahead = tickets.ahead(look.db, shown) if waiting else 0
    slip, served = spool.slip_state(look.db, shown.id), records.of_ticket(look.db, shown.id)
    return described(shown, ahead, slip, served, estimates.of_ticket(look, shown))


def described(
    shown: Ticket,
    ahead: int,
    slip: str | None,
    served: Sequence[Record] = (),
    estimate: Band | None = None,
) -> dict[str, Any]:
    return {
        "id": shown.id,
        "number": shown.number,
        "queue": shown.queue,
        "procedure": shown.procedure,
        "state": shown.state.value,
        "priority": shown.priority,
        "language": shown.language,
        "people": shown.people,
        "issued_at": instant(shown.issued_at),
        "estimated": shown.estimated,
        "due_at": instant(shown.due_at),
        "counter": shown.counter,
        "calls": shown.calls,
        "ahead": ahead,
        "estimate": band(estimate),
        "told": told(shown),
        "slip": slip,
        "link": f"/t/{shown.link}",
        "directed": shown.directed,
        "not_before": instant(shown.not_before),
        "returns_to": shown.returns_to,
        "note": shown.note,
        "sign": shown.sign,
        "services": [service(each) for each in served],
    }


def own(shown: Ticket) -> dict[str, Any]:
    """What the holder of a link learns of a move: nothing that the page does not show."""
    return {"number": shown.number, "state": shown.state.value, "not_before": instant(shown.not_before)}


def issued(new: Issued, language: str) -> dict[str, Any]:
    """A new ticket; where a counter is idle, `go_to` names it."""
    told = described(new.ticket, new.ahead, new.slip, estimate=new.band)
    if new.go_to is None:
        return told
    return {**told, "go_to": {"counter": new.go_to.code, "label": new.go_to.label(language)}}


def service(shown: Record) -> dict[str, Any]:
    """One service of a visit."""
    times = {key: instant(getattr(shown, key)) for key in ("started_at", "ended_at", "active_at")}
    whole = {**asdict(shown), **times}
    del whole["ticket"]
    return whole


def counter(shown: Counter, language: str) -> dict[str, Any]:
    return {
        "code": shown.code,
        "label": shown.label(language),
        "state": shown.state.value,
        "staff": shown.staff,
        "reason": shown.reason,
        "since": instant(shown.since),
        "queues": list(shown.queues),
        "helps_after_s": dict(shown.helps_after_s),
    }


def emergency(shown: Emergency) -> dict[str, Any]:
    return {**asdict(shown), "at": instant(shown.at), "answered_by": list(shown.answered_by)}


def band(shown: Band | None) -> dict[str, Any] | None:
    """`{low_s, high_s, doubtful_before}`, or null where nothing can be said."""
    return shown.to_json() if shown else None


def told(shown: Ticket) -> dict[str, Any] | None:
    """The band that was told when the ticket was taken."""
    if shown.told_low_s is None or shown.told_high_s is None:
        return None
    return {"low_s": shown.told_low_s, "high_s": shown.told_high_s}


def queue(line: QueueLine, language: str, estimate: Band | None = None) -> dict[str, Any]:
    return {
        "code": line.code,
        "name": named(line.names, language),
        "names": dict(line.names),
        "pictogram": line.pictogram,
        "waiting": line.waiting,
        "longest_s": line.longest_s,
        "counters": [each.code for each in line.counters],
        "estimate": band(estimate),
    }


def printer(line: PrinterLine) -> dict[str, Any]:
    return {**asdict(line), "since": instant(line.since)}


def times(row: Row) -> dict[str, Any]:
    return asdict(row)


def journal(row: JournalRow) -> dict[str, Any]:
    return {**row._asdict(), "at": instant(row.at)}
