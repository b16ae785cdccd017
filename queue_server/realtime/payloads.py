"""From a journal entry to the words of its event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from display.announcements import say
from queue_server.domain.estimate import Band
from queue_server.domain.hall import Furniture
from queue_server.domain.journal import (
    CounterChanged,
    EmergencyEntry,
    Entry,
    FileChanged,
    OutageNoted,
    PrinterChanged,
    SlipChanged,
    TicketCalled,
    TicketEntry,
)
from queue_server.operations.overview import QueueLine
from queue_server.operations.printers import PrinterLine
from queue_server.operations.rating import AtDevice

Payload = dict[str, Any]


def stamp(hall: str, seq: int, at: datetime) -> Payload:
    return {"hall": hall, "seq": seq, "at": instant(at)}


def instant(at: datetime | None) -> str | None:
    return None if at is None else at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def event_name(entry: Entry) -> str:
    return f"slip.{entry.state}" if isinstance(entry, SlipChanged) else entry.kind


def is_silent(entry: Entry) -> bool:
    """Whoever already stands at the counter is not called aloud."""
    return isinstance(entry, TicketCalled) and entry.call == 0


def of_file(entry: FileChanged) -> Payload:
    return {"file": entry.file, "what": entry.what, "state": entry.state, "due_at": entry.due_at}


def of_outage(entry: OutageNoted) -> Payload:
    return {"began_at": entry.began_at, "ended_at": entry.ended_at}


def of_ticket(entry: TicketEntry, furniture: Furniture) -> Payload:
    """The payload of a move; a call says who goes where, and how it is spoken."""
    if isinstance(entry, TicketCalled):
        return _call(entry, entry.counter or "", furniture)
    return {
        "ticket_id": entry.ticket,
        "number": entry.number,
        "queue": entry.queue,
        "procedure": entry.procedure,
        "counter": entry.counter,
        "by": entry.by,
        "reason": entry.reason,
    }


def _call(entry: TicketCalled, counter: str, furniture: Furniture) -> Payload:
    return {
        "call_id": entry.call,
        "ticket_id": entry.ticket,
        "number": entry.number,
        "queue": entry.queue,
        "procedure": entry.procedure,
        "counter": counter,
        "counter_label": furniture.label(counter, "vi"),
        "calls": entry.calls,
        "waited_s": entry.waited_s,
        "say": [{"lang": lang, "text": say(lang, entry.number, counter)} for lang in ("vi", "en")],
    }


def of_counter(entry: CounterChanged, furniture: Furniture) -> Payload:
    return {
        "counter": entry.counter,
        "state": entry.state,
        "queues": list(furniture.served[entry.counter]),
    }


def of_emergency(entry: EmergencyEntry, furniture: Furniture) -> Payload:
    return {
        "counter": entry.counter,
        "counter_label": furniture.label(entry.counter, "vi"),
        "by": entry.by,
        "answered_by": entry.answered_by,
    }


def of_slip(entry: SlipChanged) -> Payload:
    return {
        "ticket_id": entry.ticket,
        "number": entry.number,
        "printer": entry.printer,
        "reason": entry.reason,
        **({"moved_from": entry.moved_from} if entry.moved_from else {}),
    }


def of_printer(entry: PrinterChanged, printers: Mapping[str, PrinterLine]) -> Payload:
    return {
        "printer": entry.printer,
        "condition": entry.condition,
        "since": instant(entry.at),
        "held": printers[entry.printer].held,
    }


def of_rating(there: AtDevice) -> Payload:
    return asdict(there)


def of_queues(lines: list[QueueLine], bands: Mapping[str, Band | None]) -> Payload:
    return {"queues": [_queue(each, bands[each.code]) for each in lines]}


def _queue(line: QueueLine, band: Band | None) -> Payload:
    estimate = band.to_json() if band else None
    return {
        "code": line.code,
        "waiting": line.waiting,
        "longest_s": line.longest_s,
        "estimate": estimate,
    }
