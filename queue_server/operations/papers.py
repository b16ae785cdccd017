"""Papers besides the slip, printed by the same printer: when to come back, and the totals of a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from printer.slip import Slip
from queue_server.domain import numbering
from queue_server.domain.appointment import Appointment, Standing, spoken
from queue_server.domain.errors import AppointmentOver, NoPrinter, NotFound, NoWorkingDay
from queue_server.domain.files import File
from queue_server.domain.hall import Procedure, named
from queue_server.operations import hours, printers, printing
from queue_server.operations.slips import NO_BREAK
from queue_server.reports import wait_times
from queue_server.reports.wait_times import Row
from queue_server.storage import halls, spool, tickets
from queue_server.storage.work import Look, Work

RECEIPT_MARK = "HS:"
FARTHEST = timedelta(days=366)


def print_receipt(work: Work, number: str, day: date) -> str:
    """Print when to come back for the result of today's `number`; the printer that does.

    Raises NotFound, NoWorkingDay or NoPrinter.
    """
    return _queue(work, receipt(work, number, day))


def print_file_receipt(work: Work, file: File) -> str:
    """Print when to come back for `file`; the printer that does. Raises NoWorkingDay or NoPrinter."""
    return _queue(work, file_receipt(work, file))


def print_appointment(work: Work, booked: Appointment, link: str) -> str:
    """Print when to come; the printer that does. Raises AppointmentOver or NoPrinter."""
    if booked.state is not Standing.BOOKED or booked.day < work.today:
        raise AppointmentOver()
    return _queue(work, appointment_paper(work, booked, link))


def print_day_sheet(work: Work) -> str:
    """Print the totals of today; the printer that does. Raises NoPrinter."""
    return _queue(work, day_sheet(work))


def _queue(work: Work, paper: Slip) -> str:
    printer = printing.printer_of(work, work.actor.name)
    if printer is None:
        raise NoPrinter()
    place, facts = printers.place_of(work, printer), {"slip": paper.to_json()}
    spool.queue_job(work.db, work.hall.id, place, None, paper.number, facts, work.now)
    return place


def receipt(look: Look, number: str, day: date) -> Slip:
    """The paper with which a citizen comes back on `day`."""
    if not (look.today < day <= look.today + FARTHEST) or not look.furniture.calendar.is_working_day(day):
        raise NoWorkingDay(day=f"{day:%d/%m/%Y}")
    try:
        series, sequence = numbering.parse(number)
    except ValueError:
        raise NotFound(kind="ticket", id=number) from None
    ticket = tickets.by_number(look.db, look.hall.id, look.today, series, sequence)
    if ticket is None:
        raise NotFound(kind="ticket", id=number)
    procedure = look.furniture.procedure(ticket.procedure)
    return _come_back(look, day, procedure, (("Số thứ tự hôm nay", ticket.number),))


def file_receipt(look: Look, file: File) -> Slip:
    """The paper with which a citizen comes back for `file`; its QR is read by the kiosk."""
    if file.due_at is None:
        raise NoWorkingDay(day="–")
    rows = (("Số hồ sơ", file.number),) if file.number else ()
    version = look.furniture.version(file.procedure, file.version)
    return _come_back(look, look.hall.day(file.due_at), version, rows, link_of(file))


def appointment_paper(look: Look, booked: Appointment, link: str) -> Slip:
    """The paper of an appointment: its code large, as it is typed at the kiosk, and `link` as QR."""
    procedure, queue = look.furniture.procedure(booked.procedure), look.furniture.queue(booked.queue)
    at = f"{look.hall.local(booked.starts_at):%H:%M}"
    people = (("Số người", str(booked.people)),) if booked.people > 1 else ()
    things = named(procedure.bring, "vi").split(";") if procedure else []
    return Slip(
        number=spoken(booked.code),
        centre=(named(look.hall.unit, "vi"), named(look.hall.names, "vi")),
        title="PHIẾU LỊCH HẸN",
        sign=queue.pictogram,
        procedure=named(procedure.short_names, "vi") if procedure else booked.procedure,
        table=(("Ngày", f"{hours.weekday(booked.day, 'vi')}, {booked.day:%d/%m/%Y}"), ("Giờ", at), *people),
        notes=("Khi đến, xin nhập mã này hoặc đưa mã vạch vào máy lấy số.",),
        link=link,
        bring=tuple(each.strip() for each in things if each.strip()),
        second_language=(f"Your appointment: {booked.day:%d/%m/%Y}, {at}. Type the code at the kiosk.",),
        issued_at=look.hall.local(look.now),
        thanks="Cảm ơn ông/bà.",
    )


def link_of(file: File) -> str:
    """What the QR of a file's receipt says."""
    return f"{RECEIPT_MARK}{file.token}"


def _come_back(
    look: Look,
    day: date,
    procedure: Procedure | None,
    rows: Sequence[tuple[str, str]],
    link: str | None = None,
) -> Slip:
    hours = ", ".join(f"{s.start:%H:%M}–{s.end:%H:%M}" for s in sorted(look.furniture.calendar.sessions))
    return Slip(
        number=f"{day:%d/%m/%Y}",
        centre=(named(look.hall.unit, "vi"), named(look.hall.names, "vi")),
        title="GIẤY HẸN TRẢ KẾT QUẢ",
        sign="result",
        procedure=named(procedure.short_names, "vi") if procedure else "",
        counters=_where(look),
        table=(*rows, ("Giờ trả kết quả", hours)),
        link=link,
        bring=("Giấy hẹn này", "Căn cước"),
        second_language=(f"Please come back for your result on {day:%d/%m/%Y}.",),
        issued_at=look.hall.local(look.now),
        thanks="Cảm ơn ông/bà.",
    )


def _where(look: Look) -> str:
    """The counters at which results are handed out: those of the queue with that sign."""
    queue = next((each.code for each in look.furniture.queues if each.pictogram == "result"), None)
    counters = [each for each in halls.counters(look.db, look.hall.id) if queue in each.queues]
    labels = (each.label("vi").replace(" ", NO_BREAK) for each in counters)
    return f"Nhận tại: {', '.join(labels)}" if counters else ""


def day_sheet(look: Look) -> Slip:
    """The totals of today for the file, all queues and each."""
    today = look.today
    (total,) = wait_times.times(look, today, today, "day") or [None]
    queues = wait_times.times(look, today, today, "queue")
    return Slip(
        number=f"{today:%d/%m}",
        centre=(named(look.hall.unit, "vi"), named(look.hall.names, "vi")),
        title="TỔNG HỢP TRONG NGÀY",
        table=(*_totals(total), *_each(queues)),
        issued_at=look.hall.local(look.now),
        footer="Chờ: 9 trên 10 người chờ không lâu hơn. Số lấy từ giấy không tính vào thời gian chờ.",
    )


def _totals(row: Row | None) -> Iterable[tuple[str, str]]:
    if row is None:
        return [("Số đã phát", "0")]
    share = row.wait.within_target
    return [
        ("Số đã phát", str(row.issued)),
        ("Đã phục vụ", str(row.served)),
        ("Không đến", str(row.no_show)),
        ("Chờ trung bình", _minutes(row.wait.mean_s)),
        ("Chờ (9 trên 10 người)", _minutes(row.wait.p90_s)),
        ("Chờ lâu nhất", _minutes(row.wait.max_s)),
        ("Gọi trong thời gian mục tiêu", "–" if share is None else f"{share * 100:.0f} %"),
        ("Phục vụ trung bình", _minutes(row.service.mean_s)),
    ]


def _each(rows: Iterable[Row]) -> Iterable[tuple[str, str]]:
    return [
        (f"{row.key} · {row.label}", f"{row.served}/{row.issued}, {_minutes(row.wait.p90_s)}") for row in rows
    ]


def _minutes(seconds: float | None) -> str:
    return "–" if seconds is None else f"{seconds / 60:.0f} phút"
