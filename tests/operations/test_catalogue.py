"""A catalogue comes as a spreadsheet: what would change is told first, and faulty rows are named."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook

from queue_server.domain.actor import SYSTEM
from queue_server.domain.hall import Procedure
from queue_server.domain.short_names import proposed
from queue_server.operations import catalogue, tables
from queue_server.operations.catalogue import Fault, FaultyCatalogue, Report
from queue_server.operations.tables import UnreadableTable
from queue_server.storage import halls
from tests.hall import HALL, TestHall
from tests.people import BIRTH, COPY

TODAY = date(2026, 10, 12)


def csv_of(*rows: str) -> bytes:
    return "\n".join(rows).encode("utf-8-sig")


def sheet(*rows: list[Any], merge: str = "") -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    if merge:
        book.active.merge_cells(merge)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def examined(hall: TestHall, data: bytes) -> Report:
    with hall.look() as look:
        return catalogue.examine(look, catalogue.read(data))


def takes(hall: TestHall, data: bytes, skip_faulty: bool = False) -> int:
    with hall.work(SYSTEM) as work:
        report = catalogue.examine(work, catalogue.read(data))
        return catalogue.take(work, report, skip_faulty)


def versions(hall: TestHall, code: str) -> list[Procedure]:
    with hall.look() as look:
        return [each for each in halls.procedures(look.db, HALL) if each.code == code]


def test_a_provincial_list_of_shorter_times_needs_two_columns(hall: TestHall) -> None:
    report = examined(hall, csv_of("Mã thủ tục;Thời hạn cam kết", f"{BIRTH};4 giờ", f"{COPY};trong ngày"))
    assert [each.what for each in report.changed] == [("committed",), ("committed",)]
    assert takes(hall, csv_of("code,committed", f"{BIRTH},4 giờ")) == 1
    old, new = versions(hall, BIRTH)
    assert (old.valid_to, new.valid_from, new.committed) == (date(2026, 10, 11), TODAY, {"": "4 hours"})
    assert (new.names, new.statutory, new.queue) == (old.names, old.statutory, old.queue)
    assert examined(hall, csv_of("code,committed", f"{BIRTH},4 giờ")).same == 1


def test_a_dry_run_changes_nothing(hall: TestHall) -> None:
    before = versions(hall, BIRTH)
    assert len(examined(hall, csv_of("code,name_vi", f"{BIRTH},Tên mới")).changed) == 1
    assert versions(hall, BIRTH) == before


def test_a_version_may_begin_later(hall: TestHall) -> None:
    takes(hall, csv_of("code,name_vi,valid_from,decision", f"{BIRTH},Tên mới,01/01/2027,163/QĐ-BTP"))
    with hall.look() as look:
        now, then = (look.furniture.offer(BIRTH, day) for day in (TODAY, date(2027, 1, 1)))
        assert now.names["vi"] == "Thủ tục đăng ký khai sinh"
        assert (then.names["vi"], then.decision) == ("Tên mới", "163/QĐ-BTP")
        found = look.furniture.search([BIRTH], TODAY)
    assert [each.valid_from for each in found] == [date(2000, 1, 1)]


@pytest.mark.parametrize(
    ("typed", "queue", "codes"),
    [
        ("dang ky khai sinh", None, {BIRTH}),
        (f"sinh {BIRTH}", "H", {BIRTH}),
        ("khai sinh", "D", set()),
        ("kh@i", None, set()),
    ],
)
def test_a_procedure_is_found_by_words_in_any_order(
    hall: TestHall, typed: str, queue: str | None, codes: set[str]
) -> None:
    with hall.look() as look:
        found = look.furniture.search(typed.split(), TODAY, queue)
        first = look.furniture.search([], TODAY, most=3)
    assert codes <= {each.code for each in found}
    assert bool(found) == bool(codes)
    assert first == sorted(first, key=lambda each: each.code)[:3]
    assert len(first) == 3


def test_a_chosen_short_name_holds_now_and_in_versions_to_come(hall: TestHall) -> None:
    takes(hall, csv_of("code,name_vi,valid_from", f"{BIRTH},Tên mới,01/01/2027"))
    with hall.work(SYSTEM) as work:
        catalogue.name_shortly(work, BIRTH, "Khai sinh")
    assert [each.short_names["vi"] for each in versions(hall, BIRTH)] == ["Khai sinh", "Khai sinh"]


def test_a_procedure_is_found_by_the_short_name_that_somebody_chose(hall: TestHall) -> None:
    with hall.work(SYSTEM) as work:
        catalogue.name_shortly(work, BIRTH, "Em bé mới chào đời")
    with hall.look() as look:
        assert [each.code for each in look.furniture.search(["em be moi"], TODAY)] == [BIRTH]


def test_what_belongs_to_the_hall_is_no_new_version(hall: TestHall) -> None:
    takes(hall, csv_of("code,short_vi,bring_vi", f"{BIRTH},Khai sinh,Giấy chứng sinh"))
    (one,) = versions(hall, BIRTH)
    assert (one.short_names["vi"], one.bring["vi"]) == ("Khai sinh", "Giấy chứng sinh")


def test_texts_are_put_into_one_shape_and_short_names_proposed(hall: TestHall) -> None:
    name = "Thủ tục đăng ký lại khai sinh (áp dụng\n cho người đã mất giấy tờ)"
    takes(hall, csv_of("code,field,name_vi", f'9.000001,Hộ tịch,"{name}"'))
    (one,) = versions(hall, "9.000001")
    assert one.names["vi"] == "Thủ tục đăng ký lại khai sinh (áp dụng cho người đã mất giấy tờ)"
    assert (one.short_names["vi"], one.proposed, one.queue) == ("Đăng ký lại khai sinh", True, "H")
    with hall.work(SYSTEM) as work:
        catalogue.name_shortly(work, "9.000001", "Khai sinh lại")
    (one,) = versions(hall, "9.000001")
    assert (one.short_names["vi"], one.proposed) == ("Khai sinh lại", False)


def test_2272_rows_with_40_faulty_ones_go_in_without_them_or_not_at_all(hall: TestHall) -> None:
    rows = [f"7.{n:06},A,Thủ tục thứ {n},5 ngày làm việc" for n in range(2272)]
    for n in range(0, 2000, 50):
        rows[n] = rows[n].replace("5 ngày làm việc", "5")
    data = csv_of("code,queue,name_vi,statutory", *rows)
    report = examined(hall, data)
    assert (len(report.new), len(report.faulty)) == (2232, 40)
    assert [(each.line, each.fault, each.value) for each in report.faulty[:2]] == [
        (2, Fault.TERM, "5"),
        (52, Fault.TERM, "5"),
    ]
    with pytest.raises(FaultyCatalogue, match="Line 2: 5 is no term"):
        takes(hall, data)
    assert versions(hall, "7.000001") == []
    assert takes(hall, data, skip_faulty=True) == 2232
    assert versions(hall, "7.000000") == []
    assert len(versions(hall, "7.000001")) == 1


@pytest.mark.parametrize(
    ("head", "row", "fault"),
    [
        ("code,name_vi", ",Tên", Fault.MISSING),
        ("code,queue", "9.1,A", Fault.MISSING),
        ("code,name_vi,queue", "9.1,Tên,Z", Fault.NO_QUEUE),
        ("code,name_vi,field", "9.1,Tên,Hàng hải", Fault.NO_FIELD),
        ("code,name_vi", "9.1,Tên", Fault.MISSING),
        ("code,name_vi,queue", f"9.1,{'x' * 2001},A", Fault.TOO_LONG),
        ("code,name_vi,queue", "9\x1b.1,Tên,A", Fault.CONTROL),
        ("code,name_vi,queue,committed", "9.1,Tên,A,soon", Fault.TERM),
        ("code,name_vi,queue,valid_from", "9.1,Tên,A,tomorrow", Fault.DAY),
        ("code,name_vi,queue,valid_to", "9.1,Tên,A,31/02/2027", Fault.DAY),
        ("code,name_vi,queue,portal", "9.1,Tên,A,javascript:alert(1)", Fault.ADDRESS),
    ],
)
def test_a_faulty_row_is_named(hall: TestHall, head: str, row: str, fault: Fault) -> None:
    report = examined(hall, csv_of(head, row))
    assert [each.fault for each in report.faulty] == [fault]
    assert report.changes == []


def test_a_row_that_stands_there_twice_goes_in_once(hall: TestHall) -> None:
    report = examined(hall, csv_of("code,name_vi,queue", "9.1,Một,A", "9.1,Hai,A"))
    assert ([len(report.new), report.faulty[0].fault]) == [1, Fault.TWICE]


def test_a_spreadsheet_loses_no_zeros_of_a_code(hall: TestHall) -> None:
    report = examined(
        hall, sheet(["code", "name_vi", "queue"], [2.00072, "Tên", "A"], [1.001193, "Tên", "H"])
    )
    assert [each.row["code"] for each in report.changes] == ["2.000720", "1.001193"]


def test_a_formula_is_no_value(hall: TestHall) -> None:
    report = examined(hall, sheet(["code", "name_vi", "queue"], ["9.1", "=1+1", "A"]))
    assert [(each.fault, each.value) for each in report.faulty] == [(Fault.FORMULA, "name_vi")]


def test_joined_cells_are_told(hall: TestHall) -> None:
    rows = (["code", "name_vi", "field"], ["9.1", "Một", "Hộ tịch"], ["9.2", "Hai", None])
    report = examined(hall, sheet(*rows, merge="C2:C3"))
    assert report.merged
    assert [each.fault for each in report.faulty] == [Fault.MISSING]


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"\0" * (tables.LARGEST_UNPACKED + 1))
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "names no column"),
        (b"a,b\n1,2\n", "names no column"),
        ("code,name_vi\n9.1,Hộ\n".encode("utf-16"), "UTF-8"),
        ("code,name_vi\n9.1,Hộ".encode("cp1258", "replace") + b"\xff", "UTF-8"),
        (b"PK\x03\x04 and nothing else", "no sound XLSX"),
        (sheet(["code"], ["9.1"])[:-200], "no sound XLSX"),
        (b"code\n" + b"1\n" * (tables.MOST_ROWS + 1), "rows"),
        (b"x" * (tables.LARGEST_BYTES + 1), "larger"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(data: bytes, why: str) -> None:
    with pytest.raises(UnreadableTable, match=why):
        catalogue.read(data)


def test_a_zip_bomb_is_not_unpacked() -> None:
    with pytest.raises(UnreadableTable, match="far more than a table needs"):
        catalogue.read(bomb())


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Thủ tục đăng ký khai sinh", "Đăng ký khai sinh"),
        ("Chứng thực di chúc", "Chứng thực di chúc"),
        ("Việc sửa đổi, bổ sung giao dịch", "Sửa đổi"),
        (
            "Cấp giấy chứng nhận đăng ký hộ kinh doanh cho người nộp hồ sơ",
            "Cấp giấy chứng nhận đăng ký hộ kinh…",
        ),
    ],
)
def test_a_short_name_is_the_first_clause(name: str, short: str) -> None:
    assert proposed(name) == short
    assert len(proposed(name)) <= 40


def test_of_two_versions_in_one_file_the_earlier_ends_before_the_later(hall: TestHall) -> None:
    rows = (f"{BIRTH},Tên sau,01/03/2027,", f"{BIRTH},Tên giữa,01/01/2027,", "9.000001,Thủ tục mới,,")
    takes(hall, csv_of("code,name_vi,valid_from,queue", *rows[:2], f"{rows[2]}H"))
    assert [(each.valid_from, each.valid_to) for each in versions(hall, BIRTH)] == [
        (date(2000, 1, 1), date(2026, 12, 31)),
        (date(2027, 1, 1), date(2027, 2, 28)),
        (date(2027, 3, 1), None),
    ]


def test_a_version_that_reaches_into_the_next_is_faulty(hall: TestHall) -> None:
    rows = (f"{BIRTH},Tên giữa,01/01/2027,01/03/2027", f"{BIRTH},Tên sau,01/03/2027,")
    data = csv_of("code,name_vi,valid_from,valid_to", *rows)
    report = examined(hall, data)
    assert [(each.line, each.fault, each.value) for each in report.faulty] == [
        (2, Fault.OVERLAP, "01/03/2027")
    ]
    with pytest.raises(FaultyCatalogue, match="Line 2: this version holds to 01/03/2027, but the next one"):
        takes(hall, data)
    with hall.work(SYSTEM) as work:
        assert catalogue.take(work, report, skip_faulty=True) == 1
    assert [each.valid_from for each in versions(hall, BIRTH)] == [date(2000, 1, 1), date(2027, 3, 1)]


def test_versions_that_begin_on_one_day_or_end_before_they_begin_are_faulty(hall: TestHall) -> None:
    rows = (f"{BIRTH},Một,2027-01-01,", f"{BIRTH},Hai,01/01/2027,", f"{COPY},Ba,2027-01-01,2026-12-31")
    report = examined(hall, csv_of("code,name_vi,valid_from,valid_to", *rows))
    assert [(each.line, each.fault) for each in report.faulty] == [(3, Fault.TWICE), (4, Fault.ENDS_EARLY)]


def test_a_procedure_ends_on_the_day_that_a_file_says_and_keeps_that_day(hall: TestHall) -> None:
    ends = csv_of("code,valid_to", f"{BIRTH},31/12/2026")
    assert [each.what for each in examined(hall, ends).changed] == [("valid_to",)]
    takes(hall, ends)
    assert examined(hall, ends).same == 1
    takes(hall, csv_of("code,bring_vi", f"{BIRTH},Giấy chứng sinh"))
    (one,) = versions(hall, BIRTH)
    assert (one.valid_to, one.bring["vi"]) == (date(2026, 12, 31), "Giấy chứng sinh")
