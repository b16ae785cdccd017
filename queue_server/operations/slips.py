"""What a slip says: the texts of one ticket, in the hall's two languages."""

from __future__ import annotations

from printer.slip import Slip
from queue_server.domain.hall import Counter, Procedure, named
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
        "thanks": "Cảm ơn ông/bà. Xin giữ phiếu cho đến khi được gọi.",
        "test": "Phiếu in thử",
    },
    "en": {
        "ahead": "{count} people ahead of you",
        "first": "You are next",
        "counters": "Please go to: {labels}",
        "none": "Please wait for your call",
    },
}


def slip_of(look: Look, job: PrintJob) -> Slip:
    """The slip of a print job: of its ticket, or the printer's test slip."""
    if job.ticket is None:
        return _test_slip(look, job)
    ticket = tickets.by_id(look.db, look.hall.id, job.ticket)
    procedure = look.furniture.procedure(ticket.procedure)
    counters = [each for each in halls.counters(look.db, look.hall.id) if ticket.queue in each.queues]
    ahead = int(job.facts.get("ahead", 0))
    return Slip(
        centre=_centre(look),
        title=TEXTS["vi"]["title"],
        number=ticket.number,
        procedure=_short_name(procedure, "vi"),
        counters=_counters(counters, "vi"),
        ahead=_ahead(ahead, "vi"),
        second_language=(_short_name(procedure, "en"), _counters(counters, "en"), _ahead(ahead, "en")),
        issued_at=look.hall.local(ticket.issued_at),
        thanks=TEXTS["vi"]["thanks"],
        reprint=bool(job.facts.get("reprint")),
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
    return TEXTS[language]["counters"].format(labels=", ".join(c.label(language) for c in counters))


def _ahead(count: int, language: str) -> str:
    return TEXTS[language]["ahead" if count else "first"].format(count=count)
