"""The self-test page: is the width right, do all Vietnamese letters print, does the QR read."""

from __future__ import annotations

from datetime import datetime

from printer.slip import Slip

LETTERS = "ăâđêôơư áàảãạ ấầẩẫậ ắằẳẵặ éèẻẽẹ ếềểễệ íìỉĩị óòỏõọ ốồổỗộ ớờởỡợ úùủũụ ứừửữự ýỳỷỹỵ"


def trial_slip(url: str, width: int, now: datetime | None = None) -> Slip:
    """A slip that nobody can take for a ticket; print it with `TRIAL_TEMPLATE`."""
    return Slip(
        number="TEST",
        centre=("PHIẾU IN THỬ", "TEST SLIP"),
        procedure="Đây không phải là số thứ tự",
        table=(
            ("Máy in", url.split("?")[0]),
            ("Bề ngang", f"{width} điểm, {width // 8} mm"),
        ),
        notes=(LETTERS, LETTERS.upper()),
        second_language=("This is not a ticket. The frame above must be whole at both sides.",),
        link="test-slip",
        issued_at=now or datetime.now().astimezone(),
        thanks="Khung phía trên phải đủ hai bên.",
    )
