"""A short name for a button and a slip, proposed from the official one."""

from __future__ import annotations

import re

LONGEST = 40
_LEADS = re.compile(r"^(thủ tục|việc)\s+", re.IGNORECASE)
_BREAKS = re.compile(r"\s*[(;:,–].*$", re.DOTALL)


def proposed(name: str) -> str:
    """The first clause of `name` without "Thủ tục", at most 40 characters, cut between words."""
    bare = _LEADS.sub("", name.strip())
    clause = _BREAKS.sub("", bare) or bare
    text = clause[:1].upper() + clause[1:]
    if len(text) <= LONGEST:
        return text
    return text[: LONGEST - 1].rsplit(" ", 1)[0].rstrip() + "…"
