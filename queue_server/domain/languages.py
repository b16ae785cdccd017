"""The languages that people in these halls speak, by our own ids, each by the name its readers know."""

from __future__ import annotations

from collections.abc import Mapping

SPOKEN: Mapping[str, str] = {
    "vi": "Tiếng Việt",
    "en": "English",
    "lo": "Lào",
    "tai": "Thái",
    "hmn": "Mông",
    "ium": "Dao",
    "tyz": "Tày",
    "nut": "Nùng",
}
"""ISO 639; `tai` stands for the Thái of the hall, whichever of its written forms is used there."""
