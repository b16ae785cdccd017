"""What a slip says: the texts of one ticket, in the hall's two languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from printer.signs import SIGNS
from printer.slip import Slip
from queue_server.domain import check_code, estimate
from queue_server.domain.hall import Counter, Procedure, named
from queue_server.domain.states import TicketState
from queue_server.domain.ticket import Ticket
from queue_server.storage import halls, tickets
from queue_server.storage.spool import PrintJob
from queue_server.storage.work import Look

TEXTS = {
    "vi": {
        "title": "SỐ THỨ TỰ",
        "ahead": "Trước ông/bà có {count} người",
        "first": "Ông/bà là người tiếp theo",
        "counters": "Mời đến: {labels}",
        "none": "Xin chờ gọi số",
        "now": "Mời vào ngay",
        "within": "Chờ không quá {high} phút",
        "about": "Chờ khoảng {low}–{high} phút",
        "doubtful": "Có thể không kịp trước {before}",
        "unknown": "",
        "bring": "Mang theo: {things}",
        "code": "Mã kiểm tra: {code}",
        "thanks": "Cảm ơn ông/bà. Xin giữ phiếu cho đến khi được gọi.",
        "test": "Phiếu in thử",
    },
    "en": {
        "ahead": "People ahead of you: {count}",
        "first": "You are next",
        "counters": "Please go to: {labels}",
        "none": "Please wait for your call",
        "now": "now",
        "within": "at most {high} minutes",
        "about": "about {low}–{high} minutes",
        "doubtful": "perhaps not before {before}",
        "unknown": "",
    },
}

NO_BREAK = "\u00a0"
SAMPLE_ADDRESS = "http://192.168.1.10:8000"


@dataclass(frozen=True)
class Imprint:
    """What this installation's slips say of it: where phones find the ticket page, the key of check codes.

    Without an address no QR is printed: one that leads nowhere would be a lie.
    """

    address: str | None = None
    key: bytes | None = None


BARE = Imprint()
"""Neither QR nor check code."""


def slip_of(look: Look, job: PrintJob, imprint: Imprint = BARE) -> Slip:
    """The slip of a print job: of its ticket, the finished text of another paper, or the test slip."""
    if "slip" in job.facts:
        return replace(Slip.from_json(job.facts["slip"]), reprint=bool(job.facts.get("reprint")))
    if job.ticket is None:
        return _test_slip(look, job)
    return _of_ticket(look, tickets.by_id(look.db, look.hall.id, job.ticket), job.facts, imprint)


def sample_slip(look: Look, imprint: Imprint) -> Slip:
    """A slip with everything on it, as somebody would get it now: for the preview of a layout."""
    known = look.furniture.offered(look.today)
    procedure = max(known, key=lambda each: named(each.bring, "vi").count(";"), default=None)
    queue = procedure.queue if procedure else look.furniture.queues[0].code
    ticket = Ticket(
        id=0,
        hall=look.hall.id,
        day=look.today,
        series=queue,
        sequence=12,
        queue=queue,
        procedure=procedure.code if procedure else queue,
        state=TicketState.WAITING,
        priority=None,
        language="vi",
        people=1,
        issued_at=look.now,
        due_at=look.now,
        since=look.now,
        link="A" * 22,
    )
    shown = imprint if imprint.address else replace(imprint, address=SAMPLE_ADDRESS)
    return _of_ticket(look, ticket, {"ahead": 5, "estimate": {"low_s": 600, "high_s": 1500}}, shown)


def _of_ticket(look: Look, ticket: Ticket, facts: Mapping[str, Any], imprint: Imprint) -> Slip:
    procedure = look.furniture.procedure(ticket.procedure)
    counters = [each for each in halls.counters(look.db, look.hall.id) if ticket.queue in each.queues]
    ahead, code = int(facts.get("ahead", 0)), _code(ticket, imprint)
    return Slip(
        centre=_centre(look),
        title=TEXTS["vi"]["title"],
        number=ticket.number,
        sign=ticket.sign or _sign(look, ticket.queue),
        procedure=_short_name(procedure, "vi"),
        counters=_counters(counters, "vi"),
        ahead=_ahead(ahead, "vi"),
        wait=_wait(facts.get("estimate"), "vi"),
        bring=_bring(procedure),
        second_language=_in_english(procedure, counters, facts),
        link=_link(ticket, imprint, code),
        check_code=code and TEXTS["vi"]["code"].format(code=f"{code[:3]} {code[3:]}"),
        issued_at=look.hall.local(ticket.issued_at),
        thanks=TEXTS["vi"]["thanks"],
        footer=named(look.hall.notice, "vi"),
        reprint=bool(facts.get("reprint")),
    )


def _test_slip(look: Look, job: PrintJob) -> Slip:
    return Slip(
        centre=_centre(look),
        title=TEXTS["vi"]["test"],
        number=job.number,
        procedure=f"{job.printer}: ăâđêôơư ÁÀẢÃẠ ắằẳẵặ",
        issued_at=look.hall.local(look.now),
    )


def _centre(look: Look) -> tuple[str, ...]:
    return named(look.hall.unit, "vi"), named(look.hall.names, "vi")


def _short_name(procedure: Procedure | None, language: str) -> str:
    return "" if procedure is None else named(procedure.short_names, language)


def _counters(counters: list[Counter], language: str) -> str:
    if not counters:
        return TEXTS[language]["none"]
    labels = (counter.label(language).replace(" ", NO_BREAK) for counter in counters)
    return TEXTS[language]["counters"].format(labels=", ".join(labels))


def _ahead(count: int, language: str) -> str:
    return TEXTS[language]["ahead" if count else "first"].format(count=count)


def _in_english(
    procedure: Procedure | None, counters: list[Counter], facts: Mapping[str, Any]
) -> tuple[str, ...]:
    ahead = _ahead(int(facts.get("ahead", 0)), "en")
    wait = _wait(facts.get("estimate"), "en")
    lines = (_short_name(procedure, "en"), _counters(counters, "en"), " · ".join(filter(None, (ahead, wait))))
    return tuple(line for line in lines if line)


def _sign(look: Look, queue: str) -> str:
    """The queue's pictogram, or nothing where none is drawn for slips."""
    pictograms = {each.code: each.pictogram for each in look.furniture.queues}
    return pictograms[queue] if pictograms.get(queue) in SIGNS else ""


def _wait(told: Mapping[str, Any] | None, language: str) -> str | None:
    band = estimate.from_json(told)
    return TEXTS[language][estimate.outlook(band)].format(**estimate.details(band)) or None


def _bring(procedure: Procedure | None) -> tuple[str, ...]:
    listed = named(procedure.bring, "vi").split(";") if procedure else []
    things = tuple(thing.strip() for thing in listed if thing.strip())
    return (TEXTS["vi"]["bring"].format(things=things[0]),) if len(things) == 1 else things


def _code(ticket: Ticket, imprint: Imprint) -> str | None:
    if imprint.key is None:
        return None
    return check_code.code_of(imprint.key, ticket.hall, ticket.day, ticket.number)


def _link(ticket: Ticket, imprint: Imprint, code: str | None) -> str | None:
    """Where the phone finds the ticket; number and code behind it serve whoever rebuilds a lost queue."""
    if imprint.address is None:
        return None
    return f"{imprint.address}/t/{ticket.link}" + (f"?{ticket.number}{code}" if code else "")
