"""`python -m tests.printer.pictures`: the pictures of slips in `docs/printers/`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from PIL import Image

from printer.layout import render
from printer.sample import trial_slip
from printer.slip import Slip
from printer.template import SHORT_TEMPLATE, TRIAL_TEMPLATE, template_of
from tests.printer.slips import slip

FOLDER = Path(__file__).parents[2] / "docs" / "printers"
MORNING = datetime(2026, 10, 12, 7, 45, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
CENTRE = ("TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG", "XÃ BÁT MỌT")
LONG = (
    "Chứng thực bản sao từ bản chính giấy tờ, văn bản do cơ quan, tổ chức có thẩm quyền của Việt Nam; "
    "cơ quan, tổ chức có thẩm quyền của nước ngoài; cơ quan, tổ chức có thẩm quyền của Việt Nam liên kết "
    "với cơ quan, tổ chức có thẩm quyền của nước ngoài cấp hoặc chứng nhận"
)
FAMILY = {
    "number": "H007",
    "sign": "family",
    "procedure": "Đăng ký khai sinh",
    "counters": "Quầy 2, Quầy 4",
    "ahead": "Trước ông/bà: 2 người",
    "wait": "Chờ khoảng 5–15 phút",
    "bring": ("Giấy chứng sinh", "Căn cước của cha, mẹ", "Giấy chứng nhận kết hôn (nếu có)"),
    "second_language": ("Birth registration · Counters 2, 4", "2 people ahead · about 5–15 minutes"),
}
PLAIN = {
    "blocks": [
        {"block": "centre", "size": 30, "weight": 700},
        {"block": "line", "size": 6, "above": 12},
        {"block": "number", "size": 200, "weight": 800, "above": 30},
        {"block": "counters", "size": 44, "weight": 700, "above": 30},
        {"block": "text", "text": "Mời ông/bà ngồi ở hàng ghế bên trái.", "size": 26, "above": 20},
        {"block": "time", "size": 24, "above": 16},
    ]
}


def receipt() -> Slip:
    """The paper with which a citizen comes back for a result: a slip like any other."""
    return Slip(
        number="20/10/2026",
        centre=CENTRE,
        title="GIẤY HẸN TRẢ KẾT QUẢ",
        sign="result",
        procedure="Đăng ký kết hôn",
        counters="Nhận tại: Quầy 1, Quầy 4",
        table=(("Số thứ tự hôm nay", "H007"), ("Giờ trả kết quả", "07:30–11:30, 13:30–17:00")),
        bring=("Giấy hẹn này", "Căn cước"),
        second_language=("Please come back for your result on 20/10/2026.",),
        issued_at=MORNING,
        thanks="Cảm ơn ông/bà.",
    )


def day_sheet() -> Slip:
    """The totals of a day, for the file."""
    return Slip(
        number="12/10",
        centre=("XÃ BÁT MỌT",),
        title="TỔNG HỢP TRONG NGÀY",
        table=(
            ("Số đã phát", "87"),
            ("Đã phục vụ", "81"),
            ("Không đến", "4"),
            ("Chờ trung bình", "9 phút"),
            ("Chờ (9 trên 10 người)", "17 phút"),
            ("Chờ lâu nhất", "31 phút"),
            ("Gọi trong thời gian mục tiêu", "84 %"),
            ("Phục vụ trung bình", "6 phút"),
            ("Hàng chờ", "phục vụ/phát, chờ"),
            ("A · Chứng thực", "45/47, 14 phút"),
            ("H · Hộ tịch", "36/40, 19 phút"),
        ),
        issued_at=MORNING.replace(hour=17, minute=5),
        footer="Chờ: 9 trên 10 người chờ không lâu hơn. Số lấy từ giấy không tính vào thời gian chờ.",
    )


PICTURES: dict[str, Callable[[], Image.Image]] = {
    "full-80mm": lambda: render(slip(sign="stamp"), 576),
    "full-58mm": lambda: render(slip(**FAMILY), 384),
    "full-512": lambda: render(slip(**FAMILY), 512),
    "plain-80mm": lambda: render(
        Slip(number="K031", procedure="Hòa giải tranh chấp đất đai", issued_at=MORNING)
    ),
    "reprint-80mm": lambda: render(slip(**FAMILY, reprint=True), 576),
    "long-name-80mm": lambda: render(slip(procedure=LONG, sign="stamp"), 576),
    "lao-80mm": lambda: render(
        slip(sign="stamp", second_language=("ສຳເນົາຢັ້ງຢືນ · ຊ່ອງ 1, 4", "ກ່ອນໜ້າທ່ານ 5 ຄົນ")), 576
    ),
    "receipt-80mm": lambda: render(receipt(), 576),
    "day-sheet-58mm": lambda: render(day_sheet(), 384),
    "self-test-80mm": lambda: render(
        trial_slip("tcp://192.168.1.50:9100", 576, MORNING), 576, TRIAL_TEMPLATE
    ),
    "short-58mm": lambda: render(slip(**FAMILY), 384, SHORT_TEMPLATE),
    "own-layout-80mm": lambda: render(slip(), 576, template_of(PLAIN, 576)),
}


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, drawn in PICTURES.items():
        drawn().save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
