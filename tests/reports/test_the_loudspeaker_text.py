"""The month's text for the village loudspeakers, made from the hall's calendar and figures."""

from __future__ import annotations

from datetime import date

import pytest

from queue_server.reports.loudspeaker import Announcement, announcement, month_after
from tests.hall import TestHall
from tests.people import BIRTH, MINH


def read_out(hall: TestHall, month: date) -> Announcement:
    with hall.look() as look:
        return announcement(look, month)


@pytest.mark.parametrize(
    ("day", "after"),
    [
        (date(2026, 10, 12), date(2026, 11, 1)),
        (date(2026, 12, 31), date(2027, 1, 1)),
        (date(2027, 1, 31), date(2027, 2, 1)),
    ],
)
def test_the_next_month_is_announced(day: date, after: date) -> None:
    assert month_after(day) == after


def test_the_hours_are_told_as_they_are_spoken(hall: TestHall) -> None:
    text = str(read_out(hall, date(2026, 12, 1)))
    assert "Trung tâm Phục vụ hành chính công Xã Bát Mọt" in text
    assert "tháng 12 năm 2026" in text
    assert "từ thứ Hai đến thứ Sáu, từ 7 giờ 30 đến 11 giờ 30 và từ 13 giờ 30 đến 17 giờ." in text
    assert "Trong tháng không có ngày nghỉ lễ." in text


def test_holidays_in_a_row_are_told_as_one(hall: TestHall) -> None:
    text = str(read_out(hall, date(2027, 2, 1)))
    assert "nghỉ Tết Nguyên Đán từ thứ Năm ngày 4 tháng 2 đến hết thứ Tư ngày 10 tháng 2." in text
    assert "thứ Sáu ngày 1 tháng 1" in str(read_out(hall, date(2027, 1, 1)))


def test_a_new_hall_gives_no_advice_that_it_does_not_know(hall: TestHall) -> None:
    text = str(read_out(hall, date(2026, 12, 1)))
    assert "Theo số liệu" not in text
    assert "Những việc được hỏi nhiều" not in text
    assert "xin bà con mang theo căn cước" in text


def test_the_best_hour_and_what_is_asked_for_come_from_the_halls_own_figures(hall: TestHall) -> None:
    hall.opens(MINH, "2")
    for wait_min in (2, 30):
        for _ in range(20):
            hall.takes(BIRTH)
        hall.passes(minutes=wait_min)
        for _ in range(20):
            called = hall.calls(MINH, "2")
            assert called is not None
            for verb in ("start", "finish"):
                hall.does(verb, called, MINH)
        hall.passes(minutes=60)
    text = str(read_out(hall, date(2026, 12, 1)))
    assert "bà con đến khoảng 7 đến 8 giờ chờ ít nhất, thường khoảng 2 phút" in text
    assert "đông nhất là khoảng 8 đến 9 giờ, thường chờ khoảng 30 phút" in text
    assert "Những việc được hỏi nhiều cần có: " in text


def test_how_long_it_takes_to_read_is_told() -> None:
    assert Announcement("", (" ".join(["từ"] * 130), " ".join(["từ"] * 65))).seconds == 90
