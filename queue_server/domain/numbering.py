"""A series letter and a daily sequence make the number on the slip: `A`, 12 → `A012`."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"([A-Z]{0,2})(\d{3,6})")


def number(series: str, sequence: int) -> str:
    """The number as people read it; three digits, more only past 999."""
    return f"{series}{sequence:03d}"


def parse(text: str) -> tuple[str, int]:
    """Series and sequence of a number; ValueError if `text` is none."""
    match = _NUMBER.fullmatch(text.strip().upper())
    if match is None:
        raise ValueError(f"{text!r} is no ticket number")
    return match[1], int(match[2])
