"""Words as people type them: without marks, so that "ho tich" finds "hộ tịch"."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable


class _Letters(dict[int, str | None]):
    """What letters become in `str.translate`; those of Latin scripts are looked up once."""

    def __init__(self, becomes: Callable[[str], str | None]) -> None:
        self._becomes = becomes

    def __missing__(self, code: int) -> str | None:
        letter = self._becomes(chr(code))
        return self.setdefault(code, letter) if code < 0x2000 else letter


_CONTROLS = _Letters(lambda c: " " if unicodedata.category(c) == "Cc" else c)
_MARKS = _Letters(lambda c: None if unicodedata.combining(c) else "d" if c == "đ" else c)


def normal(text: str) -> str:
    """NFC, without control characters, white space single."""
    return " ".join(unicodedata.normalize("NFC", text.translate(_CONTROLS)).split())


def folded(text: str) -> str:
    """Lower case without Vietnamese marks; đ becomes d."""
    return unicodedata.normalize("NFD", text.lower()).translate(_MARKS)
