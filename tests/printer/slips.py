"""Slips that the tests print."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from printer.slip import Slip

LINK = "http://192.168.1.10:8000/t/Zk3vQ0yX7mWb2tRnLs9aPg"


def slip(**changes: Any) -> Slip:
    """A full slip of Bát Mọt, with `changes`."""
    values: dict[str, Any] = {
        "number": "A012",
        "centre": ("TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG", "XÃ BÁT MỌT"),
        "title": "SỐ THỨ TỰ",
        "procedure": "Chứng thực bản sao từ bản chính",
        "counters": "Quầy 1, Quầy 4",
        "ahead": "Trước ông/bà: 5 người",
        "wait": "Chờ khoảng 10–25 phút",
        "bring": ("Mang theo: bản chính giấy tờ, căn cước",),
        "second_language": ("Certified copy · Counters 1, 4", "5 people ahead · about 10–25 minutes"),
        "link": LINK,
        "check_code": "Mã kiểm tra: K7P C4X",
        "issued_at": datetime(2026, 10, 12, 7, 45, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")),
        "thanks": "Cảm ơn ông/bà đã chờ.",
        "footer": "Vui lòng giữ phiếu đến khi xong việc.",
    }
    return Slip(**values | changes)
