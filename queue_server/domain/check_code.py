"""The short code on a slip: it proves that the hall gave this number on this day.

With it a lost queue is rebuilt from the papers in people's hands: whoever invents a number cannot invent
its code. HMAC-SHA-256 over hall, day and number (RFC 2104), shortened to six symbols: one guess in 191
million is right.
"""

from __future__ import annotations

import hmac
import re
from datetime import date

from queue_server.domain.numbering import parse

ALPHABET = "ACDEFGHJKLMNPRTUVWXY3479"
"""No symbol looks like another: without 0 O Q, 1 I, 2 Z, 5 S, 6 B 8."""
LENGTH = 6

_TYPED = re.compile(rf"([A-Z]{{0,2}}\d{{3,6}})([{ALPHABET}]{{{LENGTH}}})")


def key_of(secret: str) -> bytes:
    """The key of check codes, derived from the hall's secret."""
    return hmac.digest(secret.encode(), b"check codes of slips", "sha256")


def code_of(key: bytes, hall: str, day: date, number: str) -> str:
    """The code of a number, as in `K7PC4X`."""
    rest = int.from_bytes(hmac.digest(key, f"{hall}|{day}|{number}".encode(), "sha256"), "big")
    symbols = []
    for _ in range(LENGTH):
        rest, symbol = divmod(rest, len(ALPHABET))
        symbols.append(ALPHABET[symbol])
    return "".join(symbols)


def fits(key: bytes, hall: str, day: date, number: str, code: str) -> bool:
    """Whether `code`, however it was typed, is the code of that number."""
    return hmac.compare_digest(code_of(key, hall, day, number).encode(), _plain(code).encode())


def read(text: str) -> tuple[str, str]:
    """Number and code of a slip, typed as in `A012 K7P-C4X` or scanned from its QR. ValueError if neither."""
    match = _TYPED.fullmatch(_plain(text.rpartition("?")[2]))
    if match is None:
        raise ValueError(f"{text!r:.60} is no number with its check code")
    parse(match[1])
    return match[1], match[2]


def _plain(typed: str) -> str:
    return re.sub(r"[\s.-]", "", typed).upper()
