"""Words as people type them: without marks, so that "ho tich" finds "hộ tịch"."""

from __future__ import annotations

import unicodedata


def normal(text: str) -> str:
    """NFC, without control characters, white space single."""
    kept = (c if unicodedata.category(c) != "Cc" else " " for c in text)
    return " ".join(unicodedata.normalize("NFC", "".join(kept)).split())


def folded(text: str) -> str:
    """Lower case without Vietnamese marks; đ becomes d."""
    bare = (c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
    return "".join(bare).replace("đ", "d")
