"""The test slip: every block filled, and every Vietnamese letter with its marks."""

from __future__ import annotations

from datetime import datetime

from printer.slip import Slip

LETTERS = "ăâđêôơư áàảãạ ấầẩẫậ ắằẳẵặ éèẻẽẹ ếềểễệ íìỉĩị óòỏõọ ốồổỗộ ớờởỡợ úùủũụ ứừửữự ýỳỷỹỵ"


def trial_slip(now: datetime | None = None) -> Slip:
    """A slip that nobody can take for a ticket; its number is `TEST`."""
    return Slip(
        number="TEST",
        centre=("PHIẾU IN THỬ", "TEST SLIP"),
        procedure="Kiểm tra máy in",
        counters="Đây không phải là số thứ tự",
        notes=(LETTERS, LETTERS.upper()),
        second_language=("This is not a ticket.",),
        issued_at=now or datetime.now().astimezone(),
        thanks="Máy in hoạt động tốt.",
    )
