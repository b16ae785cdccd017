"""Languages that people in the hall may speak besides Vietnamese, each called as its speakers call it."""

from __future__ import annotations

from collections.abc import Mapping

TONGUES: Mapping[str, str] = {
    "tai": "Thái",
    "hmong": "Mông",
    "dao": "Dao",
    "tay": "Tày",
    "nung": "Nùng",
    "muong": "Mường",
    "khmu": "Khơ Mú",
    "lao": "Lào",
    "en": "English",
}
"""By our own language id, as tickets carry it."""
