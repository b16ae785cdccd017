"""Clauses about a ticket, put together as one sentence in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from queue_server.domain.reasons import Clause
from queue_server.web.languages import gettext as _


def sentence(clauses: Sequence[Clause]) -> str:
    """One sentence: the clauses after one another, a full stop at the end."""
    text = "; ".join(_clause(each) for each in clauses)
    return f"{text[:1].upper()}{text[1:]}."


def _clause(clause: Clause) -> str:
    details = {key: _detail(value) for key, value in clause.details.items()}
    return _(clause.sentence).format(**details)


def _detail(value: Any) -> str:
    if isinstance(value, Clause):
        return _clause(value)
    if isinstance(value, list):
        return ", ".join(_clause(each) for each in value)
    return _(value) if isinstance(value, str) and value else str(value)
