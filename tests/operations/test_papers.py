"""Receipts and the totals of a day come out of the slip printer."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from printer.slip import Slip
from printer.template import default_template
from queue_server.domain.errors import AppointmentOver, NotFound, NoWorkingDay
from queue_server.operations import appointments as booking
from queue_server.operations import layouts, papers
from queue_server.operations.appointments import Booking
from queue_server.operations.spooling import StoredJobs
from tests.hall import HALL, TestHall
from tests.people import BIRTH, HOA, TUAN

TUESDAY, SUNDAY = date(2026, 10, 20), date(2026, 10, 18)


def printed(hall: TestHall) -> Slip:
    job = StoredJobs(hall.store, HALL).take("P1")
    assert job is not None
    assert job.template == default_template(576)
    return job.slip


def test_a_receipt_says_when_and_where_to_come_back(hall: TestHall) -> None:
    hall.takes(BIRTH)
    StoredJobs(hall.store, HALL).take("P1")
    with hall.work(HOA) as work:
        assert papers.print_receipt(work, "h001", TUESDAY) == "P1"
    slip = printed(hall)
    assert (slip.number, slip.title) == ("20/10/2026", "GIẤY HẸN TRẢ KẾT QUẢ")
    assert slip.procedure == "Đăng ký khai sinh"
    assert slip.counters == "Nhận tại: Quầy\u00a01, Quầy\u00a04"
    assert slip.table == (("Số thứ tự hôm nay", "H001"), ("Giờ trả kết quả", "07:30–11:30, 13:30–17:00"))


@pytest.mark.parametrize(
    "day", [SUNDAY, date(2026, 10, 12), date(2026, 10, 1), date(2028, 1, 4), date(2027, 1, 1)]
)
def test_nobody_is_sent_away_to_a_day_on_which_nothing_is_handed_out(hall: TestHall, day: date) -> None:
    hall.takes(BIRTH)
    with pytest.raises(NoWorkingDay), hall.work(HOA) as work:
        papers.print_receipt(work, "H001", day)


@pytest.mark.parametrize("number", ["H002", "", "H", "\x1b@"])
def test_a_receipt_needs_a_number_of_today(hall: TestHall, number: str) -> None:
    hall.takes(BIRTH)
    with pytest.raises(NotFound), hall.work(HOA) as work:
        papers.print_receipt(work, number, TUESDAY)


def test_an_appointment_on_paper_says_code_day_time_and_what_to_bring(hall: TestHall) -> None:
    with hall.work(HOA) as work:
        booking.set_limit(work, "H", 2)
        at = datetime(2026, 10, 14, 2, 0, tzinfo=UTC)
        booked = booking.book(work, Booking(BIRTH, at, people=2))
        assert papers.print_appointment(work, booked, f"http://192.168.1.10/book/{booked.code}") == "P1"
    slip = printed(hall)
    assert slip.number.replace(" ", "") == booked.code
    assert (slip.title, slip.procedure) == ("PHIẾU LỊCH HẸN", "Đăng ký khai sinh")
    assert slip.table == (("Ngày", "Thứ Tư, 14/10/2026"), ("Giờ", "09:00"), ("Số người", "2"))
    assert slip.link == f"http://192.168.1.10/book/{booked.code}"


def test_an_appointment_that_was_called_off_is_not_printed(hall: TestHall) -> None:
    with hall.work(HOA) as work:
        booking.set_limit(work, "H", 2)
        booked = booking.book(work, Booking(BIRTH, datetime(2026, 10, 14, 2, 0, tzinfo=UTC)))
        off = booking.call_off(work, booked.code)
    with pytest.raises(AppointmentOver), hall.work(HOA) as work:
        papers.print_appointment(work, off, booked.code)


def test_the_day_sheet_holds_the_totals_of_the_reports(hall: TestHall) -> None:
    for _ in range(3):
        hall.takes()
    hall.passes(minutes=10)
    hall.opens()
    hall.serves(minutes=4)
    hall.serves(minutes=6)
    with hall.work(TUAN) as work:
        papers.print_day_sheet(work)
        sheet = papers.day_sheet(work)
    rows = dict(sheet.table)
    assert (rows["Số đã phát"], rows["Đã phục vụ"], rows["Không đến"]) == ("3", "2", "0")
    assert (rows["Chờ lâu nhất"], rows["Phục vụ trung bình"]) == ("14 phút", "5 phút")
    assert rows["A · Chứng thực"] == "2/3, 14 phút"


def test_a_day_without_a_ticket_has_its_sheet_too(hall: TestHall) -> None:
    with hall.work(TUAN) as work:
        papers.print_day_sheet(work)
    assert printed(hall).table == (("Số đã phát", "0"),)


def test_another_paper_keeps_its_table_whatever_the_layout_of_slips_is(hall: TestHall) -> None:
    bare = layouts.usual("80mm")
    for row in bare["rows"]:
        row["on"] = row["block"] == "number"
    with hall.work(TUAN) as work:
        layouts.save(work, "80mm", bare)
        papers.print_day_sheet(work)
    printed(hall)
