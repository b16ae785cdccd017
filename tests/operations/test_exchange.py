"""Due dates come from the dossier system and go to it as tables."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from queue_server.domain.files import FileState
from queue_server.operations import exchange, files
from queue_server.operations.exchange import DueFault, FaultyDates, Report
from queue_server.operations.files import Reception
from queue_server.storage import files as stored
from tests.hall import HALL, TestHall
from tests.people import BIRTH, LAN, LAND

NUMBER = "H56.12-261012-0007"


def csv_of(*rows: str) -> bytes:
    return "\n".join(rows).encode("utf-8-sig")


def examined(hall: TestHall, data: bytes) -> Report:
    with hall.look() as look:
        return exchange.examine(look, exchange.read(data))


def takes(hall: TestHall, data: bytes, skip_faulty: bool = False) -> int:
    with hall.work(LAN) as work:
        return exchange.take(work, exchange.examine(work, exchange.read(data)), skip_faulty)


@pytest.fixture
def known(hall: TestHall) -> TestHall:
    with hall.work(LAN) as work:
        files.receive(work, LAND, Reception(NUMBER))
    return hall


def test_the_authority_dates_our_files_and_adds_its_own(known: TestHall) -> None:
    data = csv_of(
        "Số hồ sơ;Mã thủ tục;Ngày nhận;Ngày hẹn trả;Trạng thái",
        f"{NUMBER};;;30/10/2026;Đã có kết quả",
        f"H56.12-1;{BIRTH};09/10/2026;12/10/2026;",
    )
    report = examined(known, data)
    assert (len(report.new), len(report.changed), report.faulty) == (1, 1, [])
    assert takes(known, data) == 2
    with known.look() as look:
        ours, theirs = (stored.by_number(look.db, HALL, number) for number in (NUMBER, "H56.12-1"))
        assert ours is not None
        assert theirs is not None
        assert (ours.state, ours.due_at) == (FileState.READY, datetime(2026, 10, 30, 10, tzinfo=UTC))
        assert (theirs.procedure, theirs.received_at) == (BIRTH, datetime(2026, 10, 9, 0, 30, tzinfo=UTC))
    assert known.last_entry().reason == exchange.AUTHORITY
    again = examined(known, data)
    assert (again.same, again.changes) == (2, [])


def test_what_is_written_can_be_read_again(known: TestHall) -> None:
    with known.look() as look:
        rows = list(exchange.written(look, date(2026, 1, 1)))
    assert rows[0][:4] == (NUMBER, LAND, "direct", "2026-10-12")
    data = csv_of(",".join(exchange.HEADINGS), *(",".join(row) for row in rows))
    assert examined(known, data).same == 1


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (f",{LAND},,,", DueFault.MISSING),
        ("H1,,,,", DueFault.MISSING),
        ("H1,9.999999,,,", DueFault.NO_PROCEDURE),
        (f"H\x1b1,{LAND},,,", DueFault.NUMBER),
        (f"{'1' * 41},{LAND},,,", DueFault.NUMBER),
        (f"H1,{LAND},pigeon,,", DueFault.CHANNEL),
        (f"H1,{LAND},,2026-10-09,lost", DueFault.STATE),
        (f"H1,{LAND},,soon,", DueFault.DAY),
        (f"H1,{LAND},,0001-01-01,", DueFault.DAY),
        (f"H1,{LAND},,2026-10-09,", DueFault.BEFORE),
    ],
)
def test_a_faulty_row_is_named_and_nothing_goes_in(known: TestHall, row: str, fault: DueFault) -> None:
    data = csv_of("number,procedure,channel,due,state", row, f"H2,{LAND},,2026-10-30,")
    assert [each.fault for each in examined(known, data).faulty] == [fault]
    with pytest.raises(FaultyDates, match="Line 2"):
        takes(known, data)
    assert takes(known, data, skip_faulty=True) == 1
